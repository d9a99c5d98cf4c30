using System.Globalization;
using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Objectives;
using PSOptimize.Presentation;
using PSOptimize.Randomness;
using PSOptimize.ScriptBlocks;
using PSOptimize.Vectors;

namespace PSOptimize.Commands;

/// <summary>Makes a method's steps one by one: it asks for evaluations, and somebody, a script, a rig, a person, tells them.</summary>
/// <remarks>
/// With -Method and -Start it gives the first state, whose Request says which points to evaluate. Piped back with -Value, and with -Gradient
/// where the request wants it, or with -Objective to evaluate, it gives the next. States are values: keep one, and go on from it as often as you like.
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
[Cmdlet(VerbsCommon.Step, "Optimizer", DefaultParameterSetName = TellSet)]
[OutputType(typeof(OptimizerStep))]
public sealed partial class StepOptimizerCommand : PSCmdlet, IDynamicParameters
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

    /// <summary>Where all chance of the run comes from.</summary>
    [Parameter(ParameterSetName = StartSet)]
    public long Seed { get; set; }

    /// <summary>Seeks the largest value instead of the smallest.</summary>
    [Parameter(ParameterSetName = StartSet)]
    public SwitchParameter Maximize { get; set; }

    /// <summary>A step that this cmdlet gave.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = TellSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = EvaluateSet)]
    public OptimizerStep Step { get; set; } = null!;

    /// <summary>The values at the points of the request, in order.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TellSet)]
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
            else WriteObject(Step with { State = Ready.Tell(Step.State, Answers()) });
        }
        catch (ArgumentException error)
        {
            ThrowTerminatingError(Errors.BadArgument(error, (object?)Step ?? Start));
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
        WriteObject(new OptimizerStep(method, method.Start(Start, Key.FromSeed(Seed)), Maximize));
    }

    private Methods.Method Ready => ParameterSetName == EvaluateSet ? Step.Method.For(Objective[0]) : Step.Method;

    private Evaluation[] Answers()
    {
        var request = Step.Request;
        Evaluation[] answers = [];
        if (ParameterSetName == EvaluateSet) StrictScope.Run(this, Objective[0], () => answers = Objective[0].Answer(request));
        else answers = Told(request);
        return Step.Maximize ? [.. answers.Select(answer => answer.Negated())] : answers;
    }

    private Evaluation[] Told(Request request)
    {
        if (Value.Length != request.Points.Count)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"The request has {request.Points.Count} points, and {Value.Length} values were given: give -Value one number a point, in order."));
        if (request.Wants == Wants.Value) return [.. Value.Select(value => Evaluation.Of(value))];
        if (Gradient.Length != Value.Length)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"{Step.Method.Name} needs the gradient at each of {request.Points.Count} points: give -Gradient as well, one number a coordinate."));
        return [.. Value.Zip(Gradient, Evaluation.Of)];
    }
}
