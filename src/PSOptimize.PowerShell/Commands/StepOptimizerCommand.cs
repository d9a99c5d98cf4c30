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

/// <summary>Makes the steps of a method one at a time: it asks for evaluations, and a script, a rig or a person answers.</summary>
/// <remarks>
/// With -Method and -Start it gives the first step, whose Request says which points to evaluate. Pipe the step back with -Value, and with
/// -Gradient if the request wants gradients, or with -Objective to have it evaluated, and the next one comes out. Steps are values: store
/// one, compare it with -eq, and continue from it as often as you like. What Export-Clixml or ConvertTo-Json made of a step, and the text
/// of its Json property, are accepted as well, in any session.
/// <para>
/// Not every step ends an iteration: the trials of a simplex and gradients that are gathered take several steps, and the iteration count
/// stays as it is until the last of them.
/// </para>
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
/// One step per day: the state waits in a file.
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

    /// <summary>The method: a name that Get-OptimizerMethod lists, or a method from New-Optimizer.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = StartSet)]
    [Methods(Single = true)]
    [ArgumentCompleter(typeof(MethodCompleter))]
    public MethodChoice Method { get; set; } = null!;

    /// <summary>The starting point: one number per coordinate.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = StartSet)]
    [Points(Single = true)]
    public Vector Start { get; set; } = null!;

    /// <summary>The seed of everything that the method draws, default 0.</summary>
    [Parameter(ParameterSetName = StartSet)]
    public long Seed { get; set; }

    /// <summary>Seeks the largest value instead of the smallest.</summary>
    [Parameter(ParameterSetName = StartSet)]
    public SwitchParameter Maximize { get; set; }

    /// <summary>
    /// Keeps every point in a set: bounds as text, such as 0..1 for every coordinate or "0..2 -1..1" one by one, or a Box, Simplex or Ball.
    /// Methods that need gradients take every set and project onto it; methods without gradients take bounds alone.
    /// </summary>
    [Parameter(ParameterSetName = StartSet)]
    [Set]
    public Projection? Within { get; set; }

    /// <summary>The typical size of each coordinate, above 0, default none: the method works on x divided by it.</summary>
    [Parameter(ParameterSetName = StartSet)]
    [Points(Single = true)]
    public Vector? Scale { get; set; }

    /// <summary>
    /// A step from this cmdlet: the object itself, what Import-Clixml or ConvertFrom-Json made of it, or the text of its Json property.
    /// Without an answer, a saved step is only restored.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = TellSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = EvaluateSet)]
    public object Step { get; set; } = null!;

    /// <summary>The values at the points of the request, in order.</summary>
    [Parameter(ParameterSetName = TellSet)]
    public double[] Value { get; set; } = [];

    /// <summary>The gradients at the points of the request, in order, if it wants them.</summary>
    [Parameter(ParameterSetName = TellSet)]
    [Points]
    public Vector[] Gradient { get; set; } = [];

    /// <summary>An objective that answers the request: from New-Objective, a script block, or a test problem or its name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EvaluateSet)]
    [Objectives]
    [ArgumentCompleter(typeof(ProblemCompleter))]
    public Objective[] Objective { get; set; } = [];

    /// <summary>The hyperparameters of all methods, for the first step.</summary>
    public object GetDynamicParameters() => _hyperparameters;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            if (ParameterSetName == StartSet) WriteFirst();
            else WriteNext(Read(Step));
        }
        catch (CheckpointException error)
        {
            ThrowTerminatingError(StepErrors.Saved(error, Step));
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

    private void WriteFirst()
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
        if (Within is Box box && method.Needs == Information.Value && !box.Contains(Start))
            ThrowTerminatingError(StepErrors.StartOutsideBounds(method, Start, box));
        var answeredElsewhere = Objectives.Objective.AnsweredElsewhere("the objective").WithMaximize(Maximize);
        var problem = Problem.Of(answeredElsewhere).KeptWithin(Within).ScaledBy(Scale);
        WriteObject(new OptimizerStep(method, method.Prepare(problem).Start(Start, Key.FromSeed(Seed)), problem));
    }

    private void WriteNext(OptimizerStep step)
    {
        if (ParameterSetName == EvaluateSet)
        {
            OptimizerStep? next = null;
            StrictScope.Run(this, Objective[0], () => next = step.Answered(Objective[0]));
            WriteObject(next);
        }
        else if (MyInvocation.BoundParameters.ContainsKey(nameof(Value))) WriteObject(step.Tell(Answers(step)));
        else if (ReferenceEquals(Step.Unwrap(), step)) ThrowTerminatingError(StepErrors.Unanswered(step));
        else WriteObject(step);
    }

    /// <summary>The values and gradients that were given, as answers to the request.</summary>
    private Evaluation[] Answers(OptimizerStep step)
    {
        var request = step.Request;
        if (Value.Length != request.Points.Count) ThrowTerminatingError(StepErrors.ValueCount(step, Value.Length));
        if (request.Wanted == Information.Value) return [.. Value.Select(value => Evaluation.Of(value))];
        if (Gradient.Length != Value.Length) ThrowTerminatingError(StepErrors.GradientCount(step, Gradient.Length));
        return [.. Value.Zip(Gradient, Evaluation.Of)];
    }

    /// <summary>The step that an object is, or that its text describes.</summary>
    private static OptimizerStep Read(object given) => given.Unwrap() switch
    {
        OptimizerStep step => step,
        string text => OptimizerStep.FromJson(text),
        _ when PSObject.AsPSObject(given).Properties[nameof(OptimizerStep.Json)]?.Value is { } json => OptimizerStep.FromJson($"{json}"),
        _ => throw new CheckpointException(CheckpointError.Foreign,
            $"A {given.Unwrap()!.GetType().Name} is not a step: pipe what Step-Optimizer gave, or begin with -Method and -Start."),
    };
}
