using System.Runtime.CompilerServices;
using PSOptimize.Checks;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Each element between −c and c: <c>u ← min(max(u, −c), c)</c>.
/// </summary>
/// <remarks>
/// Mikolov 2012, "Statistical language models based on neural networks", §3.2.2.
/// </remarks>
public sealed record ClipByValue(double ClipValue) : Transformation<ClipByValue.Rule>
{
    /// <summary>c > 0; infinity clips nothing.</summary>
    [Limit] public double ClipValue { get; init => field = Checked(value); } = ClipValue;

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => new(ClipValue);

    /// <summary>Between two bounds.</summary>
    public readonly struct Rule(double limit) : IRule
    {
        private readonly Lanes _limit = Simd.Create(limit);

        /// <inheritdoc/>
        public static int Slots => 0;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell) => Simd.Min(Simd.Max(update, -_limit), _limit);
    }
}
