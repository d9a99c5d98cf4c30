namespace PSOptimize.Differentiation;

/// <summary>Where an objective's gradient comes from.</summary>
public enum DifferentiationKind
{
    /// <summary>Derived from the function's own text or formula by reverse-mode differentiation.</summary>
    Exact,

    /// <summary>Written by a person, or by the author of a built-in problem.</summary>
    Given,

    /// <summary>Central differences: 2n more evaluations per gradient, error of order h².</summary>
    Central,

    /// <summary>Forward differences: n more evaluations per gradient, error of order h.</summary>
    Forward,

    /// <summary>The complex step: n complex evaluations per gradient, no cancellation.</summary>
    ComplexStep,

    /// <summary>No gradient: only derivative-free methods apply.</summary>
    None,
}
