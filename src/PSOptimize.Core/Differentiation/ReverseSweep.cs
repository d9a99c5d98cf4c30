using System.Linq.Expressions;
using static System.Linq.Expressions.Expression;

namespace PSOptimize.Differentiation;

/// <summary>
/// Writes the code that carries adjoints from the result back to the point. It is written before the forward sweep, because
/// what the forward sweep must record is exactly what this code mentions.
/// </summary>
/// <remarks>
/// An iteration of a loop is not taped operation by operation. Only the parameters it began with are recorded, where its
/// derivatives need them; the reverse sweep computes the iteration again from these and then goes through it backwards.
/// </remarks>
internal sealed class ReverseSweep(ForwardSweep forward, HashSet<Node> active, HashSet<Node> live)
{
    private readonly Dictionary<Node, ParameterExpression> _adjoints = [];
    private readonly HashSet<Node> _touched = [];
    private readonly Dictionary<Region, List<Expression>> _preludes = [];
    private readonly Stack<HashSet<Node>> _mentioned = new();

    /// <summary>The reverse sweep of a whole graph.</summary>
    public List<Expression> Emit(Region root)
    {
        _mentioned.Push([]);
        var code = new List<Expression>();
        Accumulate(root.Results[0], Constant(1.0), root, code);
        EmitRegion(root, code);
        if (_preludes.TryGetValue(root, out var prelude))
            code.InsertRange(0, prelude);
        _mentioned.Pop();
        return code;
    }

    private void EmitRegion(Region region, List<Expression> code)
    {
        foreach (var node in region.Nodes.AsEnumerable().Reverse().Where(live.Contains))
        {
            switch (node)
            {
                case OperationNode { Kind: ValueKind.Series } operation when active.Contains(node):
                    EmitSeries(operation, region, code);
                    break;
                case OperationNode operation when _touched.Contains(node):
                    EmitOperation(operation, region, code);
                    break;
                case ChoiceNode choice:
                    EmitChoice(choice, code);
                    break;
                case LoopNode loop:
                    EmitLoop(loop, region, code);
                    break;
            }
        }
    }

    private void EmitOperation(OperationNode node, Region region, List<Expression> code)
    {
        var adjoint = AdjointOf(node);
        if (node.Operator == Operators.Element)
        {
            code.Add(node.Operands[0] is PointNode
                ? ForwardSweep.CallTo(SeriesAccess.Pull, ForwardSweep.Gradient, Mention(node.Operands[1]), adjoint)
                : forward.CallTape(nameof(Tape.PullElement), Mention(node.Operands[0]), Mention(node.Operands[1]), adjoint));
            return;
        }

        var operands = new Operands(node.Operands, Mention);
        var value = new Operands([node], Mention);
        for (var i = 0; i < node.Operands.Count; i++)
            if (active.Contains(node.Operands[i]) && node.Operator.PullOf(i) is { } pull)
                Accumulate(node.Operands[i], pull(adjoint, operands, value), region, code);
    }

    private void EmitSeries(OperationNode node, Region region, List<Expression> code)
    {
        var operands = node.Operands;
        if (node.Operator == Operators.Copy)
        {
            code.Add(forward.CallTape(nameof(Tape.PullPoint), Mention(node), ForwardSweep.Gradient));
            return;
        }

        var (element, pull) = node.Operator == Operators.Append
            ? (operands[1], forward.CallTape(nameof(Tape.PullAppend), Mention(operands[0]), Mention(node)))
            : (operands[2], forward.CallTape(nameof(Tape.PullWith), Mention(operands[0]), Mention(operands[1]), Mention(node)));
        if (active.Contains(element))
            Accumulate(element, pull, region, code);
        else
            code.Add(pull);
    }

    private void EmitChoice(ChoiceNode choice, List<Expression> code)
    {
        var then = EmitBranch(choice, choice.Then);
        var @else = EmitBranch(choice, choice.Else);
        if (then.Count + @else.Count > 0)
            code.Add(IfThenElse(Mention(choice.Condition), ForwardSweep.BlockOf(then), ForwardSweep.BlockOf(@else)));
    }

    private List<Expression> EmitBranch(ChoiceNode choice, Region branch)
    {
        var code = new List<Expression>();
        foreach (var output in choice.Outputs.Where(_touched.Contains))
            Accumulate(branch.Results[output.Index], AdjointOf(output), branch, code);
        EmitRegion(branch, code);
        if (_preludes.Remove(branch, out var prelude))
            code.InsertRange(0, prelude);
        return code;
    }

    private void EmitLoop(LoopNode loop, Region region, List<Expression> code)
    {
        var carried = loop.Parameters.Where(p => p.Kind == ValueKind.Real && active.Contains(p) && live.Contains(p)).ToList();
        var allocations = AllocationsIn(loop.Frame).Concat(AllocationsIn(loop.Body)).ToList();
        var reachesSeries = loop.Parameters.Any(p => p.Kind == ValueKind.Series && active.Contains(p)) || allocations.Any(active.Contains);
        if (!reachesSeries && !carried.Any(p => _touched.Contains(loop.Outputs[p.Index])))
            return;

        var carries = carried.ToDictionary(p => p, p => forward.NewVariable(typeof(double), "carry"));
        foreach (var (parameter, carry) in carries)
        {
            var output = loop.Outputs[parameter.Index];
            code.Add(Assign(carry, _touched.Contains(output) ? AdjointOf(output) : Constant(0.0)));
        }

        _mentioned.Push([]);
        var backwards = new List<Expression>();
        foreach (var (parameter, carry) in carries)
            Accumulate(loop.Body.Results[parameter.Index], carry, loop.Frame, backwards);
        EmitRegion(loop.Body, backwards);
        EmitRegion(loop.Frame, backwards);
        foreach (var (parameter, carry) in carries)
            backwards.Add(Assign(carry, _touched.Contains(parameter) ? AdjointOf(parameter) : Constant(0.0)));
        if (_preludes.Remove(loop.Frame, out var prelude))
            backwards.InsertRange(0, prelude);

        var again = Liveness.Of(_mentioned.Pop().Concat(allocations), loop);
        foreach (var outside in again.Outside)
            Mention(outside);
        Mention(loop);
        var trips = forward.NewVariable(typeof(int), "trips");
        var (pushes, pops) = EmitRecord(loop, again, allocations.Count > 0, trips);
        forward.Records.Add(loop, new LoopRecord(trips, pushes));

        var iteration = new List<Expression> { PreDecrementAssign(trips) };
        iteration.AddRange(pops);
        iteration.AddRange(forward.Emit(loop.Frame, again.Inside, recording: true));
        iteration.AddRange(forward.Emit(loop.Body, again.Inside, recording: true));
        iteration.AddRange(backwards);
        var end = Label("end");
        code.Add(Loop(Block(IfThen(Equal(trips, Constant(0)), Break(end)), ForwardSweep.BlockOf(iteration)), end));

        foreach (var (parameter, carry) in carries)
            Accumulate(loop.Seeds[parameter.Index], carry, region, code);
    }

    private (List<Expression> Pushes, List<Expression> Pops) EmitRecord(
        LoopNode loop, Liveness again, bool allocates, ParameterExpression trips)
    {
        var pushes = new List<Expression>();
        var pops = new List<Expression>();
        foreach (var parameter in again.Recorded.OrderBy(p => p.Index))
        {
            var local = forward.LocalOf(parameter);
            if (Progression(loop, parameter, trips) is { } closedForm)
            {
                pops.Add(Assign(local, closedForm));
                continue;
            }

            Mention(parameter);
            var suffix = parameter.Kind switch
            {
                ValueKind.Real => "",
                ValueKind.Series => nameof(Slice),
                var kind => kind.ToString(),
            };
            pushes.Add(forward.CallTape(nameof(Tape.Push) + suffix, local));
            pops.Insert(0, Assign(local, forward.CallTape(nameof(Tape.Pop) + suffix)));
        }

        if (allocates)
        {
            var end = Property(ForwardSweep.Tape, nameof(Tape.End));
            pushes.Add(forward.CallTape(nameof(Tape.PushWhole), end));
            pops.Insert(0, Assign(end, forward.CallTape(nameof(Tape.PopWhole))));
        }

        return (pushes, pops);
    }

    /// <summary>A counter needs no record: its value follows from the number of the iteration.</summary>
    private static BinaryExpression? Progression(LoopNode loop, ParameterNode parameter, ParameterExpression trips)
    {
        const int Small = 1 << 20;
        return loop.Seeds[parameter.Index] is ConstantNode seed
            && loop.Body.Results[parameter.Index] is OperationNode { Operands: [var counter, ConstantNode step] } next
            && counter == parameter
            ? (seed.Value, step.Value) switch
            {
                (int from, int by) when next.Operator == Operators.AddWhole => Add(Constant(from), Multiply(trips, Constant(by))),
                (double from, double by) when next.Operator == Operators.Add && IsSmallWhole(from) && IsSmallWhole(by) =>
                    Add(Constant(from), Multiply(Convert(trips, typeof(double)), Constant(by))),
                _ => null,
            }
            : null;

        static bool IsSmallWhole(double value) => Math.Abs(value) <= Small && value == Math.Truncate(value);
    }

    private IEnumerable<Node> AllocationsIn(Region region) => region.Nodes.Where(live.Contains).SelectMany(node => node switch
    {
        OperationNode { Operator.Allocates: true } => [node],
        ChoiceNode choice => AllocationsIn(choice.Then).Concat(AllocationsIn(choice.Else)),
        LoopNode loop => AllocationsIn(loop.Frame).Concat(AllocationsIn(loop.Body)),
        _ => [],
    });

    private Expression Mention(Node node)
    {
        _mentioned.Peek().Add(node);
        return node is LoopNode ? Empty() : forward.Read(node);
    }

    private ParameterExpression AdjointOf(Node node)
    {
        if (!_adjoints.TryGetValue(node, out var adjoint))
            _adjoints.Add(node, adjoint = forward.NewVariable(typeof(double), "d" + _adjoints.Count));
        return adjoint;
    }

    /// <summary>
    /// Adds to the adjoint of a node. The first contribution is an assignment where it is certain to be executed; where it is
    /// inside a branch or a loop, the adjoint is set to zero before.
    /// </summary>
    private void Accumulate(Node node, Expression contribution, Region region, List<Expression> code)
    {
        if (!active.Contains(node) || node.Kind != ValueKind.Real)
            return;
        var adjoint = AdjointOf(node);
        var first = _touched.Add(node);
        if (first && node.Home!.Line == region.Line)
        {
            code.Add(Assign(adjoint, contribution));
            return;
        }

        if (first)
        {
            var line = node.Home!.Line;
            if (!_preludes.TryGetValue(line, out var prelude))
                _preludes.Add(line, prelude = []);
            prelude.Add(Assign(adjoint, Constant(0.0)));
        }

        code.Add(Assign(adjoint, Add(adjoint, contribution)));
    }
}
