using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Constraints;
using PSOptimize.Objectives;
using PSOptimize.Presentation;
using PSOptimize.Randomness;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.ScriptBlocks;
using PSOptimize.Vectors;

namespace PSOptimize.Commands;

/// <summary>Makes a method's steps one by one: it asks for evaluations, and somebody, a script, a rig, a person, tells them.</summary>
/// <remarks>
/// With -Method and -Start it gives the first state, whose Request says which points to evaluate. Piped back with -Value, and with -Gradient
/// where the request wants it, or with -Objective to evaluate, it gives the next. States are values: keep one, compare it with -eq, and go on
/// from it as often as you like. What Export-Clixml or ConvertTo-Json made of a step, and the text of its Json, are taken as well, in any session.
/// </remarks>
/// <example>
/// Ten steps with the evaluations made by the script itself.
/// <code>
/// $step = Step-Optimizer Adam -Start 3 -LearningRate 0.5
/// foreach ($i in 1..10) {
///     $x = $step.Request.Points[0][0]
///     $step = $step | Step-Optimizer -Value ($x * $x) -Gradient (2 * $x)
/// }
/// $step
/// </code>
/// </example>
/// <example>
/// One step on an objective.
/// <code>
/// Step-Optimizer Momentum -Start 0.1, 3 -LearningRate 0.001 | Step-Optimizer -Objective Rosenbrock
/// </code>
/// </example>
/// <example>
/// A step for every day: the state waits in a file.
/// <code>
/// (Step-Optimizer NelderMead -Start 1, 2).Json | Set-Content state.json
/// $step = Get-Content state.json | Step-Optimizer
/// $step = $step | Step-Optimizer -Value 5, 5.2, 6.1
/// $step.Json | Set-Content state.json
/// </code>
/// </example>
[Cmdlet(VerbsCommon.Step, "Optimizer", DefaultParameterSetName = TellSet)]
[OutputType(typeof(OptimizerStep))]
public sealed class StepOptimizerCommand : PSCmdlet, IDynamicParameters
{
    private const string StartSet = "Start";
    private const string TellSet = "Tell";
    private const string EvaluateSet = "Evaluate";

    private readonly DynamicParameters _hyperparameters = Hyperparameters.For(typeof(StepOptimizerCommand));

    /// <summary>The method: a name that Get-OptimizerMethod lists, or a method that New-Optimizer made.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = StartSet)]
    [Methods(Single = true)]
    [ArgumentCompleter(typeof(MethodCompleter))]
    public MethodChoice Method { get; set; } = null!;

    /// <summary>From where: one number a coordinate.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = StartSet)]
    [Points(Single = true)]
    public Vector Start { get; set; } = null!;

    /// <summary>Where all chance of the run comes from, default 0.</summary>
    [Parameter(ParameterSetName = StartSet)]
    public long Seed { get; set; }

    /// <summary>Seeks the largest value instead of the smallest.</summary>
    [Parameter(ParameterSetName = StartSet)]
    public SwitchParameter Maximize { get; set; }

    /// <summary>Keeps every point in a set: bounds as text, such as 0..1 for every coordinate or "0..2 -1..1" one by one, or a Box, Simplex or Ball.</summary>
    [Parameter(ParameterSetName = StartSet)]
    [Set]
    public Projection? Within { get; set; }

    /// <summary>The typical size of each coordinate: the method works on x divided by it.</summary>
    [Parameter(ParameterSetName = StartSet)]
    [Points(Single = true)]
    public Vector? Scale { get; set; }

    /// <summary>A step that this cmdlet gave, live, out of Import-Clixml or ConvertFrom-Json, or as the text of its Json. Without an answer, one that was kept comes back to life.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = TellSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = EvaluateSet)]
    public object Step { get; set; } = null!;

    /// <summary>The values at the points of the request, in order.</summary>
    [Parameter(ParameterSetName = TellSet)]
    public double[] Value { get; set; } = [];

    /// <summary>The gradients at the points of the request, in order, where it wants them.</summary>
    [Parameter(ParameterSetName = TellSet)]
    [Points]
    public Vector[] Gradient { get; set; } = [];

    /// <summary>An objective that answers the request.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EvaluateSet)]
    [Objectives]
    [ArgumentCompleter(typeof(ProblemCompleter))]
    public Objective[] Objective { get; set; } = [];

    /// <summary>The hyperparameters of all methods, for the first state.</summary>
    public object GetDynamicParameters() => _hyperparameters;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            if (ParameterSetName == StartSet) Begin();
            else GoOn(Read(Step));
        }
        catch (CheckpointException error)
        {
            ThrowTerminatingError(Errors.SavedStep(error, Step));
        }
        catch (ArgumentException error)
        {
            ThrowTerminatingError(Errors.BadArgument(error, Step ?? Start));
        }
        catch (ScriptException error)
        {
            ThrowTerminatingError(Errors.Evaluation(error, "The step was not made", Step));
        }
    }

    private void Begin()
    {
        if (Method.Method is not { } method)
        {
            ThrowTerminatingError(Errors.UnknownMethod(Method.Name));
            return;
        }
        var given = _hyperparameters.Given;
        foreach (var (name, _) in given)
            if (!Hyperparameters.Has(method, name)) ThrowTerminatingError(Errors.UnknownHyperparameter(name, [method]));
        method = Hyperparameters.Apply(method, given);
        if (Within is Box box && method.Needs == Information.Value && !box.Contains(Start)) ThrowTerminatingError(Errors.StartOutsideBounds(method, Start, box));
        var problem = Problem.Of(Objectives.Objective.AnsweredElsewhere("the objective").WithMaximize(Maximize)).KeptWithin(Within).ScaledBy(Scale);
        WriteObject(new OptimizerStep(method, method.Prepare(problem).Start(Start, Key.FromSeed(Seed)), problem));
    }

    private void GoOn(OptimizerStep step)
    {
        if (ParameterSetName == EvaluateSet)
        {
            OptimizerStep? next = null;
            StrictScope.Run(this, Objective[0], () => next = step.Answered(Objective[0]));
            WriteObject(next);
        }
        else if (MyInvocation.BoundParameters.ContainsKey(nameof(Value))) WriteObject(step.Tell(Told(step)));
        else if (ReferenceEquals(Step.Plain(), step)) ThrowTerminatingError(Errors.StepUnanswered(step));
        else WriteObject(step);
    }

    private Evaluation[] Told(OptimizerStep step)
    {
        var request = step.Request;
        if (Value.Length != request.Points.Count) ThrowTerminatingError(Errors.StepValueCount(step, Value.Length));
        if (request.Wanted == Information.Value) return [.. Value.Select(value => Evaluation.Of(value))];
        if (Gradient.Length != Value.Length) ThrowTerminatingError(Errors.StepGradientCount(step, Gradient.Length));
        return [.. Value.Zip(Gradient, Evaluation.Of)];
    }

    /// <summary>The step of an object: itself, or what its text says.</summary>
    private static OptimizerStep Read(object given) => given.Plain() switch
    {
        OptimizerStep step => step,
        string text => OptimizerStep.FromJson(text),
        _ when PSObject.AsPSObject(given).Properties[nameof(OptimizerStep.Json)]?.Value is { } json => OptimizerStep.FromJson($"{json}"),
        _ => throw new CheckpointException(CheckpointError.Foreign,
            $"A {given.Plain()!.GetType().Name} is no step: pipe what Step-Optimizer gave, or begin with -Method and -Start."),
    };
}
