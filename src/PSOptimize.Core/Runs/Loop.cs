using System.Runtime.CompilerServices;
using System.Diagnostics;
using PSOptimize.Differentiation;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Runs;

/// <summary>
/// The one loop: evaluate what the state asks for, look at it (record, keep the best, stop), make the transition. It owns its
/// states, so the method may reuse their memory; nothing that it does on the side changes the trajectory.
/// </summary>
internal sealed class Loop
{
    private const long ObserverPause = 100;

    private readonly Objective _objective;
    private readonly Method _method;
    private readonly Vector _start;
    private readonly RunOptions _options;
    private readonly Trajectory _trajectory;
    private readonly Savings? _savings;
    private readonly TimeSpan _elapsedBefore;
    private readonly double[] _stopMemory;
    private readonly double _sign;
    private readonly bool _watchesTime;
    private readonly bool _bearsNonFinite;
    private readonly ReadOnlyCollection<string> _metricNames;
    private readonly int _metrics;
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    private readonly Evaluator _evaluator;

    private State _state;
    private Look _current;
    private Look _best;
    private readonly int _ranking;
    private double _bestRank = double.NaN;
    private double _previousValue = double.NaN;
    private TimeSpan _elapsed;
    private long _observeAt = Environment.TickCount64 + ObserverPause;

    public Loop(Objective objective, Method method, Vector start, State state, RunOptions options)
    {
        (_objective, _method, _start, _state, _options) = (objective, method, start, state, options);
        _current = _best = new Look(state.Step, 0, double.NaN, double.NaN, 0, double.NaN, state.Point, Vector.Empty);
        (_metricNames, _metrics) = (objective.MetricNames, objective.MetricNames.Count);
        _ranking = _metricNames.TakeWhile(name => name != objective.RankingMetric).Count();
        _sign = objective.Maximize ? -1 : 1;
        _watchesTime = options.Stop.WatchesTime;
        // A method without gradients counts a value that is not finite as bad and looks elsewhere; a gradient leads nowhere from there.
        _bearsNonFinite = method.Wants == Wants.Value || method.BearsNonFinite;
        _evaluator = new Evaluator(objective, options);
        var limit = options.TraceLimit == 0 ? Math.Clamp((1 << 25) / (start.Count + 16), 1000, 1 << 21) : options.TraceLimit;
        _trajectory = new Trajectory(options.TraceEvery, limit);
        _stopMemory = new double[options.Stop.Memory];
        Array.Fill(_stopMemory, double.NaN);
        if (options.CheckpointPath.Length > 0 || options.Save is not null) _savings = new Savings(options, _stopMemory.Length);
    }

    /// <summary>A loop that goes on where a checkpoint was made.</summary>
    public Loop(Objective objective, Checkpoint from, RunOptions options) : this(objective, from.Method, from.Start, from.State, options)
    {
        (_evaluator.Evaluations, _current, _best, _bestRank, _elapsedBefore) = (from.Evaluations, from.Current, from.Best, from.BestRank, from.Elapsed);
        // The run may add to the rows, and the checkpoint stays as it is.
        _trajectory = Trajectory.Restore(from.Trajectory.Every, from.Trajectory.Limit, from.Trajectory.Where(row => row.Iteration < from.State.Step));
        if (from.StopMemory.Count == _stopMemory.Length) from.StopMemory.AsSpan().CopyTo(_stopMemory);
    }

    public Run Finish()
    {
        using var watch = Interruption.Watch(_options.Cancellation);
        Outcome? outcome;
        do outcome = Step(); while (outcome is null);
        if (double.IsFinite(_state.StepNorm)) _savings?.Write(Checkpoint);
        return Close(outcome);
    }

    private TimeSpan Elapsed => _elapsedBefore + _clock.Elapsed;

    /// <summary>The run before the iteration that the savings have noted.</summary>
    private Checkpoint Checkpoint(Savings noted) => new()
    {
        ObjectiveName = _objective.Name,
        Maximize = _objective.Maximize,
        Method = _method,
        Start = _start,
        State = _state,
        Evaluations = noted.Evaluations,
        Elapsed = Elapsed,
        Current = noted.Current,
        Best = noted.Best,
        BestRank = noted.BestRank,
        StopMemory = Vector.Copy(noted.StopMemory),
        Trajectory = _trajectory,
    };

    [MethodImpl(Hot.Path)]
    private Outcome? Step()
    {
        _savings?.Note(_evaluator.Evaluations, _current, _best, _bestRank, _stopMemory);
        if (_options.Cancellation.IsCancellationRequested) return new Outcome.Cancelled(_state.Step);
        if (!double.IsFinite(_state.StepNorm)) return Diverged("the step is not finite");
        if (_savings is not null && _savings.IsDue(_state.Step)) _savings.Write(Checkpoint);

        // A method that does not know the value where it stands gets it first; the others have it from their last transition.
        var asked = double.IsNaN(_state.Value);
        if (asked && Evaluate() is { } failure) return failure;
        if (LookAt(asked ? _evaluator.Answers[0] : null) is { } end) return end;
        if (!asked && Evaluate() is { } late) return late;

        _state = _method.Advance(_state, _evaluator.Answers, _best.Point);
        if (_current.Iteration == 0) ShowFirstRate();
        return null;
    }

    [MethodImpl(Hot.Path)]
    private Outcome? Evaluate()
    {
        try
        {
            return _evaluator.Answer(_method.AskOwned(_state), _state.Step) is { } failure ? Failed(failure) : null;
        }
        catch (OperationCanceledException)
        {
            return new Outcome.Cancelled(_state.Step);
        }
    }

    private Outcome.Failed Failed(EvaluationFailure failure) => new(FailureReason.ObjectiveThrew, _state.Step,
        $"the objective threw at {failure.Point}: {failure.Error.Message}") { Errors = [failure.Error] };

    /// <summary>Takes in the point where the state stands; gives the outcome if it is the last.</summary>
    [MethodImpl(Hot.Path)]
    private Outcome? LookAt(Evaluation? answer)
    {
        var value = answer?.Value ?? _state.Value;
        var gradientNorm = answer is Evaluation.ValueAndGradient both ? both.Gradient.Norm() : double.NaN;
        if (!_bearsNonFinite)
        {
            if (!double.IsFinite(value)) return Diverged(double.IsNaN(value) ? "the value is not a number" : "the value is infinite");
            if (answer is Evaluation.ValueAndGradient && !double.IsFinite(gradientNorm)) return Diverged("the gradient is not finite");
        }

        _previousValue = _current.Value;
        _current = new Look(_state.Step, _evaluator.Evaluations, value, gradientNorm, _state.StepNorm, _state.LearningRate, _state.Point, Metrics());
        if (IsBest()) _best = _current;
        if (_trajectory.Wants(_current.Iteration)) _trajectory.Add(_current, _sign);

        // Reading the clock exactly takes as long as a step of two coordinates, the coarse count of milliseconds a sixth of it.
        var now = Environment.TickCount64;
        if (_watchesTime || now >= _observeAt) _elapsed = Elapsed;
        var progress = new Progress(
            _current.Iteration, _evaluator.Evaluations, _elapsed, value, _previousValue, gradientNorm, _current.StepNorm, _best.Value)
        {
            MetricNames = _metricNames,
            Metrics = _current.Metrics,
        };
        if (now >= _observeAt)
        {
            _observeAt = now + ObserverPause;
            _options.Observer(progress);
        }
        var outcome = _options.Stop.Check(progress, _stopMemory);
        return outcome is not Outcome.Converged && _state.Step >= _method.Transitions ? new Outcome.Converged("Steps", _state.Step, _method.Transitions) : outcome;
    }

    /// <summary>The metrics of this point where somebody sees them: a recorded row, a stop rule, or the choice of the best point.</summary>
    private Vector Metrics() => _metrics == 0 ? Vector.Empty : Measured();

    private Vector Measured()
    {
        var due = _state.Step % _objective.MetricsEvery == 0;
        var seen = _trajectory.Wants(_state.Step) || (due && (_options.Stop.WatchesMetrics || _ranking < _metrics));
        return seen ? _objective.Measure(_state.Point, new Draw(_state.Key, _state.Step), due) : Vector.Empty;
    }

    /// <summary>The same look with all metrics, as the first, the best and the last row of a run show them.</summary>
    private Look InFull(Look look) => look with { Metrics = _objective.Measure(look.Point, new Draw(_state.Key, look.Iteration), full: true) };

    [MethodImpl(Hot.Path)]
    private bool IsBest()
    {
        if (_ranking == _metrics)
            return double.IsFinite(_current.Value) ? !(double.IsFinite(_best.Value) && _current.Value >= _best.Value) : _current.Iteration == 0;
        var rank = _current.Metrics.Count == 0 ? double.NaN : _current.Metrics[_ranking];
        if (_objective.RankingIncreases) rank = -rank;
        if (double.IsNaN(rank) ? !double.IsNaN(_bestRank) || _current.Iteration > 0 : rank >= _bestRank) return false;
        _bestRank = rank;
        return true;
    }

    private Outcome.Failed Diverged(string what) => new(FailureReason.NotFinite, _state.Step, _state.Step == 0
        ? $"{what} at the start. Start elsewhere, or look into the objective there."
        : $"{what}, so the run has diverged. Lower the learning rate, or start nearer to the minimum; the best point before is kept.");

    private void ShowFirstRate()
    {
        _current = _current with { LearningRate = _state.LearningRate };
        if (_best.Iteration == 0) _best = _best with { LearningRate = _state.LearningRate };
        _trajectory.SetFirstRate(_state.LearningRate);
    }

    private Run Close(Outcome outcome)
    {
        var last = InFull(_current).ToIterate(_sign);
        if (!double.IsNaN(_current.Value)) _trajectory.Close(last);
        var best = Best();
        if (!double.IsFinite(best.Value) && outcome is (Outcome.Converged or Outcome.BudgetExhausted))
            outcome = new Outcome.Failed(FailureReason.NotFinite, _state.Step, "no point with a finite value was found. Start elsewhere, or see what the objective does there.");
        return new Run(_objective, _method, _start, outcome, best, last, _trajectory, _state, _evaluator.Evaluations, Elapsed)
        {
            Stop = _options.Stop,
            Failures = new(_evaluator.Failures),
            FailureCount = _evaluator.FailureCount,
        };
    }

    /// <summary>The best point seen; a method that recommends a point it has not visited gets that one evaluated too, if that succeeds.</summary>
    private Iterate Best()
    {
        var answer = _method.Answer(_state);
        if (!ReferenceEquals(answer, _state.Point) && !answer.Equals(_best.Point) && answer.IsFinite() && ValueAt(answer) is { } value && value < _best.Value)
            _best = _current with { Evaluations = _evaluator.Evaluations, Value = value, GradientNorm = double.NaN, Point = answer };
        return InFull(_best).ToIterate(_sign);
    }

    private double? ValueAt(Vector point)
    {
        try
        {
            return _evaluator.Answer(Request.Create(Wants.Value, default, point), _state.Step) is null ? _evaluator.Answers[0].Value : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
