using PSOptimize.Vectors;

namespace PSOptimize.Methods.Proximal;

/// <summary>
/// What slopes are measured against. From afar slopes may be far larger than anywhere near the minimum, and would make every slope there
/// look small: so the curvature of the last steps counts as well, and what is left to gain.
/// </summary>
/// <param name="Slope">The largest slope seen.</param>
/// <param name="Steepness">The largest curvature of the last steps; infinite before the first.</param>
/// <param name="Reach">The largest coordinate seen.</param>
/// <param name="FirstValue">The value at the start; NaN before it is known.</param>
internal readonly record struct Slopes(double Slope, double Steepness, double Reach, double FirstValue)
{
    // The share of a curvature that counts still after a further step.
    private const double Kept = 0.5;

    // The size of a coordinate at least, in the largest seen.
    private const double Smallest = 1e-3;

    // What may be left to gain, in the value.
    private const double Negligible = 1e-7;

    // A value that vanishes, in the decrease so far, and in what the curvature makes of the size of the point.
    private const double Vanishing = 1e-15;

    /// <summary>The scale before anything is known.</summary>
    public static Slopes Unknown { get; } = new(0, double.PositiveInfinity, 0, double.NaN);

    /// <summary>The numbers by name.</summary>
    public IEnumerable<KeyValuePair<string, double>> Numbers =>
    [
        new(nameof(Slope), Slope), new(nameof(Steepness), Steepness), new(nameof(Reach), Reach), new(nameof(FirstValue), FirstValue),
    ];

    /// <summary>What holds of all that a run makes.</summary>
    public IEnumerable<(bool Holds, string Part)> Conditions =>
        [(Slope >= 0, nameof(Slope)), (Steepness >= 0, nameof(Steepness)), (Reach >= 0, nameof(Reach))];

    /// <summary>The scale whose numbers these are.</summary>
    /// <param name="numbers">The numbers by name.</param>
    public static Slopes Read(IReadOnlyDictionary<string, double> numbers) => new(
        numbers[nameof(Slope)], numbers[nameof(Steepness)], numbers[nameof(Reach)], numbers[nameof(FirstValue)]);

    /// <summary>The scale at a further point.</summary>
    /// <param name="point">The point.</param>
    /// <param name="value">The value there.</param>
    /// <param name="slope">The largest slope there.</param>
    public Slopes At(Vector point, double value, double slope) => this with
    {
        Slope = Math.Max(Slope, slope),
        Reach = Math.Max(Reach, Proximity.Largest(point)),
        FirstValue = double.IsNaN(FirstValue) ? value : FirstValue,
    };

    /// <summary>The scale after a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="change">How the gradient has changed along it.</param>
    public Slopes After(Vector step, Vector change)
    {
        // Where a coordinate has not moved the gradient may be unknown, as at a zero of an L1.
        var moved = Vector.Init(step.Count, i => step[i] == 0 ? 0 : change[i]);
        var steepness = moved.Norm() / step.Norm();
        if (!double.IsFinite(steepness)) return this;
        return this with { Steepness = double.IsFinite(Steepness) ? Math.Max(steepness, Kept * Steepness) : steepness };
    }

    /// <summary>
    /// What violations of the conditions of a minimum are measured against; 0 if they leave more to gain, over the size of each coordinate,
    /// than is next to nothing.
    /// </summary>
    /// <param name="violations">The violations.</param>
    /// <param name="point">Where they are.</param>
    /// <param name="value">The value there.</param>
    public double Scale(Vector violations, Vector point, double value)
    {
        var (gain, size, height) = (0.0, Math.Max(Proximity.Largest(point), Smallest * Reach), Math.Abs(value));
        for (var i = 0; i < point.Count; i++) gain += Math.Abs(violations[i]) * Math.Max(Math.Abs(point[i]), Smallest * Reach);
        var vanishes = height <= Vanishing * (FirstValue - value) && height <= Vanishing * Steepness * size * size;
        return !vanishes && !(gain <= Negligible * height) ? 0 : size > 0 ? Math.Min(Slope, Steepness * size) : Slope;
    }
}
