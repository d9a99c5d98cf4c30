using System.Linq.Expressions;
using static System.Linq.Expressions.Expression;

namespace PSOptimize.Differentiation;

/// <summary>
/// Turns the nodes of a graph into code. Each node has one local variable, which keeps its value for the reverse sweep.
/// </summary>
internal sealed class ForwardSweep
{
    public static readonly ParameterExpression Point = Parameter(typeof(ReadOnlySpan<double>), "point");
    public static readonly ParameterExpression Output = Parameter(typeof(Span<double>), "output");
    public static readonly ParameterExpression Tape = Parameter(typeof(Tape), "tape");

    private readonly Dictionary<Node, ParameterExpression> _locals = [];
    private readonly Dictionary<double[], ParameterExpression> _arrays = [];

    public ForwardSweep() => Counters = new Counters(this);

    /// <summary>Integers that accompany whole reals.</summary>
    public Counters Counters { get; }

    /// <summary>What a loop must leave behind for its reverse sweep.</summary>
    public Dictionary<LoopNode, LoopRecord> Records { get; } = [];

    /// <summary>The loops that are differentiated while they run, with the code to do so.</summary>
    public Dictionary<LoopNode, FusedLoop> Fused { get; } = [];

    public List<ParameterExpression> Variables { get; } = [];

    /// <summary>Loads captured arrays into locals, before anything else.</summary>
    public IEnumerable<Expression> Prologue => _arrays.Select(array => Assign(array.Value, Constant(array.Key)));

    public bool UsesTape { get; set; }

    /// <summary>The value of a node that has been computed.</summary>
    public Expression Read(Node node) => node switch
    {
        ConstantNode constant => Constant(constant.Value),
        PointNode => Point,
        CapturedNode captured => ArrayOf(captured),
        _ => LocalOf(node),
    };

    public ParameterExpression NewVariable(Type type, string name)
    {
        var variable = Variable(type, name);
        Variables.Add(variable);
        return variable;
    }

    /// <summary>Code that computes the live nodes of a region.</summary>
    /// <param name="region">The region.</param>
    /// <param name="live">The nodes that are needed.</param>
    /// <param name="recording">Whether loops leave their record on the tape.</param>
    public List<Expression> Emit(Region region, HashSet<Node> live, bool recording)
    {
        var code = new List<Expression>();
        foreach (var node in region.Nodes.Where(live.Contains))
        {
            switch (node)
            {
                case OperationNode operation:
                    code.Add(Assign(LocalOf(node), Compute(operation)));
                    break;
                case RequirementNode requirement:
                    code.Add(CallTo(SeriesAccess.Require, Read(requirement.Condition), Constant(requirement.Message)));
                    break;
                case ChoiceNode choice:
                    code.Add(IfThenElse(
                        Read(choice.Condition),
                        Branch(choice, choice.Then, live, recording),
                        Branch(choice, choice.Else, live, recording)));
                    break;
                case LoopNode loop:
                    EmitLoop(loop, live, recording, code);
                    break;
            }
        }

        return code;
    }

    private BlockExpression Branch(ChoiceNode choice, Region region, HashSet<Node> live, bool recording)
    {
        var code = Emit(region, live, recording);
        foreach (var output in choice.Outputs.Where(live.Contains))
            code.Add(Assign(LocalOf(output), Read(region.Results[output.Index])));
        return BlockOf(code);
    }

    private void EmitLoop(LoopNode loop, HashSet<Node> live, bool recording, List<Expression> code)
    {
        var carried = loop.Parameters.Where(live.Contains).ToList();
        var record = recording ? Records.GetValueOrDefault(loop) : null;
        var fused = recording ? Fused.GetValueOrDefault(loop) : null;
        foreach (var parameter in carried)
            code.Add(Assign(LocalOf(parameter), Read(loop.Seeds[parameter.Index])));
        if (record is not null)
            code.Add(Assign(record.Trips, Constant(0)));
        if (fused is not null)
            code.AddRange(fused.Before);

        // Unless this loop is differentiated on the way, its inner loops are recorded only when the reverse sweep recomputes an iteration.
        var end = Label("end");
        var iteration = Emit(loop.Frame, live, recording: fused is not null);
        iteration.Add(IfThen(Not(Read(loop.Test)), Break(end)));
        iteration.Add(CallTape(nameof(Differentiation.Tape.CheckInterruption)));
        if (record is not null)
        {
            iteration.AddRange(record.Pushes);
            iteration.Add(PreIncrementAssign(record.Trips));
        }

        iteration.AddRange(Emit(loop.Body, live, recording: fused is not null));
        if (fused is not null)
            iteration.AddRange(fused.Backwards);
        EmitAdvance(loop, carried, iteration);
        foreach (var parameter in carried)
        {
            if (Counters.Find(parameter) is not { } counter)
                continue;
            var (seed, step) = Counters.Progression(parameter)!.Value;
            code.Add(Assign(counter, Counters.Whole(seed)!));
            iteration.Add(AddAssign(counter, Constant(step)));
        }

        code.Add(Loop(BlockOf(iteration), end));
        foreach (var output in loop.Outputs.Where(live.Contains))
            code.Add(Assign(LocalOf(output), LocalOf(loop.Parameters[output.Index])));
    }

    /// <summary>All parameters change at once: a parameter that is another's next value is read before it is written.</summary>
    private void EmitAdvance(LoopNode loop, List<ParameterNode> carried, List<Expression> code)
    {
        var moved = carried.Where(parameter => loop.Body.Results[parameter.Index] != parameter).ToList();
        var saved = moved.ToDictionary(parameter => parameter, parameter =>
            loop.Body.Results[parameter.Index] is ParameterNode next && next.Loop == loop
                ? NewVariable(TypeOf(next), "next")
                : Read(loop.Body.Results[parameter.Index]));
        foreach (var parameter in moved)
            if (loop.Body.Results[parameter.Index] is ParameterNode next && next.Loop == loop)
                code.Add(Assign(saved[parameter], Read(next)));
        foreach (var parameter in moved)
            code.Add(Assign(LocalOf(parameter), saved[parameter]));
    }

    private Expression Compute(OperationNode node)
    {
        var operands = node.Operands;
        if (node.Operator == Operators.Element)
        {
            var index = Read(operands[1]);
            return operands[0] switch
            {
                PointNode when IsWithin(operands[1], operands[0]) => CallTo(SeriesAccess.OfPointWithin, Point, index),
                PointNode => CallTo(SeriesAccess.OfPoint, Point, index),
                CapturedNode captured => CallTo(SeriesAccess.OfArray, ArrayOf(captured), index),
                _ => CallTape(nameof(Differentiation.Tape.Element), Read(operands[0]), index),
            };
        }

        if (node.Operator == Operators.Length)
        {
            return operands[0] switch
            {
                PointNode => CallTo(SeriesAccess.LengthOfPoint, Point),
                CapturedNode captured => Constant(captured.Values.Length),
                _ => Property(Read(operands[0]), nameof(Slice.Length)),
            };
        }

        if (node.Operator == Operators.Empty)
            return CallTape(nameof(Differentiation.Tape.Empty));
        if (node.Operator == Operators.Append)
            return CallTape(nameof(Differentiation.Tape.Append), Read(operands[0]), Read(operands[1]));
        if (node.Operator == Operators.With)
            return CallTape(nameof(Differentiation.Tape.With), Read(operands[0]), Read(operands[1]), Read(operands[2]));
        if (node.Operator == Operators.Copy)
        {
            return CallTape(nameof(Differentiation.Tape.Copy), operands[0] switch
            {
                CapturedNode captured => CallTo(SeriesAccess.AsSpan, ArrayOf(captured)),
                _ => Point,
            });
        }

        return node.Operator == Operators.ToIndex && Counters.Whole(operands[0]) is { } whole
            ? CallTo(Conversion.ToIndexWithin, whole, Read(operands[1]))
            : node.Operator.Emit([.. operands.Select(Read)]);
    }

    /// <summary>Whether the index was checked against the length of the series when it was computed.</summary>
    private bool IsWithin(Node index, Node series) =>
        index is OperationNode { Operands: [var whole, OperationNode { Operands: [var counted] } length] } operation
        && operation.Operator == Operators.ToIndex && length.Operator == Operators.Length && counted == series
        && Counters.Whole(whole) is not null;

    public MethodCallExpression CallTape(string method, params Expression[] arguments)
    {
        UsesTape = true;
        return Call(Tape, typeof(Tape).GetMethod(method)!, arguments);
    }

    public static MethodCallExpression CallTo(Delegate method, params Expression[] arguments) => Call(method.Method, arguments);

    public static BlockExpression BlockOf(IReadOnlyList<Expression> code) => code.Count == 0 ? Block(Empty()) : Block(code);

    public static Type TypeOf(Node node) => node.Kind switch
    {
        ValueKind.Real => typeof(double),
        ValueKind.Whole => typeof(int),
        ValueKind.Truth => typeof(bool),
        _ => typeof(Slice),
    };

    public ParameterExpression LocalOf(Node node)
    {
        if (!_locals.TryGetValue(node, out var local))
            _locals.Add(node, local = NewVariable(TypeOf(node), "v" + _locals.Count));
        return local;
    }

    private ParameterExpression ArrayOf(CapturedNode captured)
    {
        if (!_arrays.TryGetValue(captured.Values, out var local))
            _arrays.Add(captured.Values, local = NewVariable(typeof(double[]), "array" + _arrays.Count));
        return local;
    }
}
