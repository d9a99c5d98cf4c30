using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Momentum as the difference of iterates: <c>u ← u + β(xₜ − xₜ₋₁)</c>. It stands behind the rate.
/// </summary>
/// <remarks>
/// Polyak 1964, "Some methods of speeding up the convergence of iteration methods", eq. 9: the heavy ball. It also carries on moves that
/// other transformations made, such as decoupled weight decay and projections.
/// </remarks>
public sealed record AddLastMove(double Momentum) : Transformation<AddLastMove.Rule>
{
    /// <summary>β in [0, 1).</summary>
    [Fraction] public double Momentum { get; init => field = Checked(value); } = Momentum;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["PreviousPoint"];

    /// <inheritdoc/>
    protected internal override void Begin(Vectors.Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers) =>
        point.AsSpan().CopyTo(slots[0].Span);

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => new(Momentum);

    /// <summary>Adds a share of the last move.</summary>
    public readonly struct Rule(double momentum) : IRule
    {
        private readonly double _momentum = momentum;

        /// <inheritdoc/>
        public static int Slots => 1;

        /// <inheritdoc/>
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
