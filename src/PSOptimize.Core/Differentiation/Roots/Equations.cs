namespace PSOptimize.Differentiation;

/// <summary>
/// Finds the equations that a loop solves: in each iteration the sign of a residual decides which of the numbers that the loop carries
/// becomes the guess. Whether the loop has come to a root is another question, which the values answer.
/// </summary>
internal sealed class Equations
{
    private const int MostResiduals = 3;

    private readonly LoopNode _loop;

    private Equations(LoopNode loop) => _loop = loop;

    /// <summary>The equations of a loop; most loops have none.</summary>
    public static IEnumerable<Equation> Of(LoopNode loop) => new Equations(loop).Find();

    private IEnumerable<Equation> Find()
    {
        var choices = ChoicesIn(_loop.Body).Where(choice => choice.Outputs.Any(output => output.Kind == ValueKind.Real)).ToList();
        foreach (var guess in choices.SelectMany(GuessesOf).Distinct())
        {
            var solutions = SolutionsFor(guess);
            if (solutions.Count == 0)
                continue;
            var residuals = choices.Where(choice => GuessesOf(choice).Contains(guess))
                .SelectMany(choice => Comparisons(choice.Condition))
                .SelectMany(comparison => ResidualsOf(comparison, guess))
                .DistinctBy(residual => (residual.Left, residual.Right)).Take(MostResiduals).ToList();
            if (residuals.Count > 0)
                yield return new Equation(guess, residuals, solutions, EndsOn(residuals, guess, solutions));
        }
    }

    private static IEnumerable<ChoiceNode> ChoicesIn(Region region) => region.Nodes.OfType<ChoiceNode>()
        .SelectMany(choice => ChoicesIn(choice.Then).Concat(ChoicesIn(choice.Else)).Append(choice));

    /// <summary>The numbers that a choice hands on as they are.</summary>
    private IEnumerable<Node> GuessesOf(ChoiceNode choice) => choice.Outputs.Where(output => output.Kind == ValueKind.Real)
        .SelectMany(output => new[] { choice.Then.Results[output.Index], choice.Else.Results[output.Index] })
        .Where(IsInside);

    private bool IsInside(Node node) => node.Home is { } home && home.IsInside(_loop.Frame);

    private bool IsCarried(Node node) => node is ParameterNode parameter && parameter.Loop == _loop && Next(parameter) != parameter;

    private Node Next(ParameterNode parameter) => _loop.Body.Results[parameter.Index];

    /// <summary>The numbers whose next value is the guess, one of these numbers or a mean of such, and which the guess gets to.</summary>
    private List<ParameterNode> SolutionsFor(Node guess)
    {
        var means = _loop.Parameters.Where(parameter => parameter.Kind == ValueKind.Real && IsCarried(parameter)).ToHashSet();
        int before;
        do
        {
            before = means.Count;
            var weights = new Weights([guess, .. means], IsInside);
            means.RemoveWhere(parameter => !weights.IsMean(Next(parameter)));
        }
        while (means.Count != before);

        var reached = new HashSet<Node> { guess };
        do
        {
            before = reached.Count;
            reached.UnionWith(means.Where(parameter => Reached(
                [Next(parameter)], node => reached.Contains(node) || IsCarried(node), throughConditions: false).Overlaps(reached)));
        }
        while (reached.Count != before);
        return [.. means.Where(reached.Contains).OrderBy(parameter => parameter.Index)];
    }

    /// <summary>The comparisons of numbers that an answer consists of.</summary>
    private IEnumerable<OperationNode> Comparisons(Node answer) => Reached([answer], node => IsComparison(node) || IsCarried(node))
        .OfType<OperationNode>().Where(node => IsComparison(node) && IsOutsideInnerLoops(node));

    private static bool IsComparison(Node node) =>
        node is OperationNode { Kind: ValueKind.Truth, Operands: [{ Kind: ValueKind.Real }, _] };

    private bool IsOutsideInnerLoops(Node node)
    {
        var region = node.Home!;
        while (region.Owner is ChoiceNode)
            region = region.Parent!;
        return region.Owner == _loop;
    }

    private IEnumerable<Residual> ResidualsOf(OperationNode comparison, Node guess)
    {
        var (left, right) = (comparison.Operands[0], comparison.Operands[1]);
        if (left is ConstantNode)
            (left, right) = (right, left);
        if (!IsSign(left) && !IsSign(right)
            && ResidualOf(left, right is ConstantNode { Value: 0.0 } ? null : right, guess) is { } difference)
            return [difference];
        return FactorsOf(left).Concat(FactorsOf(right)).Select(factor => ResidualOf(factor, null, guess)).OfType<Residual>();
    }

    /// <summary>The values whose signs decide that of a value.</summary>
    private static IEnumerable<Node> FactorsOf(Node value) => value switch
    {
        OperationNode { Operands: [var left, var right] } product when product.Operator == Operators.Multiply => [left, right],
        OperationNode sign when IsSign(value) => sign.Operands,
        _ => [],
    };

    private static bool IsSign(Node node) => node is OperationNode operation && operation.Operator == Operators.Sign;

    private Residual? ResidualOf(Node left, Node? right, Node guess)
    {
        var needs = Reached(right is null ? [left] : [left, right], node => node == guess || IsCarried(node));
        return needs.Remove(guess) && !needs.Any(IsCarried) && !needs.Any(MayFail) ? new Residual(left, right, needs) : null;

        // An index or a series that depends on the guess is a search in a table, whose end the root may lie beyond.
        bool MayFail(Node node) =>
            (node.Kind is ValueKind.Whole or ValueKind.Series || IsSign(node)) && Reached([node], inner => inner == guess).Contains(guess);
    }

    /// <summary>Whether the loop goes on as a residual says, other than by what becomes of the guess.</summary>
    private bool EndsOn(List<Residual> residuals, Node guess, List<ParameterNode> solutions) =>
        Reached([_loop.Test], node => node == guess || (node is ParameterNode parameter && solutions.Contains(parameter)))
            .Overlaps(residuals.Select(residual => residual.Left));

    /// <summary>The nodes of the loop that some nodes depend on, these included, up to some ends, these included too.</summary>
    private HashSet<Node> Reached(IEnumerable<Node> from, Func<Node, bool> isEnd, bool throughConditions = true)
    {
        var reached = new HashSet<Node>();
        var pending = new Stack<Node>(from);
        while (pending.TryPop(out var node))
        {
            if (!IsInside(node) || !reached.Add(node) || isEnd(node))
                continue;
            foreach (var needed in Needs(node, throughConditions))
                pending.Push(needed);
        }

        return reached;
    }

    private IEnumerable<Node> Needs(Node node, bool throughConditions) => node switch
    {
        OperationNode operation => operation.Operands,
        ParameterNode parameter when parameter.Loop == _loop => [Next(parameter)],
        ParameterNode { Loop: var loop } parameter => [loop.Seeds[parameter.Index], loop.Body.Results[parameter.Index]],
        OutputNode { Source: LoopNode loop } output => [loop, loop.Parameters[output.Index]],
        OutputNode { Source: ChoiceNode choice } output =>
            [.. throughConditions ? [choice] : Array.Empty<Node>(), choice.Then.Results[output.Index], choice.Else.Results[output.Index]],
        LoopNode loop => [loop.Test],
        ChoiceNode choice => [choice.Condition],
        _ => [],
    };
}
