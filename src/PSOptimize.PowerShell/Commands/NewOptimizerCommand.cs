using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Methods;
using PSOptimize.Presentation;

namespace PSOptimize.Commands;

/// <summary>Makes a method with hyperparameters of one's own, for Invoke-Optimizer and Step-Optimizer.</summary>
/// <remarks>The hyperparameters of all methods are parameters; what is not given has its default, which Get-OptimizerMethod shows.
/// With -Chain the parameters are those of the transformations instead.</remarks>
/// <example>
/// Two settings of one method, told apart by their labels.
/// <code>
/// $slow = New-Optimizer Momentum -LearningRate 0.0001 -Label slow
/// $fast = New-Optimizer Momentum -LearningRate 0.0005 -Label fast
/// Invoke-Optimizer $slow, $fast -Objective Rosenbrock
/// </code>
/// </example>
/// <example>
/// A method composed of transformations: Adam on gradients of a norm of at most 1.
/// <code>
/// $links = 'ClipByNorm', 'ScaleByAdam', 'ScaleByLearningRate'
/// $clipped = New-Optimizer -Chain $links -ClipNorm 1 -LearningRate 0.01 -Beta1 0.8 -Label 'clipped Adam'
/// Invoke-Optimizer $clipped -Objective Rosenbrock
/// </code>
/// </example>
/// <example>
/// A rate that falls, and gradients that are clipped. Tab after the method offers its own hyperparameters.
/// <code>
/// $rate = New-Schedule Cosine -Initial 0.1 -Steps 500
/// New-Optimizer Adam -LearningRate $rate -ClipNorm 10 -Label 'falling rate' |
///     Invoke-Optimizer -Objective Rosenbrock -MaxIterations 500
/// </code>
/// </example>
/// <seealso cref="GetOptimizerMethodCommand"/>
/// <seealso cref="NewScheduleCommand"/>
/// <seealso cref="InvokeOptimizerCommand"/>
/// <seealso href="about_PSOptimize_Methods"/>
[Cmdlet(VerbsCommon.New, "Optimizer", DefaultParameterSetName = MethodSet)]
[Alias("nopt")]
[OutputType(typeof(Method))]
public sealed partial class NewOptimizerCommand : GuardedCommand, IDynamicParameters
{
    private const string MethodSet = "Method";

    private DynamicParameters _hyperparameters = null!;

    /// <summary>The method: a name that Get-OptimizerMethod lists.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = MethodSet,
        ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [Methods(Single = true)]
    [ArgumentCompleter(typeof(MethodCompleter))]
    public MethodChoice Method { get; set; } = null!;

    /// <summary>The hyperparameters of all methods, or those of all transformations for a chain.</summary>
    public object GetDynamicParameters() =>
        (_hyperparameters = Chain.Length > 0 ? ChainParameters() : Hyperparameters.For(typeof(NewOptimizerCommand)))
            .Shown(this, Chain.Length > 0 ? LinkParameters() : Hyperparameters.Of([Method]));

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (ParameterSetName == ChainSet)
        {
            WriteChain();
            return;
        }
        if (Method.Method is not { } method)
        {
            WriteError(Errors.UnknownMethod(Method.Name));
            return;
        }
        var given = _hyperparameters.Given;
        foreach (var (name, _) in given)
        {
            if (Hyperparameters.Has(method, name)) continue;
            WriteError(Errors.UnknownHyperparameter(name, [method]));
            return;
        }
        try
        {
            WriteObject(Hyperparameters.Apply(method, given));
        }
        catch (ArgumentException error)
        {
            WriteError(Errors.BadArgument(error, method));
        }
    }
}
