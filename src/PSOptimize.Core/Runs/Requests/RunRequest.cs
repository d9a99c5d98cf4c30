using PSOptimize.Checks;
using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Runs.Requests;

/// <summary>
/// A request for every combination of objective, start, seed and method. An immutable value; <see cref="Expand"/> validates it and lists
/// the runs before any of them is made.
/// </summary>
/// <example><code>
/// var request = new RunRequest { Objectives = [rosenbrock], Methods = [new Adam(), new RMSProp()], Seeds = [1, 2, 3] };
/// var runs = request.Expand().Runs.Select(run => Optimizer.Run(run.Problem, run.Method, run.Start, run.Options));
/// </code></example>
public sealed record RunRequest
{
    /// <summary>The objectives to optimise, at least one.</summary>
    public required ReadOnlyCollection<Objective> Objectives { get; init; }

    /// <summary>The methods to use; if empty (the default), <see cref="Choose"/> finds one for each problem.</summary>
    public ReadOnlyCollection<Method> Methods { get; init; } = [];

    /// <summary>The method for a problem and its number of coordinates; default <see cref="Recommendation.For"/>.</summary>
    public Func<Problem, int, Recommendation> Choose { get; init; } = Recommendation.For;

    /// <summary>
    /// The starting points; if empty (the default), starts are drawn, or the best of <see cref="RunOptions.Known"/> or else each
    /// objective's customary start is used.
    /// </summary>
    public ReadOnlyCollection<Vector> Starts { get; init; } = [];

    /// <summary>
    /// The number of starts to draw if none is given, default 0. They are drawn with the first seed from the bounds, or from the domain of
    /// the test problem.
    /// </summary>
    public int StartCount { get; init; }

    /// <summary>How drawn starts are distributed, default <see cref="Sampling.Uniform"/>.</summary>
    public Sampling Sampling { get; init; } = Sampling.Uniform;

    /// <summary>The seeds of the runs, from which all their random draws follow; default a single seed, 0.</summary>
    public ReadOnlyCollection<long> Seeds { get; init; } = [0];

    /// <summary>The set that all points must lie in, default none.</summary>
    public Projection? Within { get; init; }

    /// <summary>The functions that must be 0 at the solution, default none.</summary>
    public ReadOnlyCollection<Objective> Equations { get; init; } = [];

    /// <summary>The functions that must be at most 0 at the solution, default none.</summary>
    public ReadOnlyCollection<Objective> Inequalities { get; init; } = [];

    /// <summary>ρ above 0, default 10; see <see cref="Problem.EquationWeight"/>.</summary>
    public double EquationWeight { get; init; } = 10;

    /// <summary>λ₁ ≥ 0, default 0; see <see cref="Penalty"/>.</summary>
    public double L1 { get; init; }

    /// <summary>λ₂ ≥ 0, default 0; see <see cref="Penalty"/>.</summary>
    public double L2 { get; init; }

    /// <summary>The typical size of each coordinate, above 0; default none. See <see cref="Problem.Scale"/>.</summary>
    public Vector? Scale { get; init; }

    /// <summary>When the runs stop.</summary>
    public StopSettings Stop { get; init; } = new();

    /// <summary>Whether <see cref="RunOptions.TraceEvery"/> counts epochs instead of iterations, default false.</summary>
    public bool ByEpoch { get; init; }

    /// <summary>
    /// The options that all runs share: recording, failing evaluations, cancellation. Their stop rule and key are replaced by those of the
    /// request.
    /// </summary>
    public RunOptions Options { get; init; } = new();

    /// <summary>Validates every combination, and lists the runs that can be made and the refusals of the others.</summary>
    /// <exception cref="ArgumentException">
    /// <see cref="RunOptions.Known"/> has evaluations, although there are several objectives, or points of another dimension.
    /// </exception>
    /// <exception cref="OperationCanceledException">The runs were cancelled while they were being listed.</exception>
    public RunPlan Expand()
    {
        CheckKnown();
        var (runs, refusals) = (new List<PlannedRun>(), new List<Refusal>());
        foreach (var objective in Objectives)
            foreach (var starts in StartsOf(objective, refusals))
                foreach (var seed in Seeds)
                {
                    Options.Cancellation.ThrowIfCancellationRequested();
                    Plan(objective, starts(seed), seed, runs, refusals);
                }
        return new RunPlan(new(runs), new(refusals));
    }

    /// <summary>The options of a run on an objective.</summary>
    /// <param name="objective">The objective, whose epochs and metrics the stop rule may refer to.</param>
    /// <param name="method">The method, which determines how many iterations are enough.</param>
    /// <param name="key">The key of the run.</param>
    /// <exception cref="ArgumentException">The stop settings are inconsistent.</exception>
    public RunOptions OptionsFor(Objective objective, Method method, Key key)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var every = ByEpoch ? Options.TraceEvery * objective.StepsPerEpoch : Options.TraceEvery;
        return Options with { Stop = Stop.RuleFor(objective, method), Key = key, TraceEvery = every };
    }

    private void Plan(Objective objective, Vector start, long seed, List<PlannedRun> runs, List<Refusal> refusals)
    {
        if (Fault(objective, start) is { } fault)
        {
            refusals.Add(fault);
            return;
        }
        try
        {
            var problem = Problem.Of(objective)
                .KeptWithin(Within)
                .EqualTo([.. Equations])
                .AtMost([.. Inequalities])
                .WithEquationWeight(EquationWeight)
                .Penalized(L1, L2)
                .ScaledBy(Scale);
            var choices = Methods.Count > 0
                ? Methods.Select(method => new Recommendation(method, ""))
                : [Choose(problem, start.Count)];
            foreach (var choice in choices) Plan(problem, choice, start, seed, runs, refusals);
        }
        catch (ArgumentException error)
        {
            refusals.Add(Refused(error, objective));
        }
    }

    private void Plan(
        Problem problem, Recommendation choice, Vector start, long seed, List<PlannedRun> runs, List<Refusal> refusals)
    {
        var method = choice.Method;
        try
        {
            if (Within is Box box && method.Needs == Information.Value && !box.Contains(start))
            {
                refusals.Add(new(RefusalKind.StartOutsideBounds,
                    $"The start {start.Brief} lies outside the bounds {box.Brief} of {method.Label}: start within them, or widen them.",
                    start));
                return;
            }
            method.Prepare(problem);
            var options = OptionsFor(problem.Objective, method, Key.FromSeed(seed));
            runs.Add(new PlannedRun(problem, method, start, options, seed, choice.Reason));
        }
        catch (ArgumentException error)
        {
            refusals.Add(Refused(error, method));
        }
    }

    private static Refusal? Fault(Objective objective, Vector start)
    {
        if (objective.Dimension != 0 && start.Count != objective.Dimension)
            return new(RefusalKind.StartLength,
                $"{objective.Name} has {objective.Dimension} coordinates, and the start {start.Brief} has {start.Count}: "
                + "give one number per coordinate.", start);
        return start.IsFinite() ? null
            : new(RefusalKind.StartNotFinite,
                $"The start {start.Brief} must consist of finite numbers: replace NaN and infinities.", start);
    }

    /// <summary>The starts of an objective, each as a function of the seed, from which a network draws its initial weights.</summary>
    private IEnumerable<Func<long, Vector>> StartsOf(Objective objective, List<Refusal> refusals)
    {
        if (Starts.Count > 0) return Starts.Select<Vector, Func<long, Vector>>(start => _ => start);
        if (StartCount > 0) return Drawn(objective, refusals).Select<Vector, Func<long, Vector>>(start => _ => start);
        if (BestKnown(objective) is { } best) return [_ => best];
        if (objective.CustomaryStart(0) is not null) return [seed => objective.CustomaryStart(seed)!];
        var numbers = objective.Dimension switch
        {
            0 => "one number per coordinate",
            1 => "a number",
            var count => $"{count} numbers, one per coordinate",
        };
        refusals.Add(new(RefusalKind.StartMissing, $"{objective.Name} has no start: give -Start {numbers}.", objective));
        return [];
    }

    /// <summary>The point of the best known value within the bounds; null if there is none.</summary>
    private Vector? BestKnown(Objective objective)
    {
        var usable = Options.Known.Where(record =>
            double.IsFinite(record.Value) && record.Point.IsFinite() && (Within is not Box box || box.Contains(record.Point)));
        return (objective.Maximize ? usable.MaxBy(record => record.Value) : usable.MinBy(record => record.Value))?.Point;
    }

    private void CheckKnown()
    {
        if (Options.Known.Count == 0) return;
        if (Objectives.Count > 1)
            throw new ArgumentException(
                $"Known evaluations are those of one objective, and there are {Objectives.Count}: make their runs one at a time.");
        var dimension = Objectives[0].Dimension > 0 ? Objectives[0].Dimension : Options.Known[0].Point.Count;
        if (Options.Known.FirstOrDefault(record => record.Point.Count != dimension) is { } other)
            throw new ArgumentException(
                $"{Objectives[0].Name} has {dimension} coordinates, and the known point {other.Point.Brief} has {other.Point.Count}.");
    }

    private IEnumerable<Vector> Drawn(Objective objective, List<Refusal> refusals)
    {
        var (low, high) = Within is Box box ? (box.Lower, box.Upper)
            : objective.Problem is { } problem ? (problem.Lower, problem.Upper)
            : (Vector.Empty, Vector.Empty);
        var dimension = Math.Max(objective.Dimension, low.Count);
        // One pair of bounds applies to every coordinate.
        if (low.Count == 1) (low, high) = (Vector.Repeat(dimension, low[0]), Vector.Repeat(dimension, high[0]));
        if (low.Count == 0 || low.Count != dimension || !low.IsFinite() || !high.IsFinite())
        {
            refusals.Add(new(RefusalKind.NoBoxForStarts,
                $"{objective.Name} does not say where to draw starts: give finite bounds with -Within, "
                + "such as \"-5..5\" for every coordinate or \"0..2 -1..1\" for each one.", objective));
            return [];
        }
        try
        {
            var points = CubeSample.Draw(Key.FromSeed(Seeds[0]), StartCount, dimension, Sampling);
            return [.. points.Select(unit => low + unit.Times(high - low))];
        }
        catch (ArgumentOutOfRangeException error)
        {
            refusals.Add(Refused(error, Sampling));
            return [];
        }
    }

    /// <summary>An argument error as a refusal, without the parameter's name and value that the runtime appends to the message.</summary>
    private static Refusal Refused(ArgumentException error, object subject)
    {
        var sentence = ArgumentSentence.Of(error);
        return error is ArgumentOutOfRangeException { ActualValue: var value }
            ? new(RefusalKind.OutOfRange, sentence, value ?? subject)
            : new(RefusalKind.BadArgument, sentence, subject);
    }
}
