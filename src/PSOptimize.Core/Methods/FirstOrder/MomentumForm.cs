namespace PSOptimize.Methods.FirstOrder;

/// <summary>Where the rate stands in momentum; with a constant rate both forms make the same steps.</summary>
public enum MomentumForm
{
    /// <summary><c>v ← μv + g</c>, <c>x ← x − εv</c>: the rate of the step applies to all that was accumulated.</summary>
    Accumulation,

    /// <summary><c>v ← μv − εg</c>, <c>x ← x + v</c>: each gradient keeps the rate at which it came in.</summary>
    Velocity,
}
