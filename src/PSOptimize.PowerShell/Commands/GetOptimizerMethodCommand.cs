using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Methods;
using PSOptimize.Presentation;

namespace PSOptimize.Commands;

/// <summary>Lists the methods of optimisation, with their update rule, hyperparameters, defaults and sources.</summary>
/// <example>
/// All methods.
/// <code>
/// Get-OptimizerMethod
/// </code>
/// </example>
/// <example>
/// One method with its defaults and its source.
/// <code>
/// Get-OptimizerMethod Adam | Format-List
/// </code>
/// </example>
[Cmdlet(VerbsCommon.Get, "OptimizerMethod")]
[OutputType(typeof(MethodEntry))]
public sealed class GetOptimizerMethodCommand : PSCmdlet
{
    /// <summary>Names of methods, with wildcards; without it, all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(MethodCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            var found = MethodCatalogue.All.Where(entry => pattern.IsMatch(entry.Name)).ToArray();
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name)) WriteError(Errors.UnknownMethod(name));
            WriteObject(found, enumerateCollection: true);
        }
    }
}
