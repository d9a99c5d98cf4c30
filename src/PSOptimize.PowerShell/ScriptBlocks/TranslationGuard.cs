using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// Compares compiled objectives with the blocks that they were translated from: PowerShell itself computes the value at a point, and the
/// bits must be the same. Where they are not, the block is invoked as it is written, and a warning says so.
/// </summary>
/// <remarks>
/// A block that was translated changes nothing outside of itself, so to run it once more has no effect. It is stopped if it takes long.
/// </remarks>
internal sealed class TranslationGuard(PSCmdlet cmdlet)
{
    /// <summary>For how long the block itself may run.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>A block that took longer is not run again at the end.</summary>
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(0.2);

    /// <summary>Of many runs on one objective, only the first are compared.</summary>
    private const int MostComparisons = 16;

    private readonly Dictionary<CompiledObjective, int> _comparisons = [];
    private readonly HashSet<ScriptObjective> _told = [];
    private readonly Dictionary<CompiledObjective, Objective> _replaced = [];
    private TimeSpan _limit = Limit;

    /// <summary>The objective, with blocks as they are written in place of translations that are wrong at a point.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="point">The point.</param>
    /// <param name="deadline">The time that the whole run has, of which a comparison takes at most a tenth; default no limit.</param>
    public Objective Trusted(Objective objective, Vector point, TimeSpan? deadline = null)
    {
        _limit = deadline is { } whole && whole / 10 < Limit ? whole / 10 : Limit;
        foreach (var script in objective.Parts.OfType<ScriptObjective>())
            if (script.Form.Integer is { } integer && _told.Add(script))
                cmdlet.Warn($"IntegerCoordinate: {script.Name} declares ${integer} as an integer, which rounds the coordinate: "
                    + "its gradient is 0 almost everywhere. Declare it as [double], or use a method without gradients.");
        var changes = new Dictionary<Objective, Objective>();
        foreach (var part in objective.Parts.OfType<CompiledObjective>())
            if (Trusted(part, point) is var trusted && trusted != part)
                changes.Add(part, trusted);
        return changes.Count == 0 ? objective : objective.Rebuilt(part => changes.GetValueOrDefault(part, part));
    }

    /// <summary>The problem, whose objective and constraints have blocks as they are written in place of such translations.</summary>
    public Problem Trusted(Problem problem, Vector point, TimeSpan? deadline = null)
    {
        var objective = Trusted(problem.Objective, point, deadline);
        Objective[] equations = [.. problem.Equations.Select(one => Trusted(one, point, deadline))];
        Objective[] inequalities = [.. problem.Inequalities.Select(one => Trusted(one, point, deadline))];
        if (objective != problem.Objective) problem = problem.WithObjective(objective);
        if (!equations.SequenceEqual(problem.Equations)) problem = problem.EqualTo(equations);
        return inequalities.SequenceEqual(problem.Inequalities) ? problem : problem.AtMost(inequalities);
    }

    /// <summary>The objective of a problem, and its constraints.</summary>
    public static IEnumerable<Objective> Functions(Problem problem) => [problem.Objective, .. problem.Equations, .. problem.Inequalities];

    /// <summary>The objective with the blocks as they are written in place of all translations.</summary>
    public static Objective AsWritten(Objective objective) => objective.Rebuilt(part => part is CompiledObjective compiled
        ? AsWritten(compiled)
        : part);

    /// <summary>The objective, compared at a sample of points.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="dimension">How many coordinates the points have if the objective takes any number.</param>
    public Objective Verified(Objective objective, int dimension = 3)
    {
        var count = objective.Dimension > 0 ? objective.Dimension : dimension;
        for (var k = 0; k < MostComparisons; k++)
        {
            // Points that fill the cube from -3 to 3 evenly; every fourth has whole coordinates.
            var point = Vector.Copy([.. Enumerable.Range(0, count).Select(i => Coordinate(k, i))]);
            if (Trusted(objective, point) is var trusted && trusted != objective) return trusted;
        }
        return objective;

        static double Coordinate(int k, int i)
        {
            var place = (k + 1) * Math.Sqrt(i + 2 + Math.Sqrt(3)) % 1 * 6 - 3;
            return k % 4 == 3 ? Math.Round(place) : place;
        }
    }

    /// <summary>Compares at the end of a run; a difference is only told.</summary>
    public void Check(Problem problem, Vector point)
    {
        foreach (var compiled in Functions(problem).SelectMany(one => one.Parts).OfType<CompiledObjective>().Where(IsToBeCompared))
            if (Difference(compiled, point, out _, derivative: false) is { } difference)
                cmdlet.Warn(difference + " The run used the translation: do not trust its result.");
    }

    /// <summary>What is wrong with the translation at a point, as a sentence; null if nothing is, or if the block takes too long.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="point">The point.</param>
    /// <param name="problem">What is wrong with the derivative; null if nothing is, or if it is not asked for.</param>
    /// <param name="derivative">Whether the derivative is to be looked at.</param>
    public string? Difference(CompiledObjective objective, Vector point, out string? problem, bool derivative)
    {
        string? difference = null, slope = null;
        var script = objective.Source.AsWritten;
        var watch = Stopwatch.StartNew();
        var isInTime = true;
        void Compare()
        {
            double? written = null;
            string? error = null;
            isInTime = ScriptLimit.Run(_limit, () => written = ValueOf(() => script.ValueAt(point), out error));
            if (watch.Elapsed > Quick) _comparisons[objective] = MostComparisons;
            // At another point the translation may be in a loop that does not end.
            using var limit = new CancellationTokenSource(_limit);
            using var interruption = Interruption.Watch(limit.Token);
            if (!isInTime || ValueOf(() => objective.Value(point), out _) is not { } compiled) return;
            if (!IsSame(written, compiled) && IsWrong(objective, point, written))
            {
                var given = written?.ToString("R", CultureInfo.InvariantCulture) ?? $"an error ({error})";
                difference = Told(objective, point, given, compiled);
            }
            else if (derivative && objective.Differentiation == DifferentiationKind.Exact)
                slope = DerivativeCheck.Problem(objective, point);
        }

        try
        {
            StrictScope.Run(cmdlet, script, Compare);
        }
        catch (OperationCanceledException)
        {
            // The run, which follows, ends at once and in order.
        }

        if (!isInTime) cmdlet.Tell($"{objective.Name}: the block takes too long to be compared with its translation.");
        problem = slope;
        return difference;
    }

    /// <summary>
    /// Whether a new translation does not give what the block gives either. If it does, it is the variables around the block that have
    /// changed since it was translated.
    /// </summary>
    private static bool IsWrong(CompiledObjective objective, Vector point, double? written) => objective.Source.Translate().Match(
        translated => ValueOf(() => translated.Function.Value(point.AsSpan()), out _) is not { } again || !IsSame(written, again),
        _ => false);

    private static string Told(CompiledObjective objective, Vector point, string written, double compiled)
    {
        var line = objective.Source.AsWritten.Blocks.First().Ast.Extent.StartLineNumber;
        return string.Create(CultureInfo.InvariantCulture, $"TranslationDiffers: the script block of {objective.Name} at line {line} was ")
            + string.Create(CultureInfo.InvariantCulture, $"translated wrongly: at {point.Brief} PowerShell gives {written}, ")
            + string.Create(CultureInfo.InvariantCulture, $"the translation {compiled:R}. Please report the block.");
    }

    private Objective Trusted(CompiledObjective objective, Vector point)
    {
        if (_replaced.TryGetValue(objective, out var known)) return known;
        if (!IsToBeCompared(objective)) return objective;
        var trusted = Compared(objective, point);
        if (trusted != objective) _replaced.Add(objective, trusted);
        return trusted;
    }

    private bool IsToBeCompared(CompiledObjective objective)
    {
        var comparisons = _comparisons.GetValueOrDefault(objective);
        _comparisons[objective] = comparisons + 1;
        return comparisons < MostComparisons;
    }

    private Objective Compared(CompiledObjective objective, Vector point)
    {
        if (Difference(objective, point, out var problem, derivative: true) is { } difference)
        {
            cmdlet.Warn(difference + " The block is invoked as it is written.");
            return AsWritten(objective);
        }

        if (problem is null) return objective;
        cmdlet.Warn($"DerivativeMissesBranches: {objective.Name} {problem}. " + (objective.Source.IsExactDemanded
            ? "Leave out -Differentiation, or choose -Differentiation Central, in New-Objective."
            : "Gradients are central differences, as with -Differentiation Central in New-Objective."));
        return objective.Source.IsExactDemanded ? objective
            : Copied(objective.WithoutGradient().WithDifferences(DifferentiationKind.Central), objective);
    }

    private static Objective AsWritten(CompiledObjective objective) => Copied(
        objective.Differentiation == DifferentiationKind.None
            ? objective.Source.AsWritten
            : objective.Source.AsWritten.Without("the translation gives another value than the block")
                .WithDifferences(DifferentiationKind.Central),
        objective);

    private static Objective Copied(Objective objective, CompiledObjective from)
    {
        if (from.CoordinateNames.Count > 0 && objective.CoordinateNames.Count == 0)
            objective = objective.WithCoordinateNames([.. from.CoordinateNames]);
        return objective.WithName(from.Name).WithMaximize(from.Maximize);
    }

    /// <summary>A value; null, with what happened instead, if there is none.</summary>
    private static double? ValueOf(Func<double> value, out string? problem)
    {
        try
        {
            problem = null;
            return value();
        }
        catch (Exception error) when (error is ScriptException or EvaluationException or ArgumentException)
        {
            problem = error.Message;
            return null;
        }
    }

    private static bool IsSame(double? first, double second) => first is { } number
        && ((double.IsNaN(number) && double.IsNaN(second))
            || BitConverter.DoubleToInt64Bits(number) == BitConverter.DoubleToInt64Bits(second));
}
