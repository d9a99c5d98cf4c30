using System.Linq.Expressions;
using static System.Linq.Expressions.Expression;

namespace PSOptimize.Differentiation;

/// <summary>
/// A function of several variables with its exact gradient, compiled from an <see cref="ExpressionGraph"/>. The gradient is obtained in
/// reverse mode: it costs a small multiple of the value, however many coordinates there are.
/// </summary>
/// <remarks>
/// A function never changes and can be evaluated on several threads at once. Value and gradient are compiled when first asked for.
/// A. Griewank and A. Walther, Evaluating Derivatives, 2nd edition, SIAM 2008, chapters 3 and 12.
/// </remarks>
public sealed class DifferentiableFunction
{
    private readonly Region _root;
    private readonly Lazy<Kernel> _value;
    private readonly Lazy<Kernel> _gradient;
    private readonly bool _usesTape;

    private DifferentiableFunction(int dimension, Region root)
    {
        Dimension = dimension;
        _root = root;
        _value = new Lazy<Kernel>(() => Compile(root, withGradient: false));
        _gradient = new Lazy<Kernel>(() => Compile(root, withGradient: true));
        _usesTape = NodesIn(root).Any(node => node is LoopNode or OperationNode { Operator.Allocates: true });
    }

    private delegate double Kernel(ReadOnlySpan<double> point, Span<double> gradient, Tape? tape);

    /// <summary>The number of coordinates, or 0 if the function takes any number of them.</summary>
    public int Dimension { get; }

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
        return _value.Value(point, default, BeginTape());
    }

    /// <summary>The value and the gradient at a point.</summary>
    /// <param name="point">The coordinates.</param>
    /// <param name="gradient">Where to write the partial derivatives; as long as the point, and not the same memory.</param>
    /// <returns>The value, the same bits as <see cref="Value"/>.</returns>
    /// <exception cref="ArgumentException">The point or the gradient has another number of coordinates.</exception>
    /// <exception cref="EvaluationException">The function is not defined there.</exception>
    public double ValueAndGradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        CheckDimension(point.Length, nameof(point));
        if (gradient.Length != point.Length)
            throw new ArgumentException($"The gradient has {gradient.Length} places for {point.Length} coordinates.", nameof(gradient));
        gradient.Clear();
        return _gradient.Value(point, gradient, BeginTape());
    }

    /// <summary>The value at a point, computed without compiled code.</summary>
    internal double Interpret(double[] point) => new GraphEvaluator(point).Evaluate(_root);

    /// <summary>Why the complex step does not apply; null if it does.</summary>
    internal string? ObstacleToComplexStep() => ComplexStep.Obstacle(_root, LiveIn(_root));

    /// <summary>The gradient by the complex step: one evaluation per coordinate, without compiled code.</summary>
    internal void ComplexStepGradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        for (var i = 0; i < gradient.Length; i++)
            gradient[i] = ComplexStep.Derivative(_root, point, i);
    }

    private Tape? BeginTape()
    {
        if (!_usesTape)
            return null;
        var tape = Tape.OfThisThread;
        tape.Begin();
        return tape;
    }

    private void CheckDimension(int length, string parameter)
    {
        if (Dimension != 0 && length != Dimension)
            throw new ArgumentException($"The function has {Dimension} coordinates, not {length}.", parameter);
    }

    private static Kernel Compile(Region root, bool withGradient)
    {
        var live = LiveIn(root);
        var forward = new ForwardSweep();
        // The reverse sweep is written first: it decides what the forward sweep records.
        List<Expression> backwards =
            withGradient ? new ReverseSweep(forward, Activity.Of(root), live, new AdjointSums(root, live)).Emit(root) : [];
        var code = forward.Emit(root, live, recording: withGradient);
        if (withGradient && live.Any(node => node is OperationNode { Operator.Allocates: true }))
            code.Add(forward.CallTape(nameof(Tape.BeginReverse)));
        code.AddRange(backwards);
        code.Add(forward.Read(root.Results[0]));
        code.InsertRange(0, forward.Prologue);
        return Lambda<Kernel>(Block(forward.Variables, code), ForwardSweep.Point, ForwardSweep.Gradient, ForwardSweep.Tape).Compile();
    }

    private static HashSet<Node> LiveIn(Region root) => Liveness.Of(root.Results.Concat(NodesIn(root).OfType<RequirementNode>())).Inside;

    private static IEnumerable<Node> NodesIn(Region region) => region.Nodes.SelectMany(node => node switch
    {
        ChoiceNode choice => NodesIn(choice.Then).Concat(NodesIn(choice.Else)).Append(choice),
        LoopNode loop => NodesIn(loop.Frame).Concat(NodesIn(loop.Body)).Append(loop),
        _ => [node],
    });
}
