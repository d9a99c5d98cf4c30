using PSOptimize.Catalogues;
using PSOptimize.Methods;

namespace PSOptimize.Binding;

/// <summary>A parameter that takes methods: names, methods from New-Optimizer, or entries of Get-OptimizerMethod.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MethodsAttribute : OneOrSeveralAttribute<MethodChoice>
{
    private protected override MethodChoice? One(object? value) => value switch
    {
        MethodChoice choice => choice,
        string name => MethodChoice.Named(name),
        Method method => MethodChoice.Of(method),
        Entry<Method> entry => MethodChoice.Of(entry.Default),
        _ => null,
    };
}
