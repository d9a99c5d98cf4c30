using System.Globalization;
using PSOptimize.Methods;
using PSOptimize.Methods.Curvature;
using PSOptimize.Objectives;
using PSOptimize.Pictures;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Requests;
using PSOptimize.Stopping;
using PSOptimize.Storage;

namespace PSOptimize.Attack;

/// <summary>
/// An objective that fails at its k-th call, for every k: the run comes out with its best point, and what was kept of it is whole.
/// </summary>
public class FaultTests
{
    // Short runs, so that every call of one fails once.
    private const int Reach = 24;

    private static readonly string[] Names =
    [
        "GradientDescent", "Adam", "LBFGS", "BFGS", "ConjugateGradients", "TrustRegionNewton", "ProximalGradient", "NelderMead", "CMAES",
        "DifferentialEvolution", "SimulatedAnnealing", "PatternSearch", "QuadraticInterpolation", "ScheduleFree", "SPSA",
    ];

    private static readonly TestProblem Rosenbrock = TestProblems.Rosenbrock();

    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 100_000).Select(i => new Guid(i, 0, 0, new byte[8]))];

    /// <summary>How a call fails.</summary>
    private enum Failure
    {
        Throws,
        IsNaN,
        IsInfinite,
        IsMinusInfinity,
        HasNoGradient,
        IsCancelled,
        ThrowsCancelled,
    }

    [Fact]
    public void A_run_outlives_every_failure_of_its_objective()
    {
        var findings = new Findings("failing objectives");
        using var folder = new Folder(inMemory: true);
        using var store = RunStore.Open(folder["runs.db"]);
        var stored = 0;
        var (outcomes, calls) = (new SortedDictionary<string, int>(), Extent.Of(3, Reach));
        foreach (var name in Names)
        {
            var method = Method.Catalogue.Find(name)!.Default;
            var whole = Optimizer.Run(Faulty(0, default, null, []), method, Rosenbrock.Start, Options);
            for (var k = 1; k <= calls; k++)
                foreach (var failure in Enum.GetValues<Failure>())
                    foreach (var action in (EvaluationErrorAction[])[EvaluationErrorAction.Stop, EvaluationErrorAction.Worst])
                    {
                        var place = $"{name}, call {k} {failure}, {action}";
                        Note(place, "run", (objective, options, _) => Optimizer.Run(objective, method, Rosenbrock.Start, options), null);
                        Note(place, "checkpoint", (objective, options, _) =>
                        {
                            options = options.WithCheckpoint(folder["run.json"], every: 1) with { ReplaceCheckpoint = true };
                            var run = Optimizer.Run(objective, method, Rosenbrock.Start, options);
                            if (folder.Names.FirstOrDefault(file => file is "run.json.new" or "run.json.lock") is { } rest)
                                throw new InvalidOperationException($"{rest} is left");
                            return run;
                        }, run => k == 1 || failure is not (Failure.Throws or Failure.IsCancelled or Failure.ThrowsCancelled)
                            || action != EvaluationErrorAction.Stop
                            || Bits.Of(Optimizer.Resume(
                                Faulty(0, default, null, []), Checkpoint.Read(folder["run.json"]), Options)) == Bits.Of(whole)
                            ? null : "resumed, it is another run");
                        Note(place, "store", (objective, options, seen) =>
                        {
                            // The store looks at the value at the start, to know the run again.
                            var id = Ids[stored++];
                            using var lease = store.Begin(new RunEntry(
                                new PlannedRun(objective, method, Rosenbrock.Start, options, 0), new Provenance { Id = id }));
                            seen.Clear();
                            options = options with { Save = lease.Save, CheckpointEvery = 3 };
                            var run = Optimizer.Run(objective, method, Rosenbrock.Start, options) with
                            {
                                Provenance = new Provenance { Id = id },
                            };
                            var count = seen.Count;
                            lease.End(run);
                            seen.RemoveRange(count, seen.Count - count);
                            return run;
                        }, run => Bits.Of(store.Read(store.Find(run.Provenance.Id)!)) == Bits.Of(run) ? null : "the store has another run");

                        Note(place, "picture", (_, _, _) => whole, run =>
                        {
                            using var ended = new CancellationTokenSource();
                            return PictureFault(run, Faulty(k, failure, ended, []));
                        });

                        void Note(string place, string kind, Func<Objective, RunOptions, List<double>, Run> make, Func<Run, string?>? check)
                        {
                            using var cancellation = new CancellationTokenSource();
                            var seen = new List<double>();
                            var options = Options with { OnEvaluationError = action, Cancellation = cancellation.Token };
                            string? fault;
                            try
                            {
                                var run = make(Faulty(k, failure, cancellation, seen), options, seen);
                                var end = $"{run.Outcome.GetType().Name}";
                                outcomes[end] = outcomes.GetValueOrDefault(end) + 1;
                                fault = FaultOf(run, seen, failure, action, cancellation.IsCancellationRequested) ?? check?.Invoke(run);
                            }
                            catch (Exception error)
                            {
                                fault = $"{error.GetType().Name}: {error.Message} {error.StackTrace?.Split('\n').FirstOrDefault()}";
                            }
                            findings.Note(fault is null ? null : $"{kind}: {fault}", place);
                        }
                    }
        }
        findings.Conclude(
            $"an objective that throws, is NaN, ±∞, lacks a gradient or is cancelled at its k-th call, k = 1 … {calls}, "
            + $"for {Names.Length} methods × {{run, checkpoint, store, picture}} × {{Stop, Worst}}: {findings.Tried} runs",
            string.Join(", ", outcomes.Select(outcome => string.Create(CultureInfo.InvariantCulture, $"{outcome.Value} {outcome.Key}"))));
    }

    /// <summary>What does not hold of a picture whose landscape is that of an objective which fails; null if nothing.</summary>
    private static string? PictureFault(Run run, Objective failing)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var scenes = Scene.FromRuns([run with { Problem = run.Problem.WithObjective(failing) }], new PictureOptions { Resolution = 8 });
        SvgPicture.Write(scenes, Theme.Light, text);
        return text.ToString().TrimEnd().EndsWith("</svg>", StringComparison.Ordinal) ? null : "the picture is cut off";
    }

    private static RunOptions Options => new() { Stop = StopRule.Iterations(40).Or(StopRule.Evaluations(Reach)) };

    /// <summary>Rosenbrock's valley, but for one call.</summary>
    private static Objective Faulty(int k, Failure failure, CancellationTokenSource? cancellation, List<double> seen)
    {
        var call = 0;
        return Objective.FromValueAndGradient("faulty", 2, point =>
        {
            var sound = Rosenbrock.Objective.ValueAndGradient(point);
            if (++call == k)
            {
                switch (failure)
                {
                    case Failure.Throws: throw new InvalidOperationException("the pump broke");
                    case Failure.IsNaN: return Evaluation.Of(double.NaN, sound.Gradient);
                    case Failure.IsInfinite: return Evaluation.Of(double.PositiveInfinity, sound.Gradient);
                    case Failure.IsMinusInfinity: return Evaluation.Of(double.NegativeInfinity, sound.Gradient);
                    case Failure.HasNoGradient: return Evaluation.Of(sound.Value, sound.Gradient * double.NaN);
                    case Failure.IsCancelled: cancellation!.Cancel(); break;
                    case Failure.ThrowsCancelled:
                        cancellation!.Cancel();
                        throw new OperationCanceledException(cancellation.Token);
                }
            }
            seen.Add(sound.Value);
            return sound;
        });
    }

    /// <summary>What does not hold of a run; null if nothing.</summary>
    private static string? FaultOf(Run run, List<double> seen, Failure failure, EvaluationErrorAction action, bool isCancelled)
    {
        // Of a request that was cancelled within, nothing is known.
        if (run.Outcome is Outcome.Cancelled { Iteration: 0 }) return null;
        // A point that throws counts as infinite then, also if that is one of the three calls for the first point of Newton's method.
        if (action == EvaluationErrorAction.Worst && failure == Failure.Throws && run.Method is TrustRegionNewton
            && seen.Count is 1 or 2)
            return double.IsFinite(run.Value) ? $"the best value is {run.Value}" : null;
        if (seen.Count > 0 && !double.IsFinite(run.Value)) return $"the best value is {run.Value}";
        if (seen.Count > 0 && run.Value != Rosenbrock.Objective.Value(run.Point))
            return "the best value is not that of the best point";
        if (run.Outcome is Outcome.Converged && !double.IsFinite(run.Value)) return "converged without a value";
        // What ends a run at the same evaluation may be said instead.
        if (!isCancelled ? run.Outcome is Outcome.Cancelled : run.Outcome is Outcome.BudgetExhausted && run.Evaluations < Reach)
            return $"cancelled: {isCancelled}, and it says {run.Outcome}";
        if (failure == Failure.Throws && action == EvaluationErrorAction.Stop && run.FailureCount > 0 && run.Outcome is not Outcome.Failed)
            return $"the objective threw, and it says {run.Outcome}";
        return run.FailureCount > 1 ? "one failure counts as several" : null;
    }
}
