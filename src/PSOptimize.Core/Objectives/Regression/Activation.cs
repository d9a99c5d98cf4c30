using System.Numerics.Tensors;
using PSOptimize.Checks;

namespace PSOptimize.Objectives.Regression;

/// <summary>What a unit of a network makes of its weighted sum z. Closed: use the members.</summary>
public abstract record Activation
{
    private Activation() { }

    /// <summary>z itself.</summary>
    public static Activation Identity { get; } = new IdentityForm();

    /// <summary><c>σ(z) = 1/(1 + e⁻ᶻ)</c>.</summary>
    public static Activation Sigmoid { get; } = new SigmoidForm();

    /// <summary><c>tanh z</c>.</summary>
    public static Activation Tanh { get; } = new TanhForm();

    /// <summary><c>max(0, z)</c>.</summary>
    public static Activation ReLU { get; } = new LeakyForm(0);

    /// <summary><c>max(0.1z, z)</c>.</summary>
    public static Activation LeakyReLU { get; } = LeakyReLUOf(0.1);

    /// <summary>z for positive z, else <c>eᶻ − 1</c>.</summary>
    public static Activation ELU { get; } = ELUOf(1);

    /// <summary><c>max(z₁, z₂)</c> of two weighted sums with weights of their own (Goodfellow et al. 2013).</summary>
    public static Activation Maxout { get; } = new MaxoutForm();

    /// <summary><c>e^zₖ/Σe^zⱼ</c> over the units of the layer.</summary>
    public static Activation Softmax { get; } = new SoftmaxForm();

    /// <summary><c>max(sz, z)</c>.</summary>
    /// <param name="slope">s in [0, 1).</param>
    public static Activation LeakyReLUOf(double slope) => new LeakyForm(Require.Fraction(slope));

    /// <summary>z for positive z, else <c>α(eᶻ − 1)</c> (Clevert, Unterthiner and Hochreiter 2016).</summary>
    /// <param name="alpha">α above 0.</param>
    public static Activation ELUOf(double alpha) => new ELUForm(Require.Positive(alpha));

    /// <summary>How many weighted sums a unit has: 1, or 2 for maxout.</summary>
    internal virtual int Pieces => 1;

    /// <summary>Activations a of sums z; both hold one row of the width a unit, z those of the second pieces after the first.</summary>
    internal abstract void Apply(ReadOnlySpan<double> z, Span<double> a, int width);

    /// <summary>From the derivative by a to that by z. The two may be the same memory unless there are several pieces.</summary>
    internal abstract void Pull(ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> byA, Span<double> byZ, int width);

    private sealed record IdentityForm : Activation
    {
        internal override void Apply(ReadOnlySpan<double> z, Span<double> a, int width) => z.CopyTo(a);

        internal override void Pull(ReadOnlySpan<double> z, ReadOnlySpan<double> a, ReadOnlySpan<double> byA, Span<double> byZ, int width) => byA.CopyTo(byZ);

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
            var slope = new Lanes(Slope);
            for (var i = 0; i < z.Length; i += Lanes.Count)
            {
                var positive = Simd.GreaterThan(new Lanes(z[i..]), Lanes.Zero);
                var derivative = new Lanes(byA[i..]);
                Simd.ConditionalSelect(positive, derivative, derivative * slope).CopyTo(byZ[i..]);
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
