using System.Runtime.CompilerServices;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// The rate and the move at once, <c>x ← x − εu</c>, rounded once where the machine can. A chain puts it in the place of a
/// <see cref="ScaleByLearningRate"/> at the end of all that works on the update.
/// </summary>
internal sealed record MoveAtRate(ScaleByLearningRate Rate) : Transformation<MoveAtRate.Rule>
{
    public override string Name => Rate.Name;

    public override ReadOnlyCollection<string> NumberNames => Rate.NumberNames;

    protected internal override void Begin(Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers) =>
        Rate.Begin(point, slots, numbers);

    [MethodImpl(JitHints.FullyOptimized)]
    protected internal override Rule Fold(ref Step step) => new(Rate.Factor(ref step));

    internal readonly struct Rule(double factor) : IRule
    {
        private readonly double _factor = factor;

        public static int Slots => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => LaneMath.MultiplyAdd(update, Simd.Create(_factor), cell.Point);
    }
}
