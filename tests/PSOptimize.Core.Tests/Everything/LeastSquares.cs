using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Everything;

/// <summary>
/// <c>½‖Ax − b‖²</c> with a known minimum, which answers whatever a method may ask. It counts what it answers, and its gradients have
/// noise that depends on the draw, so that a run that draws otherwise shows.
/// </summary>
internal sealed class LeastSquares : Objective
{
    private readonly Matrix _matrix;
    private readonly Vector _right;
    private long _answers;

    public LeastSquares(int dimension) : base("least squares")
    {
        Dimension = dimension;
        var key = Key.FromSeed(7);
        _matrix = Matrix.Of(dimension + 2, dimension, Vector.Init((dimension + 2) * dimension,
            i => (i / dimension == i % dimension ? 1 : 0) + 0.2 * key.Fold(i).Normals(1)[0]));
        _right = _matrix.Times(Vector.Init(dimension, i => 0.6 - 0.4 * i));
    }

    /// <summary>How many queries were answered.</summary>
    public long Answers => Interlocked.Read(ref _answers);

    public override DifferentiationKind Differentiation => DifferentiationKind.Given;

    public override Information Offers =>
        Information.Value | Information.Gradient | Information.HessianProduct | Information.Residuals | Information.Jacobian;

    internal override string? WhyNotLinear => null;

    protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer)
    {
        Interlocked.Increment(ref _answers);
        var residuals = _matrix.Times(query.Point) - _right;
        answer.Value = residuals.Dot(residuals) / 2;
        if (answer.Wants(Information.Gradient))
        {
            var gradient = _matrix.TransposedTimes(residuals);
            if (draw.Key != default) gradient = gradient.Times(Vector.Init(Dimension, i => 1 + 0.01 * draw.Key.Fold(draw.Step).Uniform(i)));
            gradient.AsSpan().CopyTo(answer.Gradient);
        }
        if (answer.Wants(Information.HessianProduct))
            _matrix.TransposedTimes(_matrix.Times(query.Direction!)).AsSpan().CopyTo(answer.HessianProduct);
        (answer.Residuals, answer.Jacobian) = (residuals, _matrix);
    }
}
