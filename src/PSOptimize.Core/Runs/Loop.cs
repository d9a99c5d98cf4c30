using System.Runtime.CompilerServices;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Evaluations;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Runs;

/// <summary>
/// The loop of a run: evaluate what the method asks for, observe each iterate (record it, keep the best, check the stop rules), make the
/// transition. The loop owns the workspace, so the method may reuse its memory. Observing never changes the trajectory.
/// </summary>
internal sealed class Loop : IDisposable
{
    private const long ObserverPause = 100; // milliseconds

    private readonly Solver _solver;
    private readonly Objective _objective;
    private readonly Vector _start;
    private readonly RunOptions _options;
    private readonly Trajectory _trajectory;
    private readonly CheckpointWriter? _checkpoints;
    private readonly TimeLimit _limit;
    private readonly double[] _stopMemory;
    private readonly bool _watchesTime;
    private readonly bool _toleratesNonFinite;
    private readonly ReadOnlyCollection<string> _metricNames;
    private readonly int _metrics;
    private readonly int _ranking;

    private readonly Workspace _work;
    private readonly Evaluator _evaluator;

    private Snapshot _current;
    private Snapshot _best;
    private long _observed = -1;
    private double _bestRank = double.NaN;
    private double _previousValue = double.NaN;
    private TimeSpan _elapsed;
    private long _observeAt = Environment.TickCount64 + ObserverPause;

    public Loop(Solver solver, Vector start, State state, RunOptions options, TimeLimit limit, Checkpoint? from = null)
    {
        (_solver, _objective, _start, _options, _limit) = (solver, solver.Problem.Function, start, options, limit);
        _work = solver.Open(state, options.MaxThreads);
        _current = _best = new Snapshot(
            state.Iteration, 0, double.NaN, double.NaN, 0, double.NaN, _work.Point, Vector.Empty, state.Transition);
        (_metricNames, _metrics) = (_objective.MetricNames, _objective.MetricNames.Count);
        _ranking = _metricNames.TakeWhile(name => name != _objective.RankingMetric).Count();
        _watchesTime = options.Stop.WatchesTime;
        _toleratesNonFinite = solver.ToleratesNonFinite;
        _evaluator = new Evaluator(_objective, options, new EvaluationLog(options.KeepEvaluations ?? UsualRows(solver, start)));
        _trajectory = new Trajectory(options.TraceEvery, options.TraceLimitFor(start.Count));
        _stopMemory = new double[options.Stop.Memory];
        Array.Fill(_stopMemory, double.NaN);
        if (options.CheckpointPath.Length > 0 || options.Save is not null)
            _checkpoints = new CheckpointWriter(options, _stopMemory.Length, from);
    }

    /// <summary>A loop that resumes a checkpoint.</summary>
    public Loop(Solver solver, Checkpoint from, RunOptions options, TimeLimit limit)
        : this(solver, from.Start, from.State, options, limit, from)
    {
        _evaluator.Evaluations = from.Evaluations;
        if (from.Evaluated is { } evaluated) _evaluator.Log = evaluated.Continued(options.KeepEvaluations);
        (_current, _best, _bestRank) = (from.Current, from.Best, from.BestRank);
        (_observed, _previousValue) = (from.Observed, from.Current.Value);
        // A copy, since the run appends rows and the checkpoint must not change.
        _trajectory = Trajectory.Restore(
            from.Trajectory.Every, from.Trajectory.Limit, from.Trajectory.Where(row => row.Iteration <= _observed));
        if (from.StopMemory.Count == _stopMemory.Length) from.StopMemory.AsSpan().CopyTo(_stopMemory);
    }

    public Run Finish()
    {
        var outcome = End();
        _limit.Lift();
        if (double.IsFinite(_work.StepNorm)) _checkpoints?.Write(Checkpoint);
        return Complete(outcome);
    }

    public void Dispose() => _checkpoints?.Dispose();

    /// <summary>How many evaluations are kept by default: none if noting one costs as much as making it.</summary>
    private static int UsualRows(Solver solver, Vector start) =>
        solver.Problem.Function.IsInvoked || solver.Method.Needs == Information.Value
            ? Math.Clamp((1 << 22) / (start.Count + 8), 100, 10_000)
            : 0;

    /// <summary>Makes transitions until the run ends, if need be within one.</summary>
    private Outcome End()
    {
        try
        {
            while (true)
                if (Step() is { } outcome) return outcome;
        }
        catch (OperationCanceledException)
        {
            if (!_limit.WasDeadline()) return new Outcome.Cancelled(_work.Iteration);
            _elapsed = Elapsed;
            return _options.Stop.CheckBudget(Progress(accepted: false)) ?? new Outcome.Cancelled(_work.Iteration);
        }
        catch (NotFiniteNumberException error)
        {
            return new Outcome.Failed(FailureReason.NotFinite, _work.Iteration, error.Message);
        }
    }

    private TimeSpan Elapsed => _limit.Elapsed;

    /// <summary>The run as it was before the current transition, from what the writer has noted.</summary>
    private Checkpoint Checkpoint(CheckpointWriter noted) => new()
    {
        Problem = _solver.Problem,
        ObjectiveName = _solver.Problem.Objective.Name,
        Method = _solver.Method,
        Start = _start,
        State = _work.ToState(),
        Evaluations = noted.Evaluations,
        Elapsed = Elapsed,
        Observed = noted.Observed,
        Current = noted.Current,
        Best = noted.Best,
        BestRank = noted.BestRank,
        StopMemory = Vector.Copy(noted.StopMemory),
        Trajectory = _trajectory,
        Evaluated = _evaluator.Log.AsMarked(),
    };

    [MethodImpl(JitHints.FullyOptimized)]
    private Outcome? Step()
    {
        _checkpoints?.Note(_evaluator.Evaluations, _observed, in _current, in _best, _bestRank, _stopMemory);
        if (_checkpoints is not null) _evaluator.Log.Mark();
        if (_options.Cancellation.IsCancellationRequested) return new Outcome.Cancelled(_work.Iteration);
        if (!double.IsFinite(_work.StepNorm)) return Diverged("the step is not finite");
        if (_checkpoints is not null && _checkpoints.IsDue(_work.Transition)) _checkpoints.Write(Checkpoint);

        // First-order methods get the value of their iterate from this evaluation; other methods know it from their last transition, and
        // are observed before their next points are evaluated.
        var (value, gradientNorm) = (_work.Value, _work.GradientNorm);
        var first = double.IsNaN(value);
        if (first)
        {
            if (Evaluate() is { } failure) return failure;
            var answer = _evaluator.Answers[0];
            (value, gradientNorm) = (answer.Value, answer.Wants(Information.Gradient) ? answer.GradientVector.Norm() : double.NaN);
            if (!_toleratesNonFinite && NonFinitePart(answer, gradientNorm) is { } part)
            {
                // The point is one of the run even if its curvature or a constraint is not finite there.
                if (double.IsFinite(value) && !double.IsInfinity(gradientNorm)) Observe(value, gradientNorm);
                return Diverged(part);
            }
        }
        if ((_work.Iteration == _observed ? Ended() ?? CheckBudgets() : Observe(value, gradientNorm)) is { } end) return end;
        if (!first && Evaluate() is { } late) return late;

        _work.Advance(_evaluator.Answers, _best.Point);
        if (_observed == 0 && _work.Iteration == 1) ShowFirstRate();
        return null;
    }

    [MethodImpl(JitHints.FullyOptimized)]
    private Outcome.Failed? Evaluate() =>
        _evaluator.Answer(_work.Queries, _work.Draw, _work.Iteration) is { } failure ? Failed(failure) : null;

    /// <summary>
    /// The end by an evaluation that threw. If it is the first request that fails, the best of the values that are known is kept: those of
    /// the points before, and that of the point itself if only its derivatives failed.
    /// </summary>
    private Outcome.Failed Failed(EvaluationFailure failure)
    {
        var queries = _work.Queries;
        for (var i = 0; i < queries.Length && _observed < 0 && _ranking == _metrics; i++)
        {
            if (_evaluator.Answers[i].Value is var value && double.IsFinite(value)
                && !(double.IsFinite(_best.Value) && _objective.Gain(_best.Value, value) <= 0))
                _best = _best with { Evaluations = _evaluator.Evaluations, Value = value, Point = Vector.Copy(queries[i].Point.AsSpan()) };
            if (queries[i].Point.Equals(failure.Point)) break;
        }
        return new(FailureReason.ObjectiveThrew, _work.Iteration, $"the objective threw at {failure.Point.Brief}: {failure.Error.Message}")
        {
            Errors = [failure.Error],
        };
    }

    /// <summary>The part of an answer that is not finite, in words; null if all parts are.</summary>
    private static string? NonFinitePart(EvaluationBuffer answer, double gradientNorm)
    {
        var value = answer.Value;
        if (!double.IsFinite(value)) return double.IsNaN(value) ? "the value is not a number" : "the value is infinite";
        if (answer.Wants(Information.Gradient) && !double.IsFinite(gradientNorm)) return "the gradient is not finite";
        if (answer.Wants(Information.Equations) && !(answer.Equations!.IsFinite() && answer.EquationJacobian!.IsFinite()))
            return "a constraint is not finite";
        var curved = answer.Wants(Information.HessianProduct);
        return curved && !answer.HessianProductVector.IsFinite() ? "the Hessian product is not finite" : null;
    }

    /// <summary>Observes the current iterate; returns the outcome if the run ends here, otherwise null.</summary>
    [MethodImpl(JitHints.FullyOptimized)]
    private Outcome? Observe(double value, double gradientNorm)
    {
        if (_work.Accepted) _previousValue = _current.Value;
        var iteration = _work.Iteration;
        _current = new Snapshot(
            iteration, _evaluator.Evaluations, value, gradientNorm, _work.StepNorm, _work.LearningRate, _work.Point, Metrics(iteration),
            _work.Transition);
        _observed = iteration;
        if (IsBest()) _best = _current;
        if (_trajectory.Wants(iteration)) _trajectory.Add(_current);

        var outcome = _options.Stop.Check(Report(_work.Accepted), _stopMemory);
        return outcome is Outcome.Converged ? outcome : Ended() ?? outcome;
    }

    /// <summary>
    /// Why the method itself ends the run, or null. Its answer is then where it stands, although of values that rounding alone tells apart
    /// an earlier one may be lower, and the rank of points under constraints compares unlike things.
    /// </summary>
    private Outcome? Ended()
    {
        if (_work.Verdict is null) return null;
        var comparesValues = _ranking == _metrics || _solver.Problem.Constraints.Count > 0;
        if (comparesValues && double.IsFinite(_current.Value)) _best = _current;
        return _work.Verdict;
    }

    /// <summary>The outcome if a budget is used up within an iteration, otherwise null.</summary>
    private Outcome? CheckBudgets() => _options.Stop.CheckBudget(Report(accepted: false));

    /// <summary>The progress of the run, which is also reported to the observer if that is due.</summary>
    [MethodImpl(JitHints.FullyOptimized)]
    private Progress Report(bool accepted)
    {
        // Reading the exact clock takes as long as a step in two coordinates, the coarse millisecond counter a sixth of that.
        var now = Environment.TickCount64;
        if (_watchesTime || now >= _observeAt) _elapsed = Elapsed;
        var progress = Progress(accepted);
        if (now >= _observeAt)
        {
            _observeAt = now + ObserverPause;
            _options.Observer(progress);
        }
        return progress;
    }

    [MethodImpl(JitHints.FullyOptimized)]
    private Progress Progress(bool accepted) => new(
        _current.Iteration, _evaluator.Evaluations, _elapsed, _current.Value, _previousValue, _current.GradientNorm, _current.StepNorm,
        _best.Value)
    {
        Transition = _work.Transition,
        Accepted = accepted,
        Maximize = _objective.Maximize,
        MetricNames = _metricNames,
        Metrics = _current.Metrics,
    };

    private Vector Metrics(long iteration) => _metrics == 0 ? Vector.Empty : Measured(iteration);

    /// <summary>
    /// The metrics of this iterate if a recorded row, a stop rule or the choice of the best point needs them; otherwise empty.
    /// </summary>
    private Vector Measured(long iteration)
    {
        // An iteration of several transitions may skip the transition at which the costly metrics are due.
        var every = _objective.MetricsEvery;
        var due = _observed < 0 || _work.Transition / every > _current.Transition / every;
        var needed = _trajectory.Wants(iteration) || (due && (_options.Stop.WatchesMetrics || _ranking < _metrics));
        return needed ? _objective.Measure(_work.Point, new Draw(_work.Draw.Key, _work.Transition), due) : Vector.Empty;
    }

    /// <summary>The row of an iterate with all metrics, costly ones included, as the best and the last row of a run show them.</summary>
    private TrajectoryRow WithAllMetrics(Snapshot snapshot)
    {
        var row = snapshot.ToRow();
        try
        {
            return row with { Metrics = _objective.Measure(row.Point, new Draw(_work.Draw.Key, snapshot.Transition), full: true) };
        }
        catch (OperationCanceledException)
        {
            return row with { Metrics = Vector.Repeat(_metrics, double.NaN) };
        }
    }

    [MethodImpl(JitHints.FullyOptimized)]
    private bool IsBest()
    {
        if (_ranking == _metrics)
            return double.IsFinite(_current.Value)
                ? !(double.IsFinite(_best.Value) && _objective.Gain(_best.Value, _current.Value) <= 0)
                : _current.Iteration == 0;
        var rank = _current.Metrics.Count == 0 ? double.NaN : _current.Metrics[_ranking];
        if (_objective.RankingIncreases) rank = -rank;
        if (double.IsNaN(rank) ? !double.IsNaN(_bestRank) || _current.Iteration > 0 : rank >= _bestRank) return false;
        _bestRank = rank;
        return true;
    }

    private Outcome.Failed Diverged(string part) => new(FailureReason.NotFinite, _work.Iteration, _work.Iteration == 0
        ? $"{part} at the start. Start elsewhere, or check the objective there."
        : $"{part}, so the run has diverged. Lower the learning rate, or start nearer to the minimum; the best point before is kept.");

    private void ShowFirstRate()
    {
        _current = _current with { LearningRate = _work.LearningRate };
        if (_best.Iteration == 0) _best = _best with { LearningRate = _work.LearningRate };
        _trajectory.SetFirstRate(_work.LearningRate);
    }

    private Run Complete(Outcome outcome)
    {
        // The time may be over before the first evaluations are. The start at least is known then.
        if (double.IsNaN(_current.Value) && outcome is Outcome.BudgetExhausted && ValueAt(_current.Point) is { } value)
            _current = _best = _current with { Evaluations = _evaluator.Evaluations, Value = value };
        var last = WithAllMetrics(_current);
        if (!double.IsNaN(_current.Value)) _trajectory.Complete(last);
        var best = FinalBest(last);
        if (!double.IsFinite(best.Value) && outcome is not (Outcome.Failed or Outcome.Cancelled))
            outcome = new Outcome.Failed(FailureReason.NotFinite, _work.Iteration,
                "no point with a finite value was found. Start elsewhere, or check the objective there.");
        return new Run(
            _solver.Problem, _solver.Method, _start, outcome, best, last, _trajectory, _work.ToState(), _evaluator.Evaluations, Elapsed)
        {
            Stop = _options.Stop,
            Failures = new(_evaluator.Failures),
            FailureCount = _evaluator.FailureCount,
            Evaluated = _evaluator.Log,
        };
    }

    /// <summary>The best iterate, or the point that the method recommends if that can be evaluated and is better.</summary>
    private TrajectoryRow FinalBest(TrajectoryRow last)
    {
        var answer = _work.Answer;
        if (!ReferenceEquals(answer, _work.Point) && !answer.Equals(_best.Point) && answer.IsFinite()
            && ValueAt(answer) is { } value && double.IsFinite(value) && _objective.Gain(_best.Value, value) > 0)
            _best = _current with { Evaluations = _evaluator.Evaluations, Value = value, GradientNorm = double.NaN, Point = answer };
        return _metrics > 0 && _best == _current ? _best.ToRow() with { Metrics = last.Metrics } : WithAllMetrics(_best);
    }

    private double? ValueAt(Vector point)
    {
        try
        {
            var failure = _evaluator.Answer([new Query(point, Information.Value)], default, _work.Iteration);
            return failure is null ? _evaluator.Answers[0].Value : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
