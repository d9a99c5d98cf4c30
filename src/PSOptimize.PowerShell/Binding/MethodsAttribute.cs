using System.Management.Automation;
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
        IConvertible number when IsNumber(number) => throw NotOne(number),
        _ => null,
    };

    private static bool IsNumber(IConvertible value) => value.GetTypeCode() is >= TypeCode.SByte and <= TypeCode.Decimal;

    /// <summary>The error of a number; with this cause inside PowerShell still offers one from the pipeline to other parameters.</summary>
    private static ArgumentTransformationMetadataException NotOne(IConvertible number)
    {
        var message = FormattableString.Invariant($"{number} is a number, not a method: write -Start before the numbers of a start.");
        return new ArgumentTransformationMetadataException(message, new PSInvalidCastException(message));
    }
}
