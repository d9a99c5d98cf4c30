using PSOptimize.Differentiation;
using PSOptimize.Objectives;

namespace PSOptimize.Presentation;

/// <summary>How a gradient is obtained, in words.</summary>
internal static class GradientText
{
    /// <summary>In one sentence, with the reason where the gradient of a script could not be exact.</summary>
    public static string Of(Objective objective) => objective.OutsideExact is { } reason
        ? $"{Of(objective.Differentiation)[..^1]}, because of {reason}."
        : Of(objective.Differentiation);

    public static string Of(DifferentiationKind kind) => kind switch
    {
        DifferentiationKind.Exact => "exact gradient, derived from the function itself.",
        DifferentiationKind.Given => "gradient as given.",
        DifferentiationKind.Central => "gradient by central differences, 2n more evaluations per gradient.",
        DifferentiationKind.Forward => "gradient by forward differences, n more evaluations per gradient.",
        DifferentiationKind.ComplexStep => "gradient by the complex step, n more evaluations per gradient.",
        DifferentiationKind.None => "no gradient: only for methods that need none.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
