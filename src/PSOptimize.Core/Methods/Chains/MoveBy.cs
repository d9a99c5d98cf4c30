using System.Runtime.CompilerServices;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Adds the update to the point: <c>x ← x + u</c>. What follows in the chain works on the new point. A chain places it by itself.
/// </summary>
internal sealed record MoveBy : Transformation<MoveBy.Rule>
{
    protected internal override Rule Fold(ref Step step) => default;

    internal readonly struct Rule : IRule
    {
        public static int Slots => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => cell.Point + update;
    }
}
