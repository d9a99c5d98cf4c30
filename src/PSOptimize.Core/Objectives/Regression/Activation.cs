using System.Numerics.Tensors;
using PSOptimize.Checks;

namespace PSOptimize.Objectives.Regression;

/// <summary>The activation of a unit of a network: a function of its weighted sum z. Closed: use the static members.</summary>
public abstract record Activation
{
    private Activation() { }

    /// <summary>The identity, z.</summary>
    public static Activation Identity { get; } = new IdentityForm();

    /// <summary>The logistic sigmoid <c>σ(z) = 1/(1 + e⁻ᶻ)</c>.</summary>
    public static Activation Sigmoid { get; } = new SigmoidForm();

    /// <summary>The hyperbolic tangent <c>tanh z</c>.</summary>
    public static Activation Tanh { get; } = new TanhForm();

    /// <summary>The rectified linear unit <c>max(0, z)</c>.</summary>
    public static Activation ReLU { get; } = new LeakyForm(0);

    /// <summary>The leaky rectified linear unit <c>max(0.1z, z)</c>.</summary>
    public static Activation LeakyReLU { get; } = LeakyReLUOf(0.1);

    /// <summary>The exponential linear unit: z if z > 0, otherwise <c>eᶻ − 1</c>.</summary>
    public static Activation ELU { get; } = ELUOf(1);

    /// <summary>Maxout with two pieces: <c>max(z₁, z₂)</c> of two weighted sums with separate weights (Goodfellow et al. 2013).</summary>
    public static Activation Maxout { get; } = new MaxoutForm();

    /// <summary>The softmax <c>e^zₖ/Σe^zⱼ</c> over the units of the layer.</summary>
    public static Activation Softmax { get; } = new SoftmaxForm();

    /// <summary>The leaky rectified linear unit <c>max(sz, z)</c>.</summary>
    /// <param name="slope">The slope s for negative z, in [0, 1).</param>
    public static Activation LeakyReLUOf(double slope) => new LeakyForm(Require.Fraction(slope));

    /// <summary>The exponential linear unit: z if z > 0, otherwise <c>α(eᶻ − 1)</c> (Clevert, Unterthiner and Hochreiter 2016).</summary>
    /// <param name="alpha">α above 0.</param>
    public static Activation ELUOf(double alpha) => new ELUForm(Require.Positive(alpha));

    /// <summary>The number of weighted sums per unit: 1, or 2 for maxout.</summary>
    internal virtual int Pieces => 1;

    /// <summary>
    /// Computes the activations a of the sums z. Both have one row of the width per unit; in z, all first pieces precede the second.
    /// </summary>
    internal abstract void Apply(ReadOnlySpan<double> z, Span<double> a, int width);

    /// <summary>Computes the derivative by z from that by a. Unless there are several pieces, the two may share memory.</summary>
    internal abstract void Pull(ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> byA, Span<double> byZ, int width);

    private sealed record IdentityForm : Activation
    {
        internal override void Apply(ReadOnlySpan<double> z, Span<double> a, int width) => z.CopyTo(a);

        internal override void Pull(
            ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> byA, Span<double> byZ, int width) => byA.CopyTo(byZ);

        public override string ToString() => nameof(Identity);
    }

    private sealed record SigmoidForm : Activation
    {
        internal override void Apply(ReadOnlySpan<double> z, Span<double> a, int width) => TensorPrimitives.Sigmoid(z, a);

        internal override void Pull(ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> byA, Span<double> byZ, int width)
        {
            for (var i = 0; i < a.Length; i++) byZ[i] = byA[i] * a[i] * (1 - a[i]);
        }

        public override string ToString() => nameof(Sigmoid);
    }

    private sealed record TanhForm : Activation
    {
        internal override void Apply(ReadOnlySpan<double> z, Span<double> a, int width) => TensorPrimitives.Tanh(z, a);

        internal override void Pull(ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> byA, Span<double> byZ, int width)
        {
            for (var i = 0; i < a.Length; i++) byZ[i] = byA[i] * (1 - a[i] * a[i]);
        }

        public override string ToString() => nameof(Tanh);
    }

    private sealed record LeakyForm(double Slope) : Activation
    {
        internal override void Apply(ReadOnlySpan<double> z, Span<double> a, int width)
        {
            if (Slope == 0)
            {
                TensorPrimitives.Max(z, 0.0, a);
                return;
            }
            TensorPrimitives.Multiply(z, Slope, a);
            TensorPrimitives.Max(z, a, a);
        }

        internal override void Pull(ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> byA, Span<double> byZ, int width)
        {
            var slope = Simd.Create(Slope);
            for (var i = 0; i < z.Length; i += Lanes.Count)
            {
                var positive = Simd.GreaterThan(Simd.Create(z[i..]), Lanes.Zero);
                var derivative = Simd.Create(byA[i..]);
                Simd.CopyTo(Simd.ConditionalSelect(positive, derivative, derivative * slope), byZ[i..]);
            }
        }

        public override string ToString() => Slope == 0 ? nameof(ReLU) : nameof(LeakyReLU);
    }

    private sealed record ELUForm(double Alpha) : Activation
    {
        internal override void Apply(ReadOnlySpan<double> z, Span<double> a, int width)
        {
            for (var i = 0; i < z.Length; i++) a[i] = z[i] > 0 ? z[i] : Alpha * (Math.Exp(z[i]) - 1);
        }

        internal override void Pull(ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> byA, Span<double> byZ, int width)
        {
            for (var i = 0; i < z.Length; i++) byZ[i] = z[i] > 0 ? byA[i] : byA[i] * (a[i] + Alpha);
        }

        public override string ToString() => nameof(ELU);
    }

    private sealed record MaxoutForm : Activation
    {
        internal override int Pieces => 2;

        internal override void Apply(ReadOnlySpan<double> z, Span<double> a, int width) =>
            TensorPrimitives.Max(z[..a.Length], z[a.Length..], a);

        internal override void Pull(ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> byA, Span<double> byZ, int width)
        {
            for (var i = 0; i < a.Length; i++)
            {
                var first = z[i] >= z[a.Length + i];
                (byZ[i], byZ[a.Length + i]) = first ? (byA[i], 0.0) : (0.0, byA[i]);
            }
        }

        public override string ToString() => nameof(Maxout);
    }

    private sealed record SoftmaxForm : Activation
    {
        internal override void Apply(ReadOnlySpan<double> z, Span<double> a, int width)
        {
            z.CopyTo(a);
            CategoricalCrossEntropyLoss.Softmax(a, a.Length / width, width);
        }

        internal override void Pull(ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> byA, Span<double> byZ, int width)
        {
            for (var i = 0; i < width; i++)
            {
                var mean = 0.0;
                for (var at = i; at < a.Length; at += width) mean += a[at] * byA[at];
                for (var at = i; at < a.Length; at += width) byZ[at] = a[at] * (byA[at] - mean);
            }
        }

        public override string ToString() => nameof(Softmax);
    }
}
