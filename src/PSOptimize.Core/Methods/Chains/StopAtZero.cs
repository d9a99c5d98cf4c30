using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using Vector = PSOptimize.Vectors.Vector;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Makes zeros exact where a function has a term <c>λ|xᵢ|</c>: a coordinate whose step crosses zero stops there, and leaves it only against
/// a gradient that is larger than the kink, and only downhill. Right for every method, however it scales its steps.
/// </summary>
/// <remarks>
/// The choice of the orthant of Andrew and Gao 2007, "Scalable training of L1-regularized log-linear models", §3.2, applied to the
/// step of any first-order method.
/// </remarks>
public sealed record StopAtZero(Vector Coordinates, double Threshold = 0) : Transformation<StopAtZero.Rule>
{
    /// <summary>Not 0 where a coordinate has such a term; an empty vector means everywhere.</summary>
    public Vector Coordinates { get; init => field = Checked(value); } = Coordinates;

    /// <summary>How large a gradient must be to leave zero: 0 if that at zero is already the shortest subgradient, else λ.</summary>
    [NonNegative] public double Threshold { get; init => field = Checked(value); } = Threshold;

    /// <inheritdoc/>
    public override bool ActsOnPoint => true;

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step)
    {
        var everywhere = Coordinates.Count == 0;
        return new Rule(step.GradientCells, everywhere ? step.GradientCells : Coordinates.Cells, everywhere, Threshold);
    }

    /// <summary>Stops at zero.</summary>
    public readonly struct Rule : IRule
    {
        private readonly double[] _gradient;
        private readonly double[] _coordinates;
        private readonly bool _everywhere;
        private readonly Lanes _threshold;

        internal Rule(double[] gradient, double[] coordinates, bool everywhere, double threshold)
        {
            (_gradient, _coordinates, _everywhere) = (gradient, coordinates, everywhere);
            _threshold = Simd.Create(threshold);
        }

        /// <inheritdoc/>
        public static int Slots => 0;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var (old, gradient) = (cell.Point, cell.Read(_gradient));
            var orthant = Simd.ConditionalSelect(Simd.Equals(old, Lanes.Zero),
                Simd.ConditionalSelect(Simd.GreaterThan(Simd.Abs(gradient), _threshold), -gradient, Lanes.Zero), old);
            var allowed = Simd.GreaterThan(update * orthant, Lanes.Zero);
            if (!_everywhere) allowed |= Simd.Equals(cell.Read(_coordinates), Lanes.Zero);
            return Simd.ConditionalSelect(allowed, update, Lanes.Zero);
        }
    }
}
