namespace PSOptimize.Objectives;

/// <summary>What can be known of an objective at a point. It is a set: an objective offers some of it, a method needs some of it.</summary>
[Flags]
public enum Information
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The value.</summary>
    Value = 1,

    /// <summary>The gradient <c>∂f/∂xᵢ</c>, as long as the point.</summary>
    Gradient = 2,

    /// <summary>The Hessian times a direction, <c>Hv</c>, as long as the point.</summary>
    HessianProduct = 4,

    /// <summary>The residuals r of a sum of squares, <c>f = ½‖r‖²</c>.</summary>
    Residuals = 8,

    /// <summary>The Jacobian <c>∂rᵢ/∂xⱼ</c> of the residuals, a row per residual and a column per coordinate.</summary>
    Jacobian = 16,

    /// <summary>The values of the equations of a problem, and their Jacobian, a row per equation.</summary>
    Equations = 32,
}
