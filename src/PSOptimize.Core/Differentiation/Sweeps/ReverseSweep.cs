using System.Linq.Expressions;
using static System.Linq.Expressions.Expression;

namespace PSOptimize.Differentiation;

/// <summary>
/// Writes the code that carries adjoints from the result back to the point. It is written before the forward sweep, because
/// what the forward sweep must record is exactly what this code mentions.
/// </summary>
/// <remarks>
/// An iteration of a loop is not taped operation by operation. Only the parameters it began with are recorded, as far as its
/// derivatives need them; the reverse sweep recomputes the iteration from these and then goes backwards through it.
/// </remarks>
internal sealed class ReverseSweep(ForwardSweep forward, HashSet<Node> active, HashSet<Node> live, AdjointSums sums)
{
    private readonly Dictionary<Node, ParameterExpression> _adjoints = [];
    private readonly HashSet<Node> _touched = [];
    private readonly Dictionary<Region, List<Expression>> _preludes = [];
    private readonly Stack<HashSet<Node>> _mentioned = new();
    private readonly Stack<FusedScope> _scopes = new();

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
                ? ForwardSweep.CallTo(SeriesAccess.Pull, ForwardSweep.Output, Mention(node.Operands[1]), adjoint)
                : forward.CallTape(nameof(Tape.PullElement), Mention(node.Operands[0]), Mention(node.Operands[1]), adjoint));
            return;
        }

        var operands = new Operands(i => Mention(node.Operands[i]));
        var value = new Operands(_ => Mention(node));
        for (var i = 0; i < node.Operands.Count; i++)
            if (active.Contains(node.Operands[i]) && node.Operator.PullOf(i) is { } pull)
                Accumulate(node.Operands[i], pull(adjoint, operands, value), region, code);
    }

    private void EmitSeries(OperationNode node, Region region, List<Expression> code)
    {
        var operands = node.Operands;
        if (node.Operator == Operators.Copy)
        {
            code.Add(forward.CallTape(nameof(Tape.PullPoint), Mention(node), ForwardSweep.Output));
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
        if (allocations.Count == 0 && !ReadsArena(loop) && sums.AdjointsBefore(loop, carried) is { } adjoints)
            EmitFused(loop, region, adjoints, code);
        else
            EmitBackwards(loop, region, carried, allocations, code);
    }

    /// <summary>
    /// A loop that only adds up, whose adjoints are known before it runs: each iteration is differentiated as soon as it has been
    /// computed, and nothing is recorded or recomputed.
    /// </summary>
    private void EmitFused(
        LoopNode loop, Region region, IReadOnlyList<(ParameterNode Sum, AdjointBefore Adjoint)> adjoints, List<Expression> code)
    {
        var before = new List<Expression>();
        var scope = new FusedScope(loop);
        _mentioned.Push([]);
        _scopes.Push(scope);
        var backwards = new List<Expression>();
        var carries = new List<(ParameterNode Sum, ParameterExpression Carry)>();
        foreach (var (sum, adjoint) in adjoints)
        {
            var carry = forward.NewVariable(typeof(double), "carry");
            carries.Add((sum, carry));
            before.Add(Assign(carry, adjoint.Emit(Mention)));
            sums.Know(loop, sum.Index, carry);
            Accumulate(loop.Body.Results[sum.Index], carry, loop.Frame, backwards);
        }

        EmitRegion(loop.Body, backwards);
        EmitRegion(loop.Frame, backwards);
        if (_preludes.Remove(loop.Frame, out var prelude))
            backwards.InsertRange(0, prelude);
        _scopes.Pop();
        foreach (var mentioned in _mentioned.Pop())
            Mention(mentioned);
        Mention(loop);

        // Adjoints of values outside the loop are summed separately and handed on when the reverse sweep passes the loop.
        foreach (var (node, adjoint) in scope.Outside)
        {
            before.Add(Assign(adjoint, Constant(0.0)));
            Accumulate(node, adjoint, region, code);
        }

        forward.Fused.Add(loop, new FusedLoop(before, backwards));
        foreach (var (sum, carry) in carries)
            Accumulate(loop.Seeds[sum.Index], carry, region, code);
    }

    private void EmitBackwards(
        LoopNode loop, Region region, List<ParameterNode> carried, List<Node> allocations, List<Expression> code)
    {
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

        List<Expression> recomputed =
        [
            .. forward.Emit(loop.Frame, again.Inside, recording: true),
            .. forward.Emit(loop.Body, again.Inside, recording: true),
        ];
        foreach (var parameter in again.Recorded)
            if (forward.Counters.Find(parameter) is { } counter && Counters.Progression(parameter) is var (seed, step))
                pops.Add(Assign(counter, Add(forward.Counters.Whole(seed)!, Multiply(Convert(trips, typeof(long)), Constant(step)))));
        List<Expression> iteration =
            [PreDecrementAssign(trips), forward.CallTape(nameof(Tape.CheckInterruption)), .. pops, .. recomputed, .. backwards];
        var end = Label("end");
        code.Add(Loop(Block(IfThen(Equal(trips, Constant(0)), Break(end)), ForwardSweep.BlockOf(iteration)), end));

        foreach (var (parameter, carry) in carries)
            Accumulate(loop.Seeds[parameter.Index], carry, region, code);
    }

    /// <summary>Whether the loop reads elements that vary with the point from the arena, where their adjoints lie too.</summary>
    private bool ReadsArena(LoopNode loop) => live.OfType<OperationNode>().Any(node =>
        node.Operator == Operators.Element && active.Contains(node) && node.Operands[0] is not PointNode
        && node.Home!.IsInside(loop.Frame));

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
            pushes.Add(forward.CallTape(nameof(Tape.PushEnd)));
            pops.Insert(0, forward.CallTape(nameof(Tape.PopEnd)));
        }

        return (pushes, pops);
    }

    /// <summary>A counter needs no record: its value follows from the iteration's number.</summary>
    private BinaryExpression? Progression(LoopNode loop, ParameterNode parameter, ParameterExpression trips)
    {
        if (parameter.Kind == ValueKind.Whole)
        {
            return loop.Seeds[parameter.Index] is ConstantNode { Value: int from }
                && loop.Body.Results[parameter.Index] is OperationNode { Operands: [var counter, ConstantNode { Value: int by }] } next
                && counter == parameter && next.Operator == Operators.AddWhole
                ? Add(Constant(from), Multiply(trips, Constant(by)))
                : null;
        }

        return Counters.Progression(parameter) is var (seed, step) && forward.Counters.Whole(seed) is not null
            ? Add(Mention(seed), Multiply(Convert(trips, typeof(double)), Constant((double)step)))
            : null;
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
        if (OutsideScope(node) is { } scope)
        {
            if (!scope.Outside.TryGetValue(node, out var summed))
                scope.Outside.Add(node, summed = forward.NewVariable(typeof(double), "summed"));
            return summed;
        }

        if (!_adjoints.TryGetValue(node, out var adjoint))
            _adjoints.Add(node, adjoint = forward.NewVariable(typeof(double), "d" + _adjoints.Count));
        return adjoint;
    }

    /// <summary>
    /// Adds to the adjoint of a node. The first contribution is an assignment if it is certain to be executed; if it is inside a
    /// branch or a loop, the adjoint is set to zero before.
    /// </summary>
    private void Accumulate(Node node, Expression contribution, Region region, List<Expression> code)
    {
        if (!active.Contains(node) || node.Kind != ValueKind.Real)
            return;
        var adjoint = AdjointOf(node);
        if (OutsideScope(node) is not null)
        {
            code.Add(Assign(adjoint, Add(adjoint, contribution)));
            return;
        }

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

    /// <summary>The innermost loop that is differentiated while it runs, if the node lies outside it.</summary>
    private FusedScope? OutsideScope(Node node) =>
        _scopes.TryPeek(out var scope) && !node.Home!.IsInside(scope.Loop.Frame) ? scope : null;

    /// <summary>Where the iterations of a fused loop sum the adjoints of nodes outside it.</summary>
    private sealed record FusedScope(LoopNode Loop)
    {
        public Dictionary<Node, ParameterExpression> Outside { get; } = [];
    }
}
