namespace PSOptimize.Methods.Searches;

/// <summary>A step along a line, with the value there and the slope along the line.</summary>
internal readonly record struct LinePoint(double Step, double Value, double Slope)
{
    /// <summary>Whether value and slope are finite numbers.</summary>
    public bool IsFinite => double.IsFinite(Value) && double.IsFinite(Slope);

    /// <summary>
    /// The minimiser of the cubic through two points with their slopes (Nocedal and Wright 2006, eq. 3.59); NaN if there is none.
    /// </summary>
    public static double CubicMinimizer(LinePoint one, LinePoint other)
    {
        var mean = one.Slope + other.Slope - 3 * (one.Value - other.Value) / (one.Step - other.Step);
        var root = Math.Sqrt(mean * mean - one.Slope * other.Slope) * Math.Sign(other.Step - one.Step);
        return other.Step - (other.Step - one.Step) * ((other.Slope + root - mean) / (other.Slope - one.Slope + 2 * root));
    }

    /// <summary>The zero of the line through the two slopes.</summary>
    public static double SlopeZero(LinePoint one, LinePoint other) =>
        one.Step - one.Slope * (other.Step - one.Step) / (other.Slope - one.Slope);
}
