using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// Compares objectives and models with the blocks that they were translated from: PowerShell itself computes the value at a point, of a
/// model in some rows, and the bits must be the same. Where they are not, the block is invoked as it is written, and a warning says so.
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

    private readonly Dictionary<Objective, int> _comparisons = [];
    private readonly HashSet<ScriptObjective> _told = [];
    private readonly Dictionary<Objective, Objective> _replaced = [];
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
        foreach (var part in Translated(objective))
            if (Trusted(part, point) is var trusted && trusted != part.Objective)
                changes.Add(part.Objective, trusted);
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
    public static Objective AsWritten(Objective objective) =>
        objective.Rebuilt(part => TranslatedPart.Of(part)?.AsWritten ?? part);

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
        foreach (var part in Functions(problem).SelectMany(Translated).Where(part => IsToBeCompared(part.Objective)))
            if (Difference(part, point, out _, derivative: false) is { } difference)
                cmdlet.Warn(difference + " The run used the translation: do not trust its result.");
    }

    /// <summary>What is wrong with the translation at a point, as a sentence; null if nothing is, or if the block takes too long.</summary>
    /// <param name="part">The part.</param>
    /// <param name="point">The point.</param>
    /// <param name="problem">What is wrong with the derivative; null if nothing is, or if it is not asked for.</param>
    /// <param name="derivative">Whether the derivative is to be looked at.</param>
    private string? Difference(TranslatedPart part, Vector point, out DerivativeCheck.Finding? problem, bool derivative)
    {
        string? difference = null;
        DerivativeCheck.Finding? slope = null;
        var watch = Stopwatch.StartNew();
        var compared = 0;
        void Compare()
        {
            var written = new List<(TranslatedPart.Place Place, double? Value, string? Error)>();
            ScriptLimit.Run(_limit, () =>
            {
                foreach (var place in part.At(point)) written.Add((place, ValueOf(place.Written, out var error), error));
            });
            compared = written.Count;
            if (watch.Elapsed > Quick) _comparisons[part.Objective] = MostComparisons;
            // At another point the translation may be in a loop that does not end.
            using var limit = new CancellationTokenSource(_limit);
            using var interruption = Interruption.Watch(limit.Token);
            foreach (var (place, value, error) in written)
            {
                if (ValueOf(place.Compiled, out _) is not { } compiled) return;
                if (IsSame(value, compiled) || !IsWrong(place, value)) continue;
                var given = value?.ToString("R", CultureInfo.InvariantCulture) ?? $"an error ({error})";
                difference = Told(part, place.Name, given, compiled);
                return;
            }
            if (derivative && compared > 0 && part.Objective.Differentiation == DifferentiationKind.Exact)
                slope = DerivativeCheck.Problem(part.Objective, point);
        }

        try
        {
            StrictScope.Run(cmdlet, part.AsWritten, Compare);
        }
        catch (OperationCanceledException)
        {
            // The run, which follows, ends at once and in order.
        }

        if (compared == 0) cmdlet.Tell($"{part.Objective.Name}: the block takes too long to be compared with its translation.");
        problem = slope;
        return difference;
    }

    private static IEnumerable<TranslatedPart> Translated(Objective objective) =>
        objective.Parts.Select(TranslatedPart.Of).OfType<TranslatedPart>();

    /// <summary>
    /// Whether a new translation does not give what the block gives either. If it does, it is the variables around the block that have
    /// changed since it was translated.
    /// </summary>
    private static bool IsWrong(TranslatedPart.Place place, double? written)
    {
        double? again = null;
        return ValueOf(() => (again = place.Again()) ?? 0, out _) is null || (again is { } value && !IsSame(written, value));
    }

    private static string Told(TranslatedPart part, string place, string written, double compiled) =>
        $"TranslationDiffers: the script block of {part.Objective.Name} at line {part.Line.ToString(CultureInfo.InvariantCulture)} was "
        + $"translated wrongly: at {place} PowerShell gives {written}, the translation "
        + $"{compiled.ToString("R", CultureInfo.InvariantCulture)}. Please report the block.";

    private Objective Trusted(TranslatedPart part, Vector point)
    {
        if (_replaced.TryGetValue(part.Objective, out var known)) return known;
        if (!_comparisons.ContainsKey(part.Objective))
            foreach (var rounding in part.Roundings)
                cmdlet.Warn($"WholeNumbers: in {part.Objective.Name}, {rounding} computes in whole numbers, since its first argument is "
                    + "one: for PowerShell 1.5 is 2 there. Write [double] before it, or 0.0 for 0.");
        if (!IsToBeCompared(part.Objective)) return part.Objective;
        var trusted = Compared(part, point);
        if (trusted != part.Objective) _replaced.Add(part.Objective, trusted);
        return trusted;
    }

    private bool IsToBeCompared(Objective objective)
    {
        var comparisons = _comparisons.GetValueOrDefault(objective);
        _comparisons[objective] = comparisons + 1;
        return comparisons < MostComparisons;
    }

    private Objective Compared(TranslatedPart part, Vector point)
    {
        if (Difference(part, point, out var problem, derivative: true) is { } difference)
        {
            cmdlet.Warn(difference + " The block is invoked as it is written.");
            return part.AsWritten;
        }

        if (problem is null) return part.Objective;
        cmdlet.Warn($"DerivativeMissesBranches: {part.Objective.Name} {problem.Text}. " + (part.Differences is null
            ? "Leave out -Differentiation, or choose -Differentiation Central, in New-Objective."
            : "Gradients are central differences, as with -Differentiation Central in New-Objective."
                + (problem.HasSteps ? " They do not see steps either: a method without gradients suits it." : "")));
        return part.Differences?.Invoke(problem.HasSteps) ?? part.Objective;
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
