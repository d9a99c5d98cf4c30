using System.Runtime.CompilerServices;
using PSOptimize.Checks;
using PSOptimize.Schedules;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Resilient steps: each coordinate has a step size Δ that grows by η⁺ while the sign of its gradient stays and shrinks by η⁻ when it
/// changes; <c>u ← −Δ sign(u)</c>, and 0 right after a change of sign. It takes the place of the rate.
/// </summary>
/// <remarks>
/// Riedmiller and Braun 1993, "A direct adaptive method for faster backpropagation learning: the RPROP algorithm", without taking steps back:
/// iRprop⁻ of Igel and Hüsken 2003, "Empirical evaluation of the improved Rprop learning algorithms", algorithm 4.
/// </remarks>
public sealed record ScaleByRprop(Schedule LearningRate, double EtaMinus = 0.5, double EtaPlus = 1.2, double MinStep = 1e-6, double MaxStep = 50)
    : Transformation<ScaleByRprop.Rule>
{
    /// <summary>The first step size of every coordinate; of a schedule its first number.</summary>
    [NonNegative] public Schedule LearningRate { get; init => field = Checked(value); } = LearningRate;

    /// <summary>η⁻ in (0, 1): the factor where the sign of the gradient has changed.</summary>
    [OpenFraction] public double EtaMinus { get; init => field = Checked(value); } = EtaMinus;

    /// <summary>η⁺ ≥ 1: the factor where it has stayed.</summary>
    [AtLeast(1)] public double EtaPlus { get; init => field = Checked(value); } = EtaPlus;

    /// <summary>The smallest step size, at least 0.</summary>
    [NonNegative] public double MinStep { get; init => field = Checked(value); } = MinStep;

    /// <summary>The largest step size, above 0.</summary>
    [Positive] public double MaxStep { get; init => field = Checked(value); } = MaxStep;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> SlotNames => ["PreviousGradient", "StepSize"];

    /// <inheritdoc/>
    protected internal override void Begin(Vectors.Vector point, IReadOnlyList<Memory<double>> slots, Span<double> numbers) =>
        slots[1].Span.Fill(LearningRate.First);

    /// <inheritdoc/>
    protected internal override Rule Fold(ref Step step) => new(EtaMinus, EtaPlus, MinStep, MaxStep);

    /// <summary>Adapts the step size and takes the sign.</summary>
    public readonly struct Rule(double etaMinus, double etaPlus, double minimum, double maximum) : IRule
    {
        private readonly Lanes _etaMinus = new(etaMinus);
        private readonly Lanes _etaPlus = new(etaPlus);
        private readonly Lanes _minimum = new(minimum);
        private readonly Lanes _maximum = new(maximum);

        /// <inheritdoc/>
        public static int Slots => 2;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Lanes Apply(Lanes update, Cell cell)
        {
            var agreement = update * cell[0];
            var changed = Simd.LessThan(agreement, Lanes.Zero);
            var factor = Simd.ConditionalSelect(changed, _etaMinus,
                Simd.ConditionalSelect(Simd.GreaterThan(agreement, Lanes.Zero), _etaPlus, Lanes.One));
            var size = Simd.Min(Simd.Max(cell[1] * factor, _minimum), _maximum);
            var gradient = Simd.ConditionalSelect(changed, Lanes.Zero, update);
            cell[0] = gradient;
            cell[1] = size;
            return -LaneMath.Sign(gradient) * size;
        }
    }
}
