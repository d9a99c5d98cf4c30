namespace PSOptimize.Objectives;

/// <summary>What can be known of an objective at a point, as a set: an objective offers some parts, and a method needs some.</summary>
[Flags]
public enum Information
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The value.</summary>
    Value = 1,

    /// <summary>The gradient <c>∂f/∂xᵢ</c>, one number per coordinate.</summary>
    Gradient = 2,

    /// <summary>The product <c>Hv</c> of the Hessian and a direction, one number per coordinate.</summary>
    HessianProduct = 4,

    /// <summary>The residuals r of a sum of squares, <c>f = ½‖r‖²</c>.</summary>
    Residuals = 8,

    /// <summary>The Jacobian <c>∂rᵢ/∂xⱼ</c> of the residuals, one row per residual and one column per coordinate.</summary>
    Jacobian = 16,

    /// <summary>
    /// The values of the equations of a problem and of its inequalities, and their Jacobian, one row per constraint and one column per
    /// coordinate.
    /// </summary>
    Equations = 32,
}
