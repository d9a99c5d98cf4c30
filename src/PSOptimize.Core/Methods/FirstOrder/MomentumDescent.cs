using PSOptimize.Checks;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>Gradient descent with momentum: <c>v ← μv + (1 − d)g</c>, <c>x ← x − εv</c>.</summary>
/// <remarks>
/// Polyak 1964, "Some methods of speeding up the convergence of iteration methods", eq. 9.
/// Differs from the paper: dampening d, which the first step leaves out, as in PyTorch's SGD.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new MomentumDescent { LearningRate = 0.01, Momentum = 0.8 }, start)</code></example>
[About("v ← μv + g, x ← x − ε v", "Polyak 1964, eq. 9",
    Use = "narrow valleys, at a rate that suits; networks in batches")]
public sealed record MomentumDescent() : FirstOrderMethod(0.01)
{
    /// <summary><c>Momentum</c>.</summary>
    public override string Name => "Momentum";

    /// <summary>μ in [0, 1), default 0.9; 0 is gradient descent, without dampening.</summary>
    [Fraction] public double Momentum { get; init => field = Checked(value); } = 0.9;

    /// <summary>d ≥ 0, default 0: keeps back a share of each new gradient.</summary>
    [NonNegative] public double Dampening { get; init => field = Checked(value); }

    /// <summary>Where the rate stands, default <see cref="MomentumForm.Accumulation"/>.</summary>
    public MomentumForm Form { get; init; }

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose()
    {
        if (Momentum == 0) return [Rate];
        var momentum = new AccumulateMomentum(Momentum, Dampening);
        return Form == MomentumForm.Accumulation ? [momentum, Rate] : [Rate, momentum];
    }
}
