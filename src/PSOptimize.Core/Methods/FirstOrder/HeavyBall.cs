using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>The heavy ball: <c>xₜ₊₁ = xₜ − εg + β(xₜ − xₜ₋₁)</c>.</summary>
/// <remarks>
/// Polyak 1964, "Some methods of speeding up the convergence of iteration methods", eq. 9. On a quadratic with curvatures from m to L it is
/// fastest with <c>ε = 4/(√L + √m)²</c> and <c>β = ((√L − √m)/(√L + √m))²</c>.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new HeavyBall { LearningRate = 0.01, Momentum = 0.8 }, start)</code></example>
[About("xₜ₊₁ = xₜ − εg + β(xₜ − xₜ₋₁)", "Polyak 1964, eq. 9",
    Use = "study of inertia: a ball that rolls down, with friction")]
public sealed record HeavyBall() : ScalingMethod(0.01)
{
    /// <summary>β in [0, 1), default 0.9; 0 is gradient descent.</summary>
    [Fraction] public double Momentum { get; init => field = Checked(value); } = 0.9;

    /// <summary>The share of the last move; it stands behind the rate, and carries on moves that other links made.</summary>
    public override Transformation Scaling => ScaledBy(Fold);

    /// <inheritdoc/>
    protected internal override string ScalingName => "AddLastMove";

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> SlotNames => ["PreviousPoint"];

    /// <inheritdoc/>
    protected internal override void Begin(Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers) =>
        point.AsSpan().CopyTo(slots[0].Span);

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => [Rate, Scaling];

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step) => new(Momentum);

    /// <summary>Adds a share of the last move.</summary>
    private readonly struct Rule(double momentum) : IRule
    {
        private readonly double _momentum = momentum;

        public static int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var point = cell.Point;
            var move = point - cell[0];
            cell[0] = point;
            return update + move * _momentum;
        }
    }
}
