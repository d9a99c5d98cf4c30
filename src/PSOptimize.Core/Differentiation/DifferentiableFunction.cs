namespace PSOptimize.Differentiation;

/// <summary>
/// A function of several variables with its exact gradient and Hessian products, compiled from an <see cref="ExpressionGraph"/>. The
/// gradient is obtained in reverse mode: it costs a small multiple of the value, however many coordinates there are. A Hessian
/// product is the derivative of the gradient along a direction, forward over reverse: it costs a small multiple of the gradient, and no
/// matrix is formed.
/// </summary>
/// <remarks>
/// The derivative goes through the operations that are executed. Through branches there is none, but where a loop solves an equation by
/// bisection or in a similar way, its result has the derivative of the root by the implicit function theorem.
/// A function never changes and can be evaluated on several threads at once. Value, gradient and Hessian product are compiled when first
/// asked for; evaluations allocate nothing once warm.
/// A. Griewank and A. Walther, Evaluating Derivatives, 2nd edition, SIAM 2008, chapters 3, 5 and 12.
/// </remarks>
public sealed class DifferentiableFunction
{
    private readonly Lazy<Kernel> _value;
    private readonly Lazy<Kernel> _gradient;
    private readonly Lazy<TangentKernel> _hessianProduct;
    private readonly bool _usesTape;

    private DifferentiableFunction(int dimension, Region root)
    {
        (Dimension, Root) = (dimension, root);
        _value = new Lazy<Kernel>(() => EvaluationProgram.OfValue(root).Compile());
        _gradient = new Lazy<Kernel>(() => EvaluationProgram.OfGradient(root).Compile());
        _hessianProduct = new Lazy<TangentKernel>(() => EvaluationProgram.OfGradient(root).CompileWithTangents(directions: 1));
        _usesTape = root.UsesTape;
    }

    /// <summary>The number of coordinates, or 0 if the function takes any number of them.</summary>
    public int Dimension { get; }

    internal Region Root { get; }

    /// <summary>Defines a function.</summary>
    /// <param name="dimension">The number of coordinates, or 0 for any.</param>
    /// <param name="define">Builds the function's value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dimension is negative.</exception>
    public static DifferentiableFunction Define(int dimension, Func<ExpressionGraph, Real> define)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dimension);
        ArgumentNullException.ThrowIfNull(define);
        var graph = new ExpressionGraph(dimension);
        graph.Root.Results = [define(graph).Node];
        return new DifferentiableFunction(dimension, graph.Root);
    }

    /// <summary>The value at a point.</summary>
    /// <param name="point">The coordinates.</param>
    /// <exception cref="ArgumentException">The point has another number of coordinates.</exception>
    /// <exception cref="EvaluationException">The function is not defined there.</exception>
    public double Value(ReadOnlySpan<double> point)
    {
        CheckDimension(point.Length, nameof(point));
        return _value.Value(point, default, Tape.Begin(_usesTape));
    }

    /// <summary>The value and the gradient at a point.</summary>
    /// <param name="point">The coordinates.</param>
    /// <param name="gradient">Receives the partial derivatives; as long as the point, and not the same memory.</param>
    /// <returns>The value, the same bits as <see cref="Value"/>.</returns>
    /// <exception cref="ArgumentException">The point or the gradient has another number of coordinates.</exception>
    /// <exception cref="EvaluationException">The function is not defined there.</exception>
    public double ValueAndGradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        CheckDimension(point.Length, nameof(point));
        CheckLength(gradient.Length, point.Length, nameof(gradient));
        gradient.Clear();
        return _gradient.Value(point, gradient, Tape.Begin(_usesTape));
    }

    /// <summary>The value, the gradient and the product <c>H·v</c> of the Hessian at a point with a direction, without forming H.</summary>
    /// <remarks>
    /// The product is the derivative of the gradient along the direction, exact up to rounding. At a kink, the jump of the gradient does
    /// not count: each operation with a kink has the mean of its two slopes there, as in the gradient, and that mean has the derivative
    /// 0. So the maximum of two functions that are equal at the point has half of each one's product, and <c>|f|</c> has 0 where f = 0.
    /// Of a choice, only the branch taken counts.
    /// </remarks>
    /// <param name="point">The coordinates x.</param>
    /// <param name="direction">The direction v, which need not be normalised; as many coordinates as the point.</param>
    /// <param name="gradient">Receives the gradient, the same bits as from <see cref="ValueAndGradient"/>; as long as the point.</param>
    /// <param name="product">
    /// Receives the product H·v; as long as the point. No two arguments may share memory, except point and direction.
    /// </param>
    /// <returns>The value, the same bits as <see cref="Value"/>.</returns>
    /// <exception cref="ArgumentException">One of the arguments has another number of coordinates.</exception>
    /// <exception cref="EvaluationException">The function is not defined there.</exception>
    public double HessianProduct(
        ReadOnlySpan<double> point, ReadOnlySpan<double> direction, Span<double> gradient, Span<double> product)
    {
        CheckDimension(point.Length, nameof(point));
        CheckLength(direction.Length, point.Length, nameof(direction));
        CheckLength(gradient.Length, point.Length, nameof(gradient));
        CheckLength(product.Length, point.Length, nameof(product));
        gradient.Clear();
        product.Clear();
        return _hessianProduct.Value(point, direction, gradient, product, Tape.Begin(_usesTape), Tape.BeginTangents(_usesTape, 1));
    }

    /// <summary>The value at a point, computed without compiled code.</summary>
    internal double Interpret(double[] point) => new GraphEvaluator(point).Evaluate(Root);

    /// <summary>Why the complex step does not apply; null if it does.</summary>
    internal string? ObstacleToComplexStep() => ComplexStep.Obstacle(Root, Root.LiveNodes());

    /// <summary>The gradient by the complex step: one evaluation per coordinate, without compiled code.</summary>
    internal void ComplexStepGradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        for (var i = 0; i < gradient.Length; i++)
            gradient[i] = ComplexStep.Derivative(Root, point, i);
    }

    private void CheckDimension(int length, string parameter)
    {
        if (Dimension != 0 && length != Dimension)
            throw new ArgumentException($"The function has {Dimension} coordinates, not {length}.", parameter);
    }

    private static void CheckLength(int length, int coordinates, string parameter)
    {
        if (length != coordinates)
            throw new ArgumentException($"The {parameter} has {length} places for {coordinates} coordinates.", parameter);
    }
}
