using PSOptimize.Differentiation;

namespace PSOptimize.Presentation;

/// <summary>How a gradient is obtained, in words.</summary>
internal static class GradientText
{
    public static string Of(DifferentiationKind kind) => kind switch
    {
        DifferentiationKind.Exact => "exact gradient, derived from the function itself.",
        DifferentiationKind.Given => "gradient as given.",
        DifferentiationKind.Central => "gradient by central differences, 2n further evaluations each.",
        DifferentiationKind.Forward => "gradient by forward differences, n further evaluations each.",
        DifferentiationKind.ComplexStep => "gradient by the complex step, n further evaluations each.",
        DifferentiationKind.None => "no gradient: only methods that need none apply.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
