using System.Collections;
using System.Management.Automation;
using System.Numerics;
using System.Runtime.InteropServices;
using PSOptimize.Binding;
using PSOptimize.Constraints;
using PSOptimize.Grids;
using PSOptimize.Methods;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Presentation;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Requests;
using PSOptimize.ScriptBlocks;
using PSOptimize.Sessions;
using Vector = PSOptimize.Vectors.Vector;

namespace PSOptimize.Commands;

/// <summary>Minimises or maximises objectives: one run for each objective, method, start and seed.</summary>
/// <remarks>
/// Parameters also bind to columns of the same name, so each row of a CSV file makes a run; only -ByEpoch, -EqualTo with its -Penalty, and
/// the sets -Within, -NonNegative, -Simplex and -Ball do not bind to columns. The hyperparameters of all methods are parameters; each goes
/// to the methods that have it, and Get-OptimizerMethod shows their defaults. -LearningRate takes a number, a schedule from New-Schedule or
/// a script block.
/// <para>
/// A run is one flat row: what was asked for, how it ended, and where. Its other parts, such as Trajectory, Best, Last and Failures, are
/// properties that tables and files leave out. All rows are checked before the first run.
/// </para>
/// <para>
/// A run that diverges, or whose objective throws, is still a run: its outcome says so, and its best point is kept. Ctrl-C ends runs as
/// well; PowerShell accepts no more output then, so all runs that were made are left in the variable $InterruptedRuns, and the one that was
/// interrupted in $InterruptedRun.
/// </para>
/// <para>
/// Rows of the trajectory are iterations. Trials within an iteration (of a simplex, of gradients that are gathered) count as evaluations
/// alone. Rules of convergence look only at iterates that the method has accepted; budgets of evaluations and time end a run at any trial.
/// </para>
/// </remarks>
/// <example>
/// Five methods from one start, with every step in a file.
/// <code>
/// New-Objective -Problem Rosenbrock |
///     Invoke-Optimizer -Method GradientDescent, Momentum, AdaGrad, RMSProp, Adam -Start 0.1, 3 -LearningRate 0.001 |
///     Get-Trajectory | Export-Csv trajectories.csv
/// </code>
/// </example>
/// <example>
/// One run per row of a table: a column sets the parameter of the same name, and an empty cell leaves the default.
/// <code>
/// @'
/// Method,LearningRate,Start
/// Adam,0.05,0.1 3
/// Momentum,0.0005,0.1;3
/// RMSProp,,-1 1
/// '@ | Set-Content runs.csv
/// Import-Csv runs.csv | Invoke-Optimizer -Objective Rosenbrock
/// </code>
/// </example>
/// <example>
/// Rules of convergence beside a budget; the list view shows what was achieved against what was required.
/// <code>
/// New-Objective { param($x) ($x - 3) * ($x - 3) } |
///     Invoke-Optimizer GradientDescent 0 -LearningRate 0.1 -GradientTolerance 1e-6 -MaxIterations 500 | Format-List
/// </code>
/// </example>
/// <example>
/// Coordinates of very different size: the method works on each coordinate divided by its typical size.
/// <code>
/// New-Objective { param($a, $b) ($a / 1000 - 2) * ($a / 1000 - 2) + ($b * 1000 - 3) * ($b * 1000 - 3) } |
///     Invoke-Optimizer Adam 1000, 0.001 -Scale 1000, 0.001 -LearningRate 0.05
/// </code>
/// </example>
/// <example>
/// A rate from a script block, which may fall in any way. New-Schedule has the usual schedules.
/// <code>
/// Invoke-Optimizer Adam -Objective Rosenbrock -LearningRate { param($step) 0.5 / [Math]::Sqrt($step) }
/// </code>
/// </example>
/// <example>
/// Ten seeds of a random search between bounds, and eight starts spread over a domain.
/// <code>
/// Invoke-Optimizer CMAES -Objective Rastrigin -Seed (1..10) -Within -5.12..5.12 -TargetValue 1e-6 -MaxEvaluations 5000
/// Invoke-Optimizer Momentum -Objective Himmelblau -StartCount 8 -Sampling Sobol -LearningRate 0.005
/// </code>
/// </example>
/// <example>
/// The point of a line that is nearest to the origin: an equation that the solution must fulfil.
/// <code>
/// { param($x, $y) $x * $x + $y * $y } |
///     Invoke-Optimizer GradientDescent 1, 0 -EqualTo { param($x, $y) $x + 2 * $y - 1 } -LearningRate 0.02 -StepTolerance 1e-10
/// </code>
/// </example>
/// <example>
/// Slow experiments, four at once, some of which fail: a failure counts as infinitely bad, and the run lists it in its Failures.
/// <code>
/// $rig = { param($x, $y)
///     Start-Sleep -Milliseconds 20
///     if ($x -lt 0) { throw 'The rig cannot go there.' }
///     ($x - 1) * ($x - 1) + $y * $y
/// }
/// $run = $rig | Invoke-Optimizer DifferentialEvolution 0.2, 3 -Population 8 -MaxEvaluations 80 -ThrottleLimit 4 -OnEvaluationError Worst
/// $run.Failures | Select-Object -First 3
/// </code>
/// </example>
/// <example>
/// A run that outlives its session: it is saved in a file and resumed from there, to the same bits.
/// <code>
/// Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 500 -CheckpointPath run.json
/// Invoke-Optimizer -Objective Rosenbrock -Resume run.json -MaxIterations 2000
/// </code>
/// </example>
/// <example>
/// Runs that are kept while they are made. The same line again, after a machine went down, makes only what is missing.
/// <code>
/// Invoke-Optimizer Adam, Momentum, RMSProp -Objective Rosenbrock -LearningRate 0.001 -Store runs.db -Experiment rates -SkipDone
/// Get-Run runs.db -Experiment rates -Best 1
/// </code>
/// </example>
/// <seealso cref="NewObjectiveCommand"/>
/// <seealso cref="GetOptimizerMethodCommand"/>
/// <seealso cref="NewOptimizerCommand"/>
/// <seealso cref="NewScheduleCommand"/>
/// <seealso cref="GetTrajectoryCommand"/>
/// <seealso cref="GetRunCommand"/>
/// <seealso href="about_PSOptimize_Methods"/>
/// <seealso href="about_PSOptimize_Experiments"/>
/// <seealso href="about_PSOptimize_Constraints"/>
[Cmdlet(VerbsLifecycle.Invoke, "Optimizer", SupportsShouldProcess = true)]
[Alias("iopt")]
[OutputType(RunRow.TypeName)]
public sealed class InvokeOptimizerCommand : StoreCommand, IDynamicParameters
{
    /// <summary>What belongs to this session.</summary>
    private static readonly string[] NotElsewhere =
        [nameof(ThrottleLimit), nameof(CheckpointPath), nameof(Resume), nameof(Known)];

    private readonly CancellationTokenSource _cancellation = new();
    private readonly DynamicParameters _hyperparameters = Hyperparameters.For(typeof(InvokeOptimizerCommand));
    private readonly RunReport _report;
    private readonly TranslationGuard _guard;
    private readonly HashSet<string> _checkpointFiles = [];
    private readonly List<GridRun> _runs = [];
    private string[] _fromLine = [];
    private long _row;

    /// <summary>A command without its parameters yet.</summary>
    public InvokeOptimizerCommand() => (_report, _guard) = (new RunReport(this), new TranslationGuard(this));

    /// <summary>The objectives: from New-Objective, script blocks, or test problems or their names.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Objectives]
    [ArgumentCompleter(typeof(ProblemCompleter))]
    public object[] Objective { get; set => field = value ?? []; } = [];

    /// <summary>
    /// The methods: names that Get-OptimizerMethod lists, or methods from New-Optimizer; default the one that suits the problem,
    /// which Format-List shows with its reason, or Adam if hyperparameters of it are given.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Methods]
    [ArgumentCompleter(typeof(MethodCompleter))]
    [PSDefaultValue(Help = "the one that suits the problem")]
    public MethodChoice[] Method { get; set => field = [.. (value ?? []).OfType<MethodChoice>()]; } = [];

    /// <summary>
    /// The starting point: one number per coordinate, or several points, as in (0.1, 3), (1, 2); or numbers by the names of coordinates, as
    /// in @{ a = 3; b = 0.04 }. Text such as "0.1 3" or "0.1;3" is read as well.
    /// By default a test problem starts at its customary start, a linear, logistic or softmax model at 0, and a network at weights
    /// drawn from the seed.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [NamedPoints]
    [ArgumentCompleter(typeof(StartCompleter))]
    [PSDefaultValue(Help = "the customary start of a problem")]
    public PointChoice[]? Start { get; set; }

    /// <summary>
    /// A row of a table of experiments: its columns are parameters of the same names. A column whose name is nearly that of a parameter is
    /// an error; other columns, such as notes, are columns of the runs.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [NoFiles]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// The typical size of each coordinate, above 0, default none, for problems whose coordinates differ by orders of magnitude: the method
    /// works on x divided by it, and rows show x.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Points(Single = true)]
    [NoFiles]
    public Vector? Scale { get; set; }

    /// <summary>The seed of everything that a run draws, default 0; several seeds, as in (1..10), make several runs.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NoFiles]
    public long[] Seed { get; set => field = value ?? [0]; } = [0];

    /// <summary>Records every N-th iteration, default 1; 0 records only the first and the last.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, long.MaxValue)]
    [NoFiles]
    public long TraceEvery { get; set; } = 1;

    /// <summary>
    /// Stops after N iterations, at least 0; default 1000, or no limit if -MaxEvaluations, -MaxTime or -MaxEpochs sets one.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(0, long.MaxValue)]
    [NoFiles]
    [PSDefaultValue(Help = "1000, or no limit beside another budget; 10000 for methods that end by themselves")]
    public long? MaxIterations { get; set; }

    /// <summary>
    /// Stops as soon as the objective has been evaluated N times, at least 1; default no limit, or 1,000,000 beside no other budget for
    /// methods that end by themselves. Evaluations for differences count.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(1, long.MaxValue)]
    [NoFiles]
    [PSDefaultValue(Help = "No limit; 1000000 beside no other budget for methods that end by themselves")]
    public long? MaxEvaluations { get; set; }

    /// <summary>
    /// Stops after this time, within an iteration as well: a TimeSpan, or a number of seconds; default no limit. An evaluation that
    /// invokes a script block is waited for.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Seconds]
    [NoFiles]
    public TimeSpan? MaxTime { get; set; }

    /// <summary>
    /// Stops when the Euclidean norm of the gradient is at most this number, at least 0. By default no rule of convergence is set. Like the
    /// others, it looks only at iterates that the method has accepted.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [NoFiles]
    public double? GradientTolerance { get; set; }

    /// <summary>
    /// Stops when the value changes by at most this number, at least 0, from one accepted iterate to the next; default no such rule.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [NoFiles]
    public double? ValueTolerance { get; set; }

    /// <summary>
    /// Stops when the Euclidean length of a step to an accepted iterate is at most this number, at least 0; default no such rule.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [NoFiles]
    public double? StepTolerance { get; set; }

    /// <summary>Stops when the value is at most this number or, when maximising, at least this number; default no such rule.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [NoFiles]
    public double? TargetValue { get; set; }

    /// <summary>Stops when the best value has not improved for N iterations, at least 1; default no such rule.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(1, long.MaxValue)]
    [NoFiles]
    public long? Patience { get; set; }

    /// <summary>
    /// Saves the run in this file as it goes, from which -Resume continues it; default none. One file holds one run: a file that exists is
    /// replaced only with -Force. If it cannot be written any more, the run warns and goes on.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <summary>
    /// Writes the file of -CheckpointPath after every N rounds of evaluations, at least 1, and at the end of the run. By default it is
    /// written by time: each second, or as seldom as keeps the writes within a hundredth of the time of the run.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(1, long.MaxValue)]
    [NoFiles]
    [PSDefaultValue(Help = "by time")]
    [Needs(nameof(CheckpointPath), nameof(Resume))]
    public long? CheckpointEvery { get; set; }

    /// <summary>Replaces the file of -CheckpointPath if it holds another run.</summary>
    [Parameter]
    [Needs(nameof(CheckpointPath))]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Resumes the run in this file as if it had never stopped, to the same bits, and saves it there again; with wildcards, the run in each
    /// file that matches. Files also come down the pipeline, from Get-ChildItem. Start, seed and method are
    /// those of the run; give the method only if it contains code, such as a schedule that is a script block. Rules for stopping count from
    /// the beginning of the run.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Resume { get; set; }

    /// <summary>
    /// Functions of the same point that must be 0 at the solution: script blocks or objectives; default none, or those of the test
    /// problem, beside which these come. SQP keeps them itself, other methods with gradients minimise an augmented Lagrangian, and methods
    /// without gradients refuse.
    /// </summary>
    [Parameter]
    [Objectives]
    [NoFiles]
    public Objective[] EqualTo { get; set => field = value ?? []; } = [];

    /// <summary>
    /// Functions of the same point that must be at most 0 at the solution: script blocks or objectives; default none, or those of the test
    /// problem, beside which these come. They are met as those of -EqualTo are; Multipliers of the run has the multipliers of both.
    /// </summary>
    [Parameter]
    [Objectives]
    [NoFiles]
    public Objective[] AtMost { get; set => field = value ?? []; } = [];

    /// <summary>
    /// The weight of the squared constraints in the augmented Lagrangian, above 0, default 10. SQP refuses another. It needs -EqualTo or
    /// -AtMost, or a test problem that has constraints of its own.
    /// </summary>
    [Parameter]
    [NoFiles]
    public double Penalty { get; set; } = 10;

    /// <summary>
    /// Keeps every point in a set, default none, or the bounds of the test problem: bounds as text, such as 0..1 for every coordinate,
    /// '0..2', '-1..1' one by one or 0.. (also 0..inf) without an upper bound; bounds by the names of coordinates, as in
    /// @{ a = '0..'; b = 2 }, where a number fixes its coordinate and coordinates that are not named are free; or a Box, Simplex or Ball.
    /// Methods that need gradients take every set, and project the start and every step onto it.
    /// Methods without gradients take bounds alone: the start must lie within them, so does every trial, and if they are finite, lengths
    /// such as -Size or -Radius are in units of their width. ClosedForm takes no set.
    /// </summary>
    [Parameter]
    [NamedSet]
    [ArgumentCompleter(typeof(BoundsCompleter))]
    public SetChoice? Within { get; set; }

    /// <summary>Keeps every coordinate at or above 0: short for -Within 0..</summary>
    [Parameter]
    public SwitchParameter NonNegative { get; set; }

    /// <summary>
    /// Keeps the coordinates at or above 0 and their sum at this number, above 0: 1 for probabilities. For methods that need gradients.
    /// </summary>
    [Parameter]
    [NoFiles]
    public double? Simplex { get; set; }

    /// <summary>Keeps the point within this distance, above 0, of the origin. For methods that need gradients.</summary>
    [Parameter]
    [NoFiles]
    public double? Ball { get; set; }

    /// <summary>
    /// Adds a penalty: this number, at least 0, default 0, times the sum of the absolute values of all coordinates. Values and gradients
    /// include it, and first-order methods make zeros exact.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(0, double.MaxValue)]
    [NoFiles]
    public double L1 { get; set; }

    /// <summary>
    /// Adds a penalty: this number, at least 0, default 0, times the sum of the squares of all coordinates. Values and gradients include
    /// it.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(0, double.MaxValue)]
    [NoFiles]
    public double L2 { get; set; }

    /// <summary>
    /// Stops after N passes through the data of an objective with batches, at least 1; default no limit. Without batches every round of
    /// evaluations is a pass.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(1, long.MaxValue)]
    [NoFiles]
    public long? MaxEpochs { get; set; }

    /// <summary>Counts -TraceEvery in epochs: by default, the trajectory then has one row per epoch.</summary>
    [Parameter]
    public SwitchParameter ByEpoch { get; set; }

    /// <summary>
    /// The metric of the objective that -Patience watches, such as HeldOutLoss: the run stops after N of its measurements without
    /// improvement; default the value.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(MetricCompleter))]
    [PSDefaultValue(Help = "the value")]
    [Needs(nameof(Patience))]
    public string? PatienceMetric { get; set; }

    /// <summary>
    /// Invokes a script block at up to N points at once, 1 to 1024, each in a runspace of its own: the points of a population, and those of
    /// a gradient by differences. The block sees the variables and functions of the caller that it names, as $name or $using:name; what it
    /// assigns stays in its runspace. By default points are evaluated one after the other in this session. The run is the same for every
    /// limit. A block that was compiled is not invoked, and this parameter changes nothing.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 1024)]
    [NoFiles]
    [PSDefaultValue(Help = "one after the other")]
    public int? ThrottleLimit { get; set; }

    /// <summary>
    /// What happens when an evaluation fails: Stop, the default, ends the run, which keeps everything up to there; Worst counts the point
    /// as infinitely bad and continues; Retry tries again, and ends the run if that does not help. The Failures of the run list what
    /// failed.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public EvaluationErrorAction OnEvaluationError { get; set; }

    /// <summary>How often a failed evaluation is tried again, 0 to 1,000,000; default 3 with -OnEvaluationError Retry, else 0.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(0, 1_000_000)]
    [NoFiles]
    [PSDefaultValue(Help = "3 with -OnEvaluationError Retry, else 0")]
    public int? EvaluationRetries { get; set; }

    /// <summary>
    /// Keeps the first N evaluations as rows for Get-Evaluation, at least 0. The default keeps 10,000 (fewer if a point has more than 400
    /// coordinates) where a script block is invoked or the method looks at values alone, else none.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(0, int.MaxValue)]
    [NoFiles]
    [PSDefaultValue(Help = "10000 where values alone are used, else 0")]
    public int? KeepEvaluations { get; set; }

    /// <summary>
    /// Evaluations of the same objective, with the same penalty, that were made before: runs, rows of Get-Evaluation or of a file with a
    /// column Value and one per coordinate; default none. Without -Start the run begins at the best of them. Where a method asks for the
    /// value at one of these points, it is taken from here instead of being evaluated, and does not count as an evaluation; each row
    /// answers once. Rows without a value are left out.
    /// </summary>
    [Parameter]
    [NoFiles]
    public object[] Known { get; set => field = value ?? []; } = [];

    /// <summary>
    /// Draws this many starts from the first seed, 1 to 1,000,000, and makes a run from each; default none. They lie in the bounds of
    /// -Within, or in the domain of a test problem.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 1_000_000)]
    [NoFiles]
    public int? StartCount { get; set; }

    /// <summary>
    /// How the drawn starts are spread: Uniform, the default, independently; LatinHypercube, one in each slice of every coordinate; Sobol,
    /// evenly in several coordinates together, best with 2, 4, 8, 16, ... starts, for up to 101 coordinates.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Needs(nameof(StartCount))]
    public Sampling Sampling { get; set; } = Sampling.Uniform;

    /// <summary>
    /// Keeps every run in a store, from its beginning to its end: the path of a file of SQLite, which is made if it is not there, or a
    /// connection string of PostgreSQL, such as 'Host=db;Database=runs;Username=me'; default none. Get-Run reads the runs again.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StoreCompleter))]
    public string? Store { get; set; }

    /// <summary>The experiment that the runs of -Store belong to; default none.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(StoredCompleter))]
    public string Experiment { get; set => field = value ?? ""; } = "";

    /// <summary>Texts by name for the runs of -Store, as in @{ rig = 3 }, by which Get-Run finds them; default none.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(StoredCompleter))]
    public IDictionary? Tag { get; set; }

    /// <summary>
    /// Does not make a run again that the experiment in -Store has: the same objective, problem, method, start, seed and rules for
    /// stopping. One that has ended comes out as it was stored; one that was lost or cancelled goes on from where it was. Script blocks
    /// are the same if their names, their texts, and the variables and functions that they use are.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipDone { get; set; }

    /// <summary>
    /// Makes the runs in these sessions, from New-OptimizerSession or New-PSSession, which stay open; default in this one. The runs are
    /// the same, bit by bit, and come out in the same order. Script blocks go there with the variables, functions and aliases that they
    /// use; modules must be installed there. A session that is lost gives its runs to the others, with a warning; a run of more than a
    /// second goes on there from its last state, no more than seconds before. With -Store the runs are kept by this session.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    [PSDefaultValue(Help = "this session")]
    public object[] Session { get; set => field = value ?? []; } = [];

    /// <summary>
    /// What the sessions of -Session do: Runs, the default, whole runs; Evaluations, the points of the runs that this session makes: those
    /// of a population, or of a gradient by differences, as many at once as there are sessions. For script blocks that take long, such as
    /// programs; one that was compiled is evaluated here.
    /// </summary>
    [Parameter]
    [Needs(nameof(Session))]
    public SessionUse On { get; set; }

    /// <summary>
    /// After so many losses of a session on the same run or point, at least 1, default 2, that has failed and is not tried any more.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [NoFiles]
    [Needs(nameof(Session))]
    public int Retry { get; set; } = 2;

    /// <summary>
    /// A session that says nothing for so many seconds, above 0, is lost; default as long as its connection stands. Sessions speak after
    /// iterations, about twice a second, so this must be longer than one iteration takes; with -On Evaluations, than one evaluation.
    /// </summary>
    [Parameter]
    [Seconds]
    [NoFiles]
    [Needs(nameof(Session))]
    public TimeSpan? LeaseSeconds { get; set; }

    /// <summary>The hyperparameters of all methods.</summary>
    public object GetDynamicParameters() => _hyperparameters.Shown(this, Hyperparameters.Of(Method));

    /// <inheritdoc/>
    private protected override void Begin()
    {
        _fromLine = [.. MyInvocation.BoundParameters.Keys];
        if (_fromLine.Contains(nameof(InputObject))) ThrowTerminatingError(RunErrors.RowsArePiped());
    }

    /// <summary>Checks a row, and plans its runs.</summary>
    private protected override void Process()
    {
        _row++;
        var notThere = On == SessionUse.Runs ? NotElsewhere : [nameof(ThrottleLimit)];
        if (Session.Length > 0 && notThere.FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is { } here)
        {
            Report(RunErrors.NotElsewhere(here));
            return;
        }
        if (IsUnusable(InputObject))
        {
            Report(RunErrors.UnusableInput(InputObject!.BaseObject));
            return;
        }
        if (InputObject?.BaseObject is FileSystemInfo file && (Resume is null || file.Extension is ".csv"))
        {
            Report(RunErrors.FileInPipeline(file));
            return;
        }
        if (Objective is not { Length: > 0 })
        {
            Report(RunErrors.ObjectiveMissing());
            return;
        }
        try
        {
            var row = CellsOf(InputObject);
            ParameterRules.Check(this);
            if (MyInvocation.BoundParameters.ContainsKey(nameof(Penalty)) && EqualTo.Length + AtMost.Length == 0
                && Resume is null && Array.TrueForAll(Given, objective => Problem.Of(objective).Constraints.Count == 0))
                throw new ArgumentException("-Penalty has no effect without -EqualTo or -AtMost: give that as well, or leave it out.");
            // Rows of an earlier experiment may be run again without a store.
            if (Store is null && Array.Find([nameof(SkipDone), nameof(Tag), nameof(Experiment)], _fromLine.Contains) is { } stray)
                throw new ArgumentException($"-{stray} is about a store: give -Store as well.");
            if (Store is not null && (CheckpointPath ?? Resume) is not null)
                throw new ArgumentException(
                    "A run is kept in one place: give -Store, or -CheckpointPath and -Resume. Resume-Run resumes what a store has.");
            if (Resume is not null && !BeginsHere) PlanResumed(Resume, row);
            else if (MethodsGiven() is { } methods) Plan(RequestFor(methods).Expand(), row);
        }
        catch (CheckpointException error)
        {
            Report(RunErrors.Checkpoint(error, Resume ?? CheckpointPath ?? ""));
        }
        catch (ArgumentException error)
        {
            Report(Errors.BadArgument(error, Method));
        }
        catch (InvalidDataException error)
        {
            Report(Errors.BadData(error));
        }
    }

    /// <summary>Makes the runs, once all rows have been checked.</summary>
    private protected override void End()
    {
        if (_row == 0) WriteError(Errors.EmptyPipeline("run"));
        var keeper = Store is null || _runs.Count == 0 || !ShouldProcess(Store, "Keep the runs") ? null
            : new RunKeeper(Open(Store, create: true), TextsOf(Tag), SkipDone);
        var runs = Differences.Named(_runs);
        var elsewhere = Session.Length == 0 ? null : new SessionSettings(Session, Retry, LeaseSeconds, On);
        new GridExecution(this, _report, _guard, _cancellation) { Elsewhere = elsewhere, Keeper = keeper }.Make(runs, (planned, run) =>
        {
            _report.Write(run, planned.Differs);
            if (keeper?.ErrorOf(run) is { } error && !Stopping) WriteError(error);
        });
        if (!Stopping) _report.Compare();
    }

    /// <summary>Ends the runs that are being made; their outcome is Cancelled.</summary>
    protected override void StopProcessing() => _cancellation.Cancel();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _cancellation.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Whether an object from the pipeline is neither a row nor anything that another parameter takes.</summary>
    private bool IsUnusable(PSObject? input) => MyInvocation.ExpectingInput && input is not null && input.BaseObject is not PSCustomObject
        && !MyInvocation.BoundParameters.Keys.Except(_fromLine).Any(name => name != nameof(InputObject));

    private Objective[] Given => [.. Objective.Cast<Objective>()];

    /// <summary>The parameters as one value.</summary>
    private RunRequest RequestFor(IReadOnlyList<Method> methods) => new()
    {
        Objectives = [.. Given],
        Methods = [.. methods],
        Choose = Chosen,
        Starts = [.. (Start ?? StartsOf(InputObject)).Select(start => start.For(Given))],
        StartCount = StartCount ?? 0,
        Sampling = Sampling,
        Seeds = [.. Seed],
        Within = SetGiven(),
        Equations = [.. EqualTo],
        Inequalities = [.. AtMost],
        EquationWeight = Penalty,
        L1 = L1,
        L2 = L2,
        Scale = Scale,
        ByEpoch = ByEpoch,
        Stop = Settings,
        Options = new RunOptions
        {
            TraceEvery = TraceEvery,
            OnEvaluationError = OnEvaluationError,
            EvaluationRetries = EvaluationRetries,
            KeepEvaluations = KeepEvaluations,
            Known = [.. KnownEvaluations.Of(Known, Given)],
            Cancellation = _cancellation.Token,
        },
    };

    /// <summary>When the runs stop, as it was given.</summary>
    private StopSettings Settings => new()
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
        PatienceMetric = PatienceMetric,
    };

    /// <summary>The start that a row has as columns of the names of all coordinates; none if it has not.</summary>
    private IReadOnlyList<PointChoice> StartsOf(PSObject? row)
    {
        // The coordinates of an earlier run are where it ended.
        if (RowNumber is null || row!.Properties["Outcome"] is not null || StartCount is not null) return [];
        var names = Given[0].CoordinateNames;
        var named = names.Where(name => InvariantNumber.TryRead(row.Properties[name]?.Value, out _))
            .ToDictionary(name => name, name => row.Properties[name].Value);
        return names.Count > 0 && named.Count == names.Count ? [new PointChoice(named)] : [];
    }

    private void Plan(RunPlan plan, IReadOnlyList<KeyValuePair<string, string>> row)
    {
        foreach (var refusal in plan.Refusals) Report(RunErrors.Refused(refusal));
        var settings = Settings;
        foreach (var run in plan.Runs)
        {
            _cancellation.Token.ThrowIfCancellationRequested();
            _runs.Add(new GridRun(
                run.Problem, run.Method, run.Start, WithCheckpoint(run.Options), settings,
                ProvenanceOf(run.Seed, run.Problem, row),
                (problem, method, options) => Optimizer.Run(problem, method, run.Start, options))
            {
                Reason = run.Reason,
                Choose = run.Reason.Length > 0 ? Chosen : null,
                ThrottleLimit = ThrottleLimit,
                Experiment = Experiment,
            });
        }
    }

    private void PlanResumed(string file, IReadOnlyList<KeyValuePair<string, string>> row)
    {
        foreach (var path in FilePath.Matching(this, file)) PlanResumedFrom(path, row);
    }

    private void PlanResumedFrom(string path, IReadOnlyList<KeyValuePair<string, string>> row)
    {
        if (Ignored() is { } ignored)
            throw new ArgumentException(
                $"-{ignored} has no effect on a run that is resumed, which has its own: leave it out, or begin a new run without -Resume.");
        if (MethodsGiven() is not { } given) return;
        var checkpoint = given is [var method] ? Checkpoint.Read(path, method) : Checkpoint.Read(path);
        foreach (var objective in Given)
        {
            var request = RequestFor([checkpoint.Method]);
            var problem = checkpoint.ProblemOf(objective, [.. EqualTo, .. AtMost]);
            _runs.Add(new GridRun(
                problem, checkpoint.Method, checkpoint.State.Point,
                Saved(request.OptionsFor(objective, checkpoint.Method, checkpoint.State.Key), path, replace: true), request.Stop,
                ProvenanceOf(null, problem, row),
                (resumed, _, options) =>
                {
                    checkpoint.MustAgree(resumed);
                    return Optimizer.Resume(resumed.Objective, checkpoint, options, [.. EqualTo, .. AtMost]);
                })
            { ThrottleLimit = ThrottleLimit });
        }
    }

    /// <summary>Whether -Resume and -CheckpointPath name one file that is not there yet: then a run begins there.</summary>
    private bool BeginsHere => Resume is not null && CheckpointPath is not null
        && FilePath.Of(this, Resume) == FilePath.Of(this, CheckpointPath)
        && !File.Exists(FilePath.Of(this, Resume));

    /// <summary>The name of a parameter that was given and that a resumed run does not take; null if there is none.</summary>
    private string? Ignored()
    {
        // With -CheckpointPath for the same file, the line is the one that began the run.
        if (CheckpointPath is not null)
            return FilePath.Of(this, Resume!) == FilePath.Of(this, CheckpointPath)
                ? null : nameof(CheckpointPath);
        string[] own =
        [
            nameof(Start), nameof(StartCount), nameof(Sampling), nameof(Seed), nameof(Scale), nameof(TraceEvery), nameof(ByEpoch),
            nameof(L1), nameof(L2), nameof(Within), nameof(NonNegative), nameof(Simplex), nameof(Ball), nameof(Penalty),
        ];
        return own.FirstOrDefault(MyInvocation.BoundParameters.ContainsKey)
            ?? (Method.Length == 0 && InputObject?.BaseObject is not FileSystemInfo
                && _hyperparameters.Given is [var first, ..] ? first.Key : null);
    }

    /// <summary>The cells of a row of a table that are no parameters.</summary>
    private IReadOnlyList<KeyValuePair<string, string>> CellsOf(PSObject? input)
    {
        if (!MyInvocation.ExpectingInput || input?.BaseObject is not PSCustomObject) return [];
        // Of these a row has no own: a column of that name is a note.
        string[] ofAll = [nameof(Store), nameof(Tag), nameof(SkipDone)];
        var own = MyInvocation.MyCommand.Parameters.Values.SelectMany(parameter => parameter.Aliases.Prepend(parameter.Name));
        var cells = TableColumns.Of(input, [.. own.Except(ofAll), .. _hyperparameters.Keys], out var misspelt);
        if (misspelt is var (column, meant)) ThrowTerminatingError(RunErrors.UnknownColumn(column, meant));
        return cells;
    }

    /// <summary>The number of the row in messages; null if there is no table.</summary>
    private long? RowNumber => InputObject?.BaseObject is PSCustomObject ? _row : null;

    private Provenance ProvenanceOf(long? seed, Problem problem, IReadOnlyList<KeyValuePair<string, string>> row) => new()
    {
        Id = Guid.NewGuid(),
        Started = DateTimeOffset.Now,
        Seed = seed,
        Given = [.. _hyperparameters.Given.Select(value => value.Key).Where(name => name != nameof(PSOptimize.Methods.Method.Label))],
        // The coordinates of an earlier run are no notes.
        Row = [.. row.Where(cell => !problem.Objective.CoordinateNames.Contains(cell.Key, StringComparer.OrdinalIgnoreCase))],
        Host = Environment.MachineName,
        Runtime = FormattableString.Invariant($"{RuntimeInformation.FrameworkDescription}, {Vector<byte>.Count * 8} bits"),
        ModuleVersion = Checkpoint.CurrentVersion,
    };

    /// <summary>The options of a run, which is saved in a file if -CheckpointPath names one.</summary>
    private RunOptions WithCheckpoint(RunOptions options)
    {
        if (CheckpointPath is null) return options;
        var file = FilePath.Of(this, CheckpointPath);
        if (!_checkpointFiles.Add(file))
            throw new ArgumentException(
                $"The file {CheckpointPath} holds one run: give each run its own -CheckpointPath, for example as a column of a table.");
        return Saved(options, file, Force);
    }

    private RunOptions Saved(RunOptions options, string file, bool replace) => ShouldProcess(file, "Save the run")
        ? options.WithCheckpoint(file, CheckpointEvery ?? 0) with { ReplaceCheckpoint = replace }
        : options;

    /// <summary>The method that suits a problem and takes the hyperparameters that were given; Adam if that one does not.</summary>
    /// <exception cref="ArgumentException">Neither of them takes one of the hyperparameters.</exception>
    private Recommendation Chosen(Problem problem, int dimension)
    {
        var given = _hyperparameters.Given;
        var suited = Recommendation.For(problem, dimension);
        var other = given.FirstOrDefault(value => !Hyperparameters.Has(suited.Method, value.Key)).Key;
        var choice = other is null ? suited : new Recommendation(new Adam(), $"it takes -{other}");
        foreach (var (name, _) in given)
        {
            if (Hyperparameters.Has(choice.Method, name)) continue;
            var others = PSOptimize.Methods.Method.Catalogue.All.Where(entry => entry.Find(name) is not null).Select(entry => entry.Name);
            throw new ArgumentException($"-{name} is a hyperparameter of {string.Join(", ", others)}: give -Method as well.");
        }
        return choice with { Method = Hyperparameters.Apply(choice.Method, given) };
    }

    /// <summary>The methods with the hyperparameters that were given; null if there was an error in them.</summary>
    private Method[]? MethodsGiven()
    {
        if (Method.Length == 0) return [];
        if (Array.Find(Method, choice => choice.Method is null) is { } unknown)
        {
            Report(Errors.UnknownMethod(unknown.Name));
            return null;
        }
        var given = _hyperparameters.Given;
        Method[] chosen = [.. Method.Select(choice => choice.Method!)];
        foreach (var (name, _) in given)
        {
            if (chosen.Any(method => Hyperparameters.Has(method, name))) continue;
            Report(Errors.UnknownHyperparameter(name, chosen));
            return null;
        }
        return [.. chosen.Select(method => Hyperparameters.Apply(method, given))];
    }

    /// <summary>The set to keep points in; null if none was given.</summary>
    private Projection? SetGiven()
    {
        Projection?[] sets =
        [
            Within?.For(Given),
            NonNegative ? Projection.NonNegative : null,
            Simplex is { } sum ? new Simplex(sum) : null,
            Ball is { } radius ? new Ball(radius) : null,
        ];
        Projection[] given = [.. sets.OfType<Projection>()];
        return given.Length <= 1 ? given.FirstOrDefault()
            : throw new ArgumentException("Points are kept in one set: give only one of -Within, -NonNegative, -Simplex and -Ball.");
    }

    /// <summary>Reports an error, which ends the command unless the pipeline may still bring good input.</summary>
    private void Report(ErrorRecord error)
    {
        if (RowNumber is { } row && error.Exception is ArgumentException argument)
            error = new ErrorRecord(
                new ArgumentException($"Row {row}: {argument.Message}", argument), error.FullyQualifiedErrorId, error.CategoryInfo.Category,
                error.TargetObject);
        if (MyInvocation.ExpectingInput) WriteError(error);
        else ThrowTerminatingError(error);
    }
}
