using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Methods;
using PSOptimize.Presentation;

namespace PSOptimize.Commands;

/// <summary>Makes a method with hyperparameters of one's own, for Invoke-Optimizer and Step-Optimizer.</summary>
/// <remarks>The hyperparameters of all methods are parameters; what is not given has its default, which Get-OptimizerMethod shows.</remarks>
/// <example>
/// Two settings of one method, told apart by their labels.
/// <code>
/// $slow = New-Optimizer Momentum -LearningRate 0.0001 -Label slow
/// $fast = New-Optimizer Momentum -LearningRate 0.0005 -Label fast
/// Invoke-Optimizer $slow, $fast -Objective Rosenbrock
/// </code>
/// </example>
[Cmdlet(VerbsCommon.New, "Optimizer")]
[OutputType(typeof(Method))]
public sealed partial class NewOptimizerCommand : PSCmdlet, IDynamicParameters
{
    private readonly DynamicParameters _hyperparameters = Hyperparameters.For(typeof(NewOptimizerCommand));

    /// <summary>The method: a name that Get-OptimizerMethod lists.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [Methods(Single = true)]
    [ArgumentCompleter(typeof(MethodCompleter))]
    public MethodChoice Method { get; set; } = null!;

    /// <summary>The hyperparameters of all methods.</summary>
    public object GetDynamicParameters() => _hyperparameters;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
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
