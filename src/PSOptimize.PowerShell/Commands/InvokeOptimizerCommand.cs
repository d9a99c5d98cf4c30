using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Presentation;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Runs.Diagnosis;
using PSOptimize.ScriptBlocks;
using PSOptimize.Stopping;
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
public sealed partial class InvokeOptimizerCommand : PSCmdlet, IDynamicParameters, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly DynamicParameters _hyperparameters = Hyperparameters.For(typeof(InvokeOptimizerCommand));
    private bool _processed;

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
        if (Resume is not null)
        {
            foreach (var objective in Objective.Cast<Objective>()) ResumeOne(objective);
            return;
        }
        if (Methods() is not { } methods) return;
        foreach (var objective in Objective.Cast<Objective>())
            foreach (var start in StartsOf(objective))
                foreach (var seed in Seed)
                    foreach (var method in methods)
                    {
                        if (Stopping) return;
                        RunOne(objective, method, start ?? OwnStart(objective, seed)!, seed);
                    }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!_processed) WriteError(Errors.EmptyPipeline());
        Compare();
    }

    /// <summary>Ends the run that is under way; its outcome is Cancelled.</summary>
    protected override void StopProcessing() => _cancellation.Cancel();

    /// <summary>Frees the source of cancellation.</summary>
    public void Dispose() => _cancellation.Dispose();

    /// <summary>Bad input ends the command, unless the pipeline may still bring good input.</summary>
    private void Refuse(ErrorRecord error)
    {
        if (MyInvocation.ExpectingInput) WriteError(error);
        else ThrowTerminatingError(error);
    }

    private Method[]? Methods()
    {
        foreach (var choice in Method)
        {
            if (choice.Method is not null) continue;
            Refuse(Errors.UnknownMethod(choice.Name));
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
        try
        {
            return [.. chosen.Select(method => Hyperparameters.Apply(method, given))];
        }
        catch (ArgumentException error)
        {
            Refuse(Errors.BadArgument(error, Method));
            return null;
        }
    }

    /// <summary>The starts; null stands for the one that the objective draws itself.</summary>
    private Vector?[] StartsOf(Objective objective)
    {
        if (Start is { Length: > 0 } given) return given;
        if (StartCount > 0) return DrawnStarts(objective);
        if (objective.Problem is { } problem) return [problem.Start];
        if (OwnStart(objective, 0) is not null) return [null];
        Refuse(Errors.StartMissing(objective));
        return [];
    }

    private void RunOne(Objective objective, Method method, Vector start, long seed)
    {
        if (objective.Dimension != 0 && start.Count != objective.Dimension)
        {
            Refuse(Errors.StartLength(objective, start));
            return;
        }
        if (!start.IsFinite())
        {
            Refuse(Errors.StartNotFinite(start));
            return;
        }
        TellHow(objective, method);
        Run? run = null;
        try
        {
            var problem = ProblemOf(objective);
            if (problem.Within is Box box && method.Needs == Information.Value && !box.Contains(start))
            {
                Refuse(Errors.StartOutsideBounds(method, start, box));
                return;
            }
            var options = WithCheckpoint(Options(objective, method, Key.FromSeed(seed)));
            StrictScope.Run(this, problem.Function, () => run = Spread(problem, spread => Optimizer.Run(spread, method, start, options)));
        }
        catch (ArgumentException error)
        {
            Refuse(Errors.BadArgument(error, method));
            return;
        }
        catch (InvalidDataException error)
        {
            Refuse(Errors.BadData(error));
            return;
        }
        EndProgress();
        Report(run!);
    }

    private RunOptions Options(Objective objective, Method method, Key key) => new()
    {
        Stop = StopRules(objective),
        TraceEvery = ByEpoch ? TraceEvery * objective.StepsPerEpoch : TraceEvery,
        Key = key,
        Cancellation = _cancellation.Token,
        Observer = ShowProgress(objective, method),
        OnEvaluationError = OnEvaluationError,
        EvaluationRetries = EvaluationRetries,
        FailureObserver = failure => WriteVerbose($"{objective.Name} failed: {failure}"),
    };

    private void Report(Run run)
    {
        if (run.Outcome is Outcome.Cancelled)
        {
            // PowerShell takes no more output from a pipeline that was stopped, but it still takes a variable.
            if (Stopping) SessionState.PSVariable.Set("global:InterruptedRun", run);
            else WriteObject(run);
            return;
        }
        WriteObject(run);
        TellFailures(run);
        Keep(run);
        foreach (var advice in Doctor.Examine(run))
        {
            // Divergence spoils a run; the rest is for those who ask, and stands in the list view.
            if (advice.Symptom == Symptom.Divergence) WriteWarning($"{run.Method.Label} on {run.Objective.Name}: {advice}");
            else WriteVerbose($"{run.Method.Label} on {run.Objective.Name}: {advice}");
        }
        if (run.Outcome is not Outcome.Failed failed) return;
        if (failed.Errors.Count > 0) WriteError(Errors.Failed(failed, run));
        else if (failed.Iteration == 0) WriteError(Errors.NotFiniteAtStart(ValueAtStart(run), run));
    }

    private double ValueAtStart(Run run)
    {
        var value = double.NaN;
        StrictScope.Run(this, run.Objective, () => value = run.Objective.Value(run.Start));
        return value;
    }

    private void TellHow(Objective objective, Method method)
    {
        if (method.Needs == Information.Value) WriteVerbose($"{objective.Name}: {method.Label} needs no gradient.");
        else WriteVerbose($"{objective.Name}: {GradientText.Of(objective)}");
    }
}
