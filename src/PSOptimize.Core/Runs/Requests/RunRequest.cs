using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Runs.Requests;

/// <summary>
/// What somebody asks for: every objective, from every start, with every seed, by every method. An immutable value; <see cref="Expand"/> checks
/// all of it and says which runs it amounts to, before any is made.
/// </summary>
/// <example><code>
/// var request = new RunRequest { Objectives = [rosenbrock], Methods = [new Adam(), new RMSProp()], Seeds = [1, 2, 3] };
/// var runs = request.Expand().Runs.Select(run => Optimizer.Run(run.Problem, run.Method, run.Start, run.Options));
/// </code></example>
public sealed record RunRequest
{
    /// <summary>What to optimise, at least one.</summary>
    public required ReadOnlyCollection<Objective> Objectives { get; init; }

    /// <summary>By what, at least one.</summary>
    public required ReadOnlyCollection<Method> Methods { get; init; }

    /// <summary>From where; none, the default, for the customary start of each objective, or for starts that are drawn.</summary>
    public ReadOnlyCollection<Vector> Starts { get; init; } = [];

    /// <summary>How many starts to draw if none is given, from the first seed, in the box or the domain of the problem; default 0.</summary>
    public int StartCount { get; init; }

    /// <summary>How drawn starts are spread, default each by itself.</summary>
    public Sampling Sampling { get; init; } = Sampling.Uniform;

    /// <summary>Where all chance of a run comes from; default the seed 0.</summary>
    public ReadOnlyCollection<long> Seeds { get; init; } = [0];

    /// <summary>The set that every point is kept in, default none.</summary>
    public Projection? Within { get; init; }

    /// <summary>The functions that must be 0 at the solution, default none.</summary>
    public ReadOnlyCollection<Objective> Equations { get; init; } = [];

    /// <summary>ρ above 0, default 10: see <see cref="Problem.EquationWeight"/>.</summary>
    public double EquationWeight { get; init; } = 10;

    /// <summary>λ₁ ≥ 0, default 0: see <see cref="Penalty"/>.</summary>
    public double L1 { get; init; }

    /// <summary>λ₂ ≥ 0, default 0: see <see cref="Penalty"/>.</summary>
    public double L2 { get; init; }

    /// <summary>The typical size of each coordinate, default none.</summary>
    public Vector? Scale { get; init; }

    /// <summary>When runs stop.</summary>
    public StopSettings Stop { get; init; } = new();

    /// <summary>Whether <see cref="RunOptions.TraceEvery"/> counts epochs, default no.</summary>
    public bool ByEpoch { get; init; }

    /// <summary>What else all runs have in common: recording, failing evaluations, cancellation. Their rule and key come from the request.</summary>
    public RunOptions Options { get; init; } = new();

    /// <summary>The runs, and what cannot be run.</summary>
    public RunPlan Expand()
    {
        var (runs, refusals) = (new List<PlannedRun>(), new List<Refusal>());
        foreach (var objective in Objectives)
            foreach (var starts in StartsOf(objective, refusals))
                foreach (var seed in Seeds)
                    foreach (var method in Methods)
                        Plan(objective, method, starts(seed), seed, runs, refusals);
        return new RunPlan(new(runs), new(refusals));
    }

    /// <summary>The options of the runs of an objective.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="key">The key of the run.</param>
    public RunOptions OptionsFor(Objective objective, Key key)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return Options with { Stop = Stop.RuleFor(objective), Key = key, TraceEvery = ByEpoch ? Options.TraceEvery * objective.StepsPerEpoch : Options.TraceEvery };
    }

    private void Plan(Objective objective, Method method, Vector start, long seed, List<PlannedRun> runs, List<Refusal> refusals)
    {
        try
        {
            if (Fault(objective, start) is { } fault)
            {
                refusals.Add(fault);
                return;
            }
            var problem = Problem.Of(objective).KeptWithin(Within).EqualTo([.. Equations]).WithEquationWeight(EquationWeight).Penalized(L1, L2).ScaledBy(Scale);
            if (Within is Box box && method.Needs == Information.Value && !box.Contains(start))
            {
                refusals.Add(new(RefusalKind.StartOutsideBounds,
                    $"The start {start} lies outside the bounds {box} of {method.Label}: start within them, or widen them.", start));
                return;
            }
            method.Prepare(problem);
            runs.Add(new PlannedRun(problem, method, start, OptionsFor(objective, Key.FromSeed(seed))));
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
                $"{objective.Name} has {objective.Dimension} coordinates, and the start {start} has {start.Count}: give one number per coordinate.", start);
        return start.IsFinite() ? null
            : new(RefusalKind.StartNotFinite, $"The start {start} must consist of finite numbers: replace NaN and infinities.", start);
    }

    /// <summary>The starts of an objective, each by the seed of a run: a network draws its own.</summary>
    private IEnumerable<Func<long, Vector>> StartsOf(Objective objective, List<Refusal> refusals)
    {
        if (Starts.Count > 0) return Starts.Select<Vector, Func<long, Vector>>(start => _ => start);
        if (StartCount > 0) return Drawn(objective, refusals).Select<Vector, Func<long, Vector>>(start => _ => start);
        if (objective.CustomaryStart(0) is not null) return [seed => objective.CustomaryStart(seed)!];
        refusals.Add(new(RefusalKind.StartMissing, objective.Dimension > 0
            ? $"{objective.Name} has no start: give -Start {objective.Dimension} numbers, one per coordinate."
            : $"{objective.Name} has no start: give -Start one number per coordinate.", objective));
        return [];
    }

    private IEnumerable<Vector> Drawn(Objective objective, List<Refusal> refusals)
    {
        var (low, high) = Within is Box box ? (box.Lower, box.Upper)
            : objective.Problem is { } problem ? (problem.Lower, problem.Upper)
            : (Vector.Empty, Vector.Empty);
        var dimension = Math.Max(objective.Dimension, low.Count);
        // One pair of bounds stands for every coordinate.
        if (low.Count == 1) (low, high) = (Vector.Repeat(dimension, low[0]), Vector.Repeat(dimension, high[0]));
        if (low.Count == 0 || low.Count != dimension || !low.IsFinite() || !high.IsFinite())
        {
            refusals.Add(new(RefusalKind.NoBoxForStarts,
                $"{objective.Name} does not say where to draw starts: give finite bounds with -Within, such as \"-5..5\" for every coordinate or \"0..2 -1..1\" one by one.", objective));
            return [];
        }
        try
        {
            return [.. CubeSample.Draw(Key.FromSeed(Seeds[0]), StartCount, dimension, Sampling).Select(unit => low + unit.Times(high - low))];
        }
        catch (ArgumentOutOfRangeException error)
        {
            refusals.Add(Refused(error, Sampling));
            return [];
        }
    }

    /// <summary>An argument error as a refusal; the runtime appends the parameter's name and the value, which the sentence has already.</summary>
    private static Refusal Refused(ArgumentException error, object subject)
    {
        var sentence = error.Message.Split(" (Parameter '", 2)[0];
        return error is ArgumentOutOfRangeException { ActualValue: var value }
            ? new(RefusalKind.OutOfRange, sentence, value ?? subject)
            : new(RefusalKind.BadArgument, sentence, subject);
    }
}
