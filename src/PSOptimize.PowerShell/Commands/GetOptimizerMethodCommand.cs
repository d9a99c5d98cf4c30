using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Catalogues;
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
/// <example>
/// The hyperparameters of a method, and the methods that need no gradient.
/// <code>
/// (Get-OptimizerMethod CMAES).Parameters
/// Get-OptimizerMethod | Where-Object { $_.Default.Needs -eq 'Value' } | Format-Table Name, Use
/// </code>
/// </example>
/// <seealso cref="NewOptimizerCommand"/>
/// <seealso cref="InvokeOptimizerCommand"/>
/// <seealso href="about_PSOptimize_Methods"/>
/// <seealso href="about_PSOptimize_Glossary"/>
[Cmdlet(VerbsCommon.Get, "OptimizerMethod")]
[OutputType(TypeName)]
public sealed class GetOptimizerMethodCommand : GuardedCommand
{
    private const string TypeName = "PSOptimize.MethodEntry";

    /// <summary>Names of methods, with wildcards; without it, all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MethodCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var name in Name)
        {
            var found = NamePattern.Matching(name, Method.Catalogue.All, entry => entry.Name);
            if (found.Length == 0 && NamePattern.MustMatch(name)) WriteError(Errors.UnknownMethod(name));
            foreach (var entry in found) WriteObject(Shown(entry));
        }
    }

    /// <summary>The entry under a name by which the module's views know it: that of its type has the assembly's version in it.</summary>
    private static PSObject Shown(Entry<Method> entry)
    {
        var shown = PSObject.AsPSObject(entry);
        if (!shown.TypeNames.Contains(TypeName)) shown.TypeNames.Insert(0, TypeName);
        return shown;
    }
}
