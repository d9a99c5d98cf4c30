using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Grids;
using PSOptimize.Objectives;
using PSOptimize.Presentation;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Requests;
using PSOptimize.ScriptBlocks;
using PSOptimize.Storage;

namespace PSOptimize.Commands;

/// <summary>Resumes runs of a store from where they were, as if they had never stopped, to the same bits.</summary>
/// <remarks>
/// It takes over what was lost, and goes on with what was cancelled or used up a budget. The run stays the same one: its line in the store
/// changes, and what another process still writes of it is refused. Start, seed and method are those of the run.
/// <para>
/// The objective comes from the store if it is a test problem. Otherwise give it again with -Objective; of several, each run takes the one
/// of its name. Functions of constraints are given again as well.
/// </para>
/// <para>
/// Without a rule for stopping a run keeps its own. With one, those that are given replace all of them, and count from the beginning of the
/// run.
/// </para>
/// </remarks>
/// <example>
/// Everything that was lost.
/// <code>
/// Invoke-Optimizer CMAES -Objective Rastrigin -MaxEvaluations 300 -Seed (1..20) -Store runs.db
/// Get-Run runs.db -Status Lost | Resume-Run
/// </code>
/// </example>
/// <example>
/// Longer than was planned at first.
/// <code>
/// Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 100 -Store runs.db -Experiment longer
/// Get-Run runs.db -Experiment longer | Resume-Run -MaxIterations 500
/// </code>
/// </example>
/// <example>
/// The objective is a script block, which is given again.
/// <code>
/// $f = New-Objective { param($x, $y) $x * $x + 3 * $y * $y } -Name Bowl
/// $f | Invoke-Optimizer Adam 1, 2 -MaxIterations 20 -Store runs.db -Experiment bowl
/// Get-Run runs.db -Experiment bowl | Resume-Run -Objective $f -MaxIterations 50
/// </code>
/// </example>
/// <seealso cref="GetRunCommand"/>
/// <seealso cref="InvokeOptimizerCommand"/>
/// <seealso href="about_PSOptimize_Experiments"/>
[Cmdlet(VerbsLifecycle.Resume, "Run", DefaultParameterSetName = "Run", SupportsShouldProcess = true)]
[OutputType(RunRow.TypeName)]
public sealed class ResumeRunCommand : StoreCommand
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly List<GridRun> _runs = [];
    private readonly Dictionary<RunStore, RunKeeper> _keepers = [];
    private readonly RunReport _report;
    private readonly TranslationGuard _guard;

    /// <summary>A command without its parameters yet.</summary>
    public ResumeRunCommand() => (_report, _guard) = (new RunReport(this), new TranslationGuard(this));

    /// <summary>The runs, from Get-Run; of others -Store says where they are.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Run")]
    [NoFiles]
    public PSObject[] Run { get; set => field = value ?? []; } = [];

    /// <summary>The store, a path or a connection string; default the one that the runs were read from.</summary>
    [Parameter(ParameterSetName = "Run")]
    [Parameter(Mandatory = true, ParameterSetName = "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [PSDefaultValue(Help = "the store that the runs were read from")]
    public string? Store { get; set; }

    /// <summary>The beginnings of the identities of runs, as the column Id shows them.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StoredCompleter))]
    public string[] Id { get; set => field = value ?? []; } = [];

    /// <summary>The objectives of the runs, where the store does not have them.</summary>
    [Parameter]
    [Objectives]
    [ArgumentCompleter(typeof(ProblemCompleter))]
    [PSDefaultValue(Help = "that of the store")]
    public Objective[] Objective { get; set => field = value ?? []; } = [];

    /// <summary>The method of the runs, only if it contains code, such as a schedule that is a script block.</summary>
    [Parameter]
    [Methods]
    [ArgumentCompleter(typeof(MethodCompleter))]
    [PSDefaultValue(Help = "that of the run")]
    public MethodChoice[] Method { get; set => field = value ?? []; } = [];

    /// <summary>The functions of the runs that must be 0 at the solution.</summary>
    [Parameter]
    [Objectives]
    [NoFiles]
    public Objective[] EqualTo { get; set => field = value ?? []; } = [];

    /// <summary>The functions of the runs that must be at most 0 at the solution.</summary>
    [Parameter]
    [Objectives]
    [NoFiles]
    public Objective[] AtMost { get; set => field = value ?? []; } = [];

    /// <summary>Stops after N iterations, at least 0, counted from the beginning of the run.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    [NoFiles]
    [PSDefaultValue(Help = "the rules of the run")]
    public long? MaxIterations { get; set; }

    /// <summary>Stops as soon as the objective has been evaluated N times, at least 1.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    [NoFiles]
    public long? MaxEvaluations { get; set; }

    /// <summary>Stops after this time: a TimeSpan, or a number of seconds.</summary>
    [Parameter]
    [Seconds]
    [NoFiles]
    public TimeSpan? MaxTime { get; set; }

    /// <summary>Stops after N passes through the data, at least 1.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    [NoFiles]
    public long? MaxEpochs { get; set; }

    /// <summary>Stops when the Euclidean norm of the gradient is at most this number, at least 0.</summary>
    [Parameter]
    [NoFiles]
    public double? GradientTolerance { get; set; }

    /// <summary>Stops when the value changes by at most this number, at least 0, from one accepted iterate to the next.</summary>
    [Parameter]
    [NoFiles]
    public double? ValueTolerance { get; set; }

    /// <summary>Stops when the Euclidean length of a step is at most this number, at least 0.</summary>
    [Parameter]
    [NoFiles]
    public double? StepTolerance { get; set; }

    /// <summary>Stops when the value is at most this number or, when maximising, at least this number.</summary>
    [Parameter]
    [NoFiles]
    public double? TargetValue { get; set; }

    /// <summary>Stops when the best value has not improved for N iterations, at least 1.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    [NoFiles]
    public long? Patience { get; set; }

    /// <summary>What happens when an evaluation fails: Stop, the default, Worst or Retry, as for Invoke-Optimizer.</summary>
    [Parameter]
    public EvaluationErrorAction OnEvaluationError { get; set; }

    /// <summary>How many runs, or evaluations of one run, may be made at once, 1 to 1024; default one after the other.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    [NoFiles]
    [PSDefaultValue(Help = "one after the other")]
    public int? ThrottleLimit { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var run in Run)
            if (Find(run, Store) is var (store, line)) Plan(store, line);
        if (Id.Length == 0) return;
        var named = Open(Store!);
        var lines = named.List();
        foreach (var line in Id.Select(id => Find(named, lines, id)).OfType<StoredRun>()) Plan(named, line);
    }

    /// <inheritdoc/>
    private protected override void End()
    {
        new GridExecution(this, _report, _guard, _cancellation).Make(Differences.Named(_runs), (planned, run) =>
        {
            _report.Write(run, planned.Differs);
            foreach (var error in _keepers.Values.Select(keeper => keeper.ErrorOf(run)).OfType<ErrorRecord>())
                if (!Stopping) WriteError(error);
        });
    }

    /// <summary>Ends the runs that are being made; their outcome is Cancelled.</summary>
    protected override void StopProcessing() => _cancellation.Cancel();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _cancellation.Dispose();
        base.Dispose(disposing);
    }

    private void Plan(RunStore store, StoredRun line)
    {
        if (!ShouldProcess($"{line.Label} on {line.Objective}, run {line.Id} in {store.Source}", "Resume")) return;
        try
        {
            var (run, method) = (store.Read(line), Method is [{ Method: { } given }, ..] ? given : null);
            var objective = Array.Find(Objective, other => other.Name == line.Objective) ?? Objective.FirstOrDefault()
                ?? run.Problem.Objective;
            if (!objective.CanEvaluate)
            {
                WriteError(StoreErrors.ObjectiveNeeded(line.Objective, objective.Script, line.Id.ToString("D")));
                return;
            }
            var checkpoint = store.ReadCheckpoint(line, method);
            var problem = checkpoint.ProblemOf(objective.WithMaximize(line.Maximize), [.. EqualTo, .. AtMost]);
            var options = new RunOptions
            {
                Stop = Stop is { } stop ? stop.RuleFor(objective, checkpoint.Method) : run.Stop,
                OnEvaluationError = OnEvaluationError,
                Cancellation = _cancellation.Token,
            };
            if (!_keepers.TryGetValue(store, out var keeper)) _keepers[store] = keeper = new RunKeeper(store);
            _runs.Add(keeper.Resume(
                new GridRun(
                    problem, checkpoint.Method, checkpoint.State.Point, options, Stop ?? new StopSettings(), run.Provenance,
                    (_, _, _) => run)
                { ThrottleLimit = ThrottleLimit },
                line, method));
        }
        catch (StoreException error)
        {
            WriteError(StoreErrors.Of(error, line.Id));
        }
        catch (CheckpointException error)
        {
            WriteError(RunErrors.Checkpoint(error, $"Run {line.Id}"));
        }
        catch (ArgumentException error)
        {
            WriteError(Errors.BadArgument(error, line.Id));
        }
    }

    /// <summary>The rules for stopping that were given; null if none were.</summary>
    private StopSettings? Stop
    {
        get
        {
            var stop = new StopSettings
            {
                MaxIterations = MaxIterations,
                MaxEvaluations = MaxEvaluations,
                MaxTime = MaxTime,
                MaxEpochs = MaxEpochs,
                GradientTolerance = GradientTolerance,
                ValueTolerance = ValueTolerance,
                StepTolerance = StepTolerance,
                TargetValue = TargetValue,
                Patience = Patience,
            };
            return stop == new StopSettings() ? null : stop;
        }
    }
}
