using PSOptimize.Checks;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>Antithetic search: <c>x ← x − α (f(x + νδ) − f(x − νδ))/2ν · δ</c> with normal noise δ.</summary>
/// <remarks>
/// Nesterov and Spokoiny 2017, "Random gradient-free minimization of convex functions", eq. 30, with the central difference of
/// their eq. 26: on average the step follows the gradient.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new AntitheticSearch { LearningRate = 0.05 }, start)</code></example>
[About("x ← x − α (f(x + νδ) − f(x − νδ))/2ν · δ, δ normal", "Nesterov and Spokoiny 2017, eq. 26 and 30",
    Use = "noisy values of smooth functions, two evaluations a step")]
public sealed record AntitheticSearch() : SlopeMethod(0.01)
{
    /// <summary>ν > 0, default 0.01: how far the noise reaches.</summary>
    [Positive] public double Noise { get; init => field = Checked(value); } = 0.01;

    /// <inheritdoc/>
    protected override double Distance(long step) => Noise;

    /// <inheritdoc/>
    protected override IEnumerable<Vector> Draw(int dimension, Key key) => [key.Normals(dimension)];

    /// <inheritdoc/>
    protected override Vector Slope(SlopeMemory memory, ReadOnlySpan<double> values)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return Difference(values[0], values[1]) / (2 * Noise) * memory.Directions[0];
    }
}
