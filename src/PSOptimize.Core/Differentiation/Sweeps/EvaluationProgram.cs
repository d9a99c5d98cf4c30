using System.Linq.Expressions;
using static System.Linq.Expressions.Expression;

namespace PSOptimize.Differentiation;

/// <summary>The code of one evaluation: statements over local variables, the last of which is the value.</summary>
internal sealed record EvaluationProgram(IReadOnlyList<ParameterExpression> Variables, IReadOnlyList<Expression> Code)
{
    /// <summary>The value of a graph with one result.</summary>
    public static EvaluationProgram OfValue(Region root)
    {
        var forward = new ForwardSweep();
        var code = forward.Emit(root, root.LiveNodes(), recording: false);
        return Of(forward, [.. code, forward.Read(root.Results[0])]);
    }

    /// <summary>The value of a graph with one result, and its gradient.</summary>
    /// <param name="root">The graph.</param>
    /// <param name="constants">How many coordinates, the first ones, need no derivative: what is written for them is meaningless.</param>
    public static EvaluationProgram OfGradient(Region root, int constants = 0)
    {
        root = RootDerivatives.Of(root);
        var (live, forward) = (root.LiveNodes(), new ForwardSweep());
        // The reverse sweep is written first: it decides what the forward sweep records.
        var backwards = new ReverseSweep(forward, Activity.Of(root, constants), live, new AdjointSums(root, live)).Emit(root);
        var code = forward.Emit(root, live, recording: true);
        if (live.Any(node => node is OperationNode { Operator.Allocates: true }))
            code.Add(forward.CallTape(nameof(Tape.BeginReverse)));
        return Of(forward, [.. code, .. backwards, forward.Read(root.Results[0])]);
    }

    /// <summary>The results of a graph: one series or any number of reals.</summary>
    public static EvaluationProgram OfResults(Region root)
    {
        var forward = new ForwardSweep();
        var code = forward.Emit(root, root.LiveNodes(), recording: false);
        code.AddRange(root.Results is [{ Kind: ValueKind.Series } series]
            ? [forward.CallTape(nameof(Tape.CopyTo), forward.Read(series), ForwardSweep.Output)]
            : root.Results.Select((result, index) =>
                ForwardSweep.CallTo(SeriesAccess.Store, ForwardSweep.Output, Constant(index), forward.Read(result))));
        return Of(forward, [.. code, Constant(0.0)]);
    }

    public Kernel Compile() => Compile<Kernel>(ForwardSweep.Point, ForwardSweep.Output, ForwardSweep.Tape);

    public TangentKernel CompileWithTangents(int directions) => TangentSweep.Of(this, directions).Compile<TangentKernel>(
        ForwardSweep.Point, TangentSweep.Directions, ForwardSweep.Output, TangentSweep.Products, ForwardSweep.Tape, TangentSweep.Tapes);

    private static EvaluationProgram Of(ForwardSweep forward, IEnumerable<Expression> code) =>
        new(forward.Variables, [.. forward.Prologue, .. code]);

    private T Compile<T>(params ParameterExpression[] parameters) where T : Delegate =>
        Lambda<T>(Block(Variables, Code), parameters).Compile();
}
