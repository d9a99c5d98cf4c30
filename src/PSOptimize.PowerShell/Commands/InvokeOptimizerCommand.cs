using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Presentation;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Requests;
using PSOptimize.ScriptBlocks;
using PSOptimize.Vectors;

namespace PSOptimize.Commands;

/// <summary>Minimises or maximises objectives: one run for each objective, method, start and seed.</summary>
/// <remarks>
/// Parameters also bind to the columns of their names, so that each row of a CSV file makes a run; only -ByEpoch, -EqualTo with its
/// -Penalty, and the sets -Within, -NonNegative, -Simplex and -Ball are given by hand. The hyperparameters of all methods are parameters;
/// each goes to the methods that have it, and Get-OptimizerMethod shows their defaults. -LearningRate takes a number, a schedule of
/// New-Schedule or a script block. A run that diverges or whose objective throws is still a run: its
/// outcome says so, and its best point is kept. Ctrl-C ends a run as well; PowerShell takes no more output then, so the run with its best
/// point is left in the variable $InterruptedRun.
/// </remarks>
/// <example>
/// Five methods from one start; every step goes into a file.
/// <code>
/// New-Objective -Problem Rosenbrock |
///     Invoke-Optimizer -Method GradientDescent, Momentum, AdaGrad, RMSProp, Adam -Start 0.1, 3 -LearningRate 0.001 |
///     Get-Trajectory | Export-Csv trajectories.csv
/// </code>
/// </example>
/// <example>
/// One run a row of a table: a column goes to the parameter of its name, and an empty cell leaves the default.
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
/// Coordinates of different size: the method works on the point divided by the typical size of each.
/// <code>
/// New-Objective { param($a, $b) ($a / 1000 - 2) * ($a / 1000 - 2) + ($b * 1000 - 3) * ($b * 1000 - 3) } |
///     Invoke-Optimizer Adam 1000, 0.001 -Scale 1000, 0.001 -LearningRate 0.05
/// </code>
/// </example>
/// <example>
/// A rate from a script block, which may decide by itself how it falls. New-Schedule has the usual ones.
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
/// The point of a line that is nearest to the origin: an equation that the solution has to fulfil.
/// <code>
/// { param($x, $y) $x * $x + $y * $y } |
///     Invoke-Optimizer GradientDescent 1, 0 -EqualTo { param($x, $y) $x + 2 * $y - 1 } -LearningRate 0.02 -StepTolerance 1e-10
/// </code>
/// </example>
/// <example>
/// Slow experiments, four at once, some of which fail: a failure counts as infinitely bad, and the run has it in its Failures.
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
/// A run that outlives its session: it is kept in a file, and goes on from there to the same bits.
/// <code>
/// Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 500 -CheckpointPath run.json
/// Invoke-Optimizer -Objective Rosenbrock -Resume run.json -MaxIterations 2000
/// </code>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "Optimizer")]
[OutputType(typeof(Run))]
public sealed class InvokeOptimizerCommand : PSCmdlet, IDynamicParameters, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly DynamicParameters _hyperparameters = Hyperparameters.For(typeof(InvokeOptimizerCommand));
    private readonly RunReport _report;
    private bool _processed;
    private int _kept;

    /// <summary>A command that has not been given its parameters yet.</summary>
    public InvokeOptimizerCommand() => _report = new RunReport(this);

    /// <summary>What to optimise: objectives that New-Objective made, script blocks, or test problems or their names.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Objectives]
    [ArgumentCompleter(typeof(ProblemCompleter))]
    public object[] Objective { get; set; } = [];

    /// <summary>By what: names that Get-OptimizerMethod lists, or methods that New-Optimizer made; default Adam.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Methods]
    [ArgumentCompleter(typeof(MethodCompleter))]
    public MethodChoice[] Method { get; set; } = [MethodChoice.Named("Adam")];

    /// <summary>From where: one number a coordinate, or several points, as in (0.1, 3), (1, 2). Text such as "0.1 3" or "0.1;3" is read as well. A test problem has a customary start of its own.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Points]
    public Vector[]? Start { get; set; }

    /// <summary>The typical size of each coordinate, for problems whose coordinates differ by orders of magnitude: the method works on x divided by it, and rows show x.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Points(Single = true)]
    public Vector? Scale { get; set; }

    /// <summary>Where all chance of a run comes from, default 0; several seeds, as in (1..10), make several runs.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public long[] Seed { get; set; } = [0];

    /// <summary>Records every N-th iteration, default 1; 0 records the first and the last only.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, long.MaxValue)]
    public long TraceEvery { get; set; } = 1;

    /// <summary>Stops after so many iterations; default 1000, or no limit where -MaxEvaluations or -MaxTime sets one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(0, long.MaxValue)]
    public long? MaxIterations { get; set; }

    /// <summary>Stops as soon as the objective was evaluated so often; what differences cost counts.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(1, long.MaxValue)]
    public long? MaxEvaluations { get; set; }

    /// <summary>Stops after this time: a TimeSpan, or a number of seconds.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Seconds]
    public TimeSpan? MaxTime { get; set; }

    /// <summary>Stops when the Euclidean norm of the gradient is at most this. No rule of convergence is set by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    public double? GradientTolerance { get; set; }

    /// <summary>Stops when the value changes by at most this in one iteration.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    public double? ValueTolerance { get; set; }

    /// <summary>Stops when a move is at most this long.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    public double? StepTolerance { get; set; }

    /// <summary>Stops when the value is at most this; when maximising, at least this.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    public double? TargetValue { get; set; }

    /// <summary>Stops when the best value has not improved for so many iterations.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(1, long.MaxValue)]
    public long? Patience { get; set; }

    /// <summary>Keeps the run in this file, from which -Resume goes on; one file holds one run.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <summary>Writes the file every N-th iteration, default 100; it is also written when the run ends.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, long.MaxValue)]
    public long CheckpointEvery { get; set; } = 100;

    /// <summary>Goes on with the run in this file as if it had never stopped, bit by bit, and keeps it there. The start and seed are those of the run, and so is the method: it is needed only where it is made of code, such as a schedule that is a script block. The rules for stopping count from its beginning.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Resume { get; set; }

    /// <summary>Functions of the same point that must be 0 at the solution: script blocks or objectives. The method runs on an augmented Lagrangian.</summary>
    [Parameter]
    [Objectives]
    public Objective[] EqualTo { get; set; } = [];

    /// <summary>The weight of the squares of the equations in the augmented Lagrangian, above 0, default 10.</summary>
    [Parameter]
    public double Penalty { get; set; } = 10;

    /// <summary>Keeps every point in a set by projection: bounds as text, such as 0..1 for every coordinate or "0..2 -1..1" one by one, or a Box, Simplex or Ball.</summary>
    [Parameter]
    [Set]
    public Projection? Within { get; set; }

    /// <summary>Keeps every coordinate from falling below 0, by projection.</summary>
    [Parameter]
    public SwitchParameter NonNegative { get; set; }

    /// <summary>Keeps the coordinates at or above 0 and their sum at this number, above 0, by projection: 1 for probabilities.</summary>
    [Parameter]
    public double? Simplex { get; set; }

    /// <summary>Keeps the point within this distance, above 0, of the origin, by projection.</summary>
    [Parameter]
    public double? Ball { get; set; }

    /// <summary>Adds this, at least 0, times the sum of the absolute values of all coordinates. Values and gradients include it, and zeros are exact with every first-order method.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(0, double.MaxValue)]
    public double L1 { get; set; }

    /// <summary>Adds this, at least 0, times the sum of the squares of all coordinates. Values and gradients include it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(0, double.MaxValue)]
    public double L2 { get; set; }

    /// <summary>Stops after so many passes through the data of an objective with batches.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(1, long.MaxValue)]
    public long? MaxEpochs { get; set; }

    /// <summary>Counts -TraceEvery in epochs: the trajectory then has a row an epoch.</summary>
    [Parameter]
    public SwitchParameter ByEpoch { get; set; }

    /// <summary>A metric of the objective, such as HeldOutLoss: -Patience then counts its measurements, and the run stops when it no longer improves.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? PatienceMetric { get; set; }

    /// <summary>Invokes a script block at up to so many points at once, each in a runspace of its own: the points of a population, and those of a difference gradient. The block sees the variables and functions of the caller that it names, plain or as $using:name; what it assigns stays there. At least 1; without it, one after the other in this session. The run is the same for every limit. A block that is compiled is not invoked, and is evaluated in order.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 1024)]
    public int? ThrottleLimit { get; set; }

    /// <summary>What becomes of a run when an evaluation fails: Stop, the default, ends it with all that it has; Worst counts the point as infinitely bad and goes on; Retry tries again, and ends it when nothing helps. The run keeps what failed in its Failures.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public EvaluationErrorAction OnEvaluationError { get; set; }

    /// <summary>How often an evaluation that fails is tried again; default 3 with -OnEvaluationError Retry, else 0.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(0, 1_000_000)]
    public int? EvaluationRetries { get; set; }

    /// <summary>Draws this many starts from the first seed, a run from each: in the box of -Within, or in the domain of a test problem.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 1_000_000)]
    public int StartCount { get; set; }

    /// <summary>How the drawn starts are spread: Uniform, the default, each by itself; LatinHypercube, one in each slice of every coordinate; Sobol, even in several coordinates together, best with 2, 4, 8, 16, ... starts.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Sampling Sampling { get; set; } = Sampling.Uniform;

    /// <summary>The hyperparameters of all methods.</summary>
    public object GetDynamicParameters() => _hyperparameters;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _processed = true;
        if (Objective is not { Length: > 0 })
        {
            Refuse(Errors.ObjectiveMissing());
            return;
        }
        try
        {
            if (Resume is not null) ResumeAll(Resume);
            else if (MethodsGiven() is { } methods) RunAll(RequestFor(methods).Expand());
        }
        catch (ArgumentException error)
        {
            Refuse(Errors.BadArgument(error, Method));
        }
        catch (InvalidDataException error)
        {
            Refuse(Errors.BadData(error));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!_processed) WriteError(Errors.EmptyPipeline());
        _report.Compare();
    }

    /// <summary>Ends the run that is under way; its outcome is Cancelled.</summary>
    protected override void StopProcessing() => _cancellation.Cancel();

    /// <summary>Frees the source of cancellation.</summary>
    public void Dispose() => _cancellation.Dispose();

    /// <summary>Everything that was asked for, as one value.</summary>
    private RunRequest RequestFor(IReadOnlyList<Method> methods) => new()
    {
        Objectives = [.. Objective.Cast<Objective>()],
        Methods = [.. methods],
        Starts = [.. Start ?? []],
        StartCount = StartCount,
        Sampling = Sampling,
        Seeds = [.. Seed],
        Within = SetGiven(),
        Equations = [.. EqualTo],
        EquationWeight = Penalty,
        L1 = L1,
        L2 = L2,
        Scale = Scale,
        ByEpoch = ByEpoch,
        Stop = new StopSettings
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
        },
        Options = new RunOptions
        {
            TraceEvery = TraceEvery,
            OnEvaluationError = OnEvaluationError,
            EvaluationRetries = EvaluationRetries,
            Cancellation = _cancellation.Token,
        },
    };

    private void RunAll(RunPlan plan)
    {
        foreach (var refusal in plan.Refusals) Refuse(Errors.Refused(refusal));
        foreach (var run in plan.Runs)
        {
            if (Stopping) return;
            _report.Begin(run.Problem, run.Method);
            Execute(run.Problem, Kept(_report.Observed(run.Options, run.Problem, run.Method, RequestFor([run.Method]).Stop)),
                (problem, options) => Optimizer.Run(problem, run.Method, run.Start, options));
        }
    }

    private void ResumeAll(string file)
    {
        var path = GetUnresolvedProviderPathFromPSPath(file);
        try
        {
            if ((MyInvocation.BoundParameters.ContainsKey(nameof(Method)) ? MethodsGiven() : []) is not { } given) return;
            var checkpoint = given is [var method] ? Checkpoint.Read(path, method) : Checkpoint.Read(path);
            foreach (var objective in Objective.Cast<Objective>())
            {
                var request = RequestFor([checkpoint.Method]);
                var problem = checkpoint.ProblemOf(objective, EqualTo);
                var options = request.OptionsFor(objective, checkpoint.State.Key).WithCheckpoint(path, CheckpointEvery);
                Execute(problem, _report.Observed(options, problem, checkpoint.Method, request.Stop),
                    (spread, observed) => Optimizer.Resume(spread.Objective, checkpoint, observed, EqualTo));
            }
        }
        catch (CheckpointException error)
        {
            Refuse(Errors.Checkpoint(error, path));
        }
    }

    /// <summary>Makes a run in the scope that script blocks need, several points at once if that was asked for, and writes it.</summary>
    private void Execute(Problem problem, RunOptions options, Func<Problem, RunOptions, Run> make)
    {
        Run? run = null;
        StrictScope.Run(this, problem.Function, () =>
        {
            using var parallel = ParallelProblem.Of(problem, ThrottleLimit, SessionState, Host, _cancellation.Token);
            if (ThrottleLimit is not null && parallel.Runspaces is null)
                WriteVerbose($"{problem.Objective.Name} is no script block that is invoked: -ThrottleLimit changes nothing.");
            run = make(parallel.Problem, options) with { Problem = problem };
        });
        _report.Write(run!, Stopping);
    }

    /// <summary>The options of a run that is to be kept in a file.</summary>
    private RunOptions Kept(RunOptions options)
    {
        if (CheckpointPath is null) return options;
        return _kept++ == 0 ? options.WithCheckpoint(GetUnresolvedProviderPathFromPSPath(CheckpointPath), CheckpointEvery)
            : throw new ArgumentException(
                $"The file {CheckpointPath} holds one run: give each run its own -CheckpointPath, for example as a column of a table.");
    }

    /// <summary>The methods with their hyperparameters; null if one of them was refused.</summary>
    private Method[]? MethodsGiven()
    {
        if (Array.Find(Method, choice => choice.Method is null) is { } unknown)
        {
            Refuse(Errors.UnknownMethod(unknown.Name));
            return null;
        }
        var given = _hyperparameters.Given;
        Method[] chosen = [.. Method.Select(choice => choice.Method!)];
        foreach (var (name, _) in given)
        {
            if (chosen.Any(method => Hyperparameters.Has(method, name))) continue;
            Refuse(Errors.UnknownHyperparameter(name, chosen));
            return null;
        }
        return [.. chosen.Select(method => Hyperparameters.Apply(method, given))];
    }

    /// <summary>The set that was asked for; null if none was.</summary>
    private Projection? SetGiven()
    {
        Projection?[] sets = [Within, NonNegative ? Projection.NonNegative : null, Simplex is { } sum ? new Simplex(sum) : null, Ball is { } radius ? new Ball(radius) : null];
        Projection[] given = [.. sets.OfType<Projection>()];
        return given.Length <= 1 ? given.FirstOrDefault()
            : throw new ArgumentException("Points are kept in one set: give only one of -Within, -NonNegative, -Simplex and -Ball.");
    }

    /// <summary>Bad input ends the command, unless the pipeline may still bring good input.</summary>
    private void Refuse(ErrorRecord error)
    {
        if (MyInvocation.ExpectingInput) WriteError(error);
        else ThrowTerminatingError(error);
    }
}
