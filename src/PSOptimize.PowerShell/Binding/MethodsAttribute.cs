using System.Collections;
using System.Management.Automation;
using PSOptimize.Catalogues;
using PSOptimize.Methods;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Binding;

/// <summary>
/// A parameter that takes methods: names, methods that New-Optimizer made, or entries of Get-OptimizerMethod. What is none of these is left
/// alone, so that the pipeline can offer it to another parameter.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MethodsAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the parameter takes one method and not several.</summary>
    public bool Single { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var plain = inputData.Plain();
        if (One(plain) is { } choice) return Single ? choice : new[] { choice };
        if (Single || plain is not IList { Count: > 0 } list) return inputData;
        var choices = list.Cast<object?>().Select(item => One(item.Plain())).ToArray();
        return choices.Any(item => item is null) ? inputData : choices;
    }

    private static MethodChoice? One(object? value) => value switch
    {
        MethodChoice choice => choice,
        string name => MethodChoice.Named(name),
        Method method => MethodChoice.Of(method),
        Entry<Method> entry => MethodChoice.Of(entry.Default),
        _ => null,
    };
}
