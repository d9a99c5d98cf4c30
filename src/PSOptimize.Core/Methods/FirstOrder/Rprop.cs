using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Methods.Chains;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>
/// Resilient descent: each coordinate has a step size that grows while the sign of its gradient stays and shrinks when it changes; the
/// size of the gradient plays no part. For full gradients, not for samples.
/// </summary>
/// <remarks>
/// Riedmiller and Braun 1993, "A direct adaptive method for faster backpropagation learning: the RPROP algorithm". Without taking steps
/// back it is iRprop⁻, with it Rprop⁺ of Igel and Hüsken 2003, "Empirical evaluation of the improved Rprop learning algorithms". The
/// learning rate is the first step size.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new Rprop { LearningRate = 0.1 }, start)</code></example>
[About("Δ ← Δ η⁺ or Δ η⁻ by the sign of gₜgₜ₋₁; x ← x − Δ sign(g)", "Riedmiller and Braun 1993; Igel and Hüsken 2003",
    Use = "all data at once, no noise: slopes that differ by orders of magnitude")]
public sealed record Rprop() : ScalingMethod(0.01)
{
    /// <summary>η⁻ in (0, 1), default 0.5: the factor of a step size if the sign of the gradient has changed.</summary>
    [OpenFraction] public double EtaMinus { get; init => field = Checked(value); } = 0.5;

    /// <summary>η⁺ ≥ 1, default 1.2: the factor if it has stayed.</summary>
    [AtLeast(1)] public double EtaPlus { get; init => field = Checked(value); } = 1.2;

    /// <summary>The smallest step size, at least 0, default 1e-6.</summary>
    [NonNegative] public double MinStep { get; init => field = Checked(value); } = 1e-6;

    /// <summary>The largest step size, above 0, default 50.</summary>
    [Positive] public double MaxStep { get; init => field = Checked(value); } = 50;

    /// <summary>Whether a step after which the sign has changed is taken back, default no.</summary>
    public bool Backtracking { get; init; }

    /// <inheritdoc/>
    public override Transformation Scaling => Backtracking ? ScaledBy(FoldBacktracking) : ScaledBy(Fold);

    /// <inheritdoc/>
    protected internal override bool HoldsRate => true;

    /// <inheritdoc/>
    protected internal override ReadOnlyCollection<string> SlotNames =>
        Backtracking ? ["PreviousGradient", "StepSize", "PreviousStep"] : ["PreviousGradient", "StepSize"];

    /// <inheritdoc/>
    protected internal override void Begin(Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers) =>
        slots[1].Span.Fill(LearningRate.First);

    [MethodImpl(JitHints.FullyOptimized)]
    private Rule Fold(ref Step step) => new(new(this));

    [MethodImpl(JitHints.FullyOptimized)]
    private BacktrackingRule FoldBacktracking(ref Step step) => new(new(this));

    /// <summary>How a step size follows the signs of two gradients.</summary>
    private readonly struct Sizes(Rprop method)
    {
        private readonly Lanes _etaMinus = Simd.Create(method.EtaMinus);
        private readonly Lanes _etaPlus = Simd.Create(method.EtaPlus);
        private readonly Lanes _minimum = Simd.Create(method.MinStep);
        private readonly Lanes _maximum = Simd.Create(method.MaxStep);

        /// <summary>The next size, where the product of the two gradients says whether their sign has changed.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Next(Lanes size, Lanes agreement)
        {
            var factor = Simd.ConditionalSelect(Simd.LessThan(agreement, Lanes.Zero), _etaMinus,
                Simd.ConditionalSelect(Simd.GreaterThan(agreement, Lanes.Zero), _etaPlus, Lanes.One));
            return Simd.Min(Simd.Max(size * factor, _minimum), _maximum);
        }
    }

    /// <summary>Adapts the step size and takes the sign; a gradient whose sign has changed counts as 0.</summary>
    private readonly struct Rule(Sizes sizes) : IRule
    {
        private readonly Sizes _sizes = sizes;

        public static int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var agreement = update * cell[0];
            var size = _sizes.Next(cell[1], agreement);
            var gradient = Simd.ConditionalSelect(Simd.LessThan(agreement, Lanes.Zero), Lanes.Zero, update);
            cell[0] = gradient;
            cell[1] = size;
            return -LaneMath.Sign(gradient) * size;
        }
    }

    /// <summary>Adapts the step size, and takes the sign or the last step back.</summary>
    private readonly struct BacktrackingRule(Sizes sizes) : IRule
    {
        private readonly Sizes _sizes = sizes;

        public static int Slots => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var agreement = update * cell[0];
            var changed = Simd.LessThan(agreement, Lanes.Zero);
            var size = _sizes.Next(cell[1], agreement);
            var move = Simd.ConditionalSelect(changed, -cell[2], -LaneMath.Sign(update) * size);
            cell[0] = Simd.ConditionalSelect(changed, Lanes.Zero, update);
            cell[1] = size;
            cell[2] = move;
            return move;
        }
    }
}
