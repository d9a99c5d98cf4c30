namespace PSOptimize.Differentiation;

/// <summary>
/// Builds the program of a <see cref="DifferentiableFunction"/>: values that are computed once, choices and loops. A loop passes its
/// state from iteration to iteration as values; nothing is ever overwritten.
/// </summary>
/// <example>
/// The chained Rosenbrock function:
/// <code>
/// DifferentiableFunction.Define(n, graph => graph.Sum(0, n - 1, i =>
///     100 * Real.Pow(graph.Point[i + 1] - graph.Point[i] * graph.Point[i], 2) + Real.Pow(1 - graph.Point[i], 2)));
/// </code>
/// </example>
public sealed class ExpressionGraph
{
    private readonly Dictionary<Region, Dictionary<OperationKey, Node>> _known = [];
    private Region _current;

    internal ExpressionGraph(int dimension)
    {
        Dimension = dimension;
        _current = Root;
        Point = new Series(new PointNode(), this);
    }

    /// <summary>The number of coordinates of the point, or 0 if it varies: then read <c>Point.Count</c>.</summary>
    public int Dimension { get; }

    /// <summary>The coordinates of the point at which the function is evaluated.</summary>
    public Series Point { get; }

    /// <summary>A series without elements, to append to.</summary>
    public Series Empty => new(Apply(this, Operators.Empty, []), this);

    internal Region Root { get; } = new(null, null);

    /// <summary>How many requirements there are.</summary>
    internal int RequirementCount { get; private set; }

    /// <summary>The evaluation fails with the message if the condition does not hold.</summary>
    /// <param name="condition">What must hold.</param>
    /// <param name="message">What is wrong if it does not.</param>
    public void Require(Truth condition, string message)
    {
        ArgumentNullException.ThrowIfNull(condition);
        if (condition.ConstantValue == true)
            return;
        RequirementCount++;
        _current.Nodes.Add(new RequirementNode(condition.Node, message, _current));
    }

    /// <summary>The value of one of two expressions; only that one is computed.</summary>
    /// <param name="condition">Chooses the expression.</param>
    /// <param name="then">Builds the expression if the condition holds.</param>
    /// <param name="otherwise">Builds the expression if it does not.</param>
    public Real If(Truth condition, Func<Real> then, Func<Real> otherwise)
    {
        ArgumentNullException.ThrowIfNull(then);
        ArgumentNullException.ThrowIfNull(otherwise);
        return (Real)If(condition, () => [then()], () => [otherwise()])[0];
    }

    /// <summary>The values of one of two lists of expressions; only these are computed.</summary>
    /// <param name="condition">Chooses the list.</param>
    /// <param name="then">Builds the expressions if the condition holds.</param>
    /// <param name="otherwise">Builds the expressions if it does not: as many, of the same kinds.</param>
    public IReadOnlyList<Term> If(Truth condition, Func<IReadOnlyList<Term>> then, Func<IReadOnlyList<Term>> otherwise)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(then);
        ArgumentNullException.ThrowIfNull(otherwise);
        IReadOnlyList<Term> thenTerms = [], otherwiseTerms = [];
        return Choose(condition, () => thenTerms = then(), () => otherwiseTerms = otherwise(), _ => (thenTerms, otherwiseTerms));
    }

    /// <summary>Repeats the body while the test holds; the result is the last state.</summary>
    /// <param name="seed">The state before the first iteration.</param>
    /// <param name="test">Builds, from a state, whether to run another iteration.</param>
    /// <param name="body">Builds, from a state, the next one: as many terms, of the same kinds.</param>
    public IReadOnlyList<Term> While(
        IReadOnlyList<Term> seed, Func<IReadOnlyList<Term>, Truth> test, Func<IReadOnlyList<Term>, IReadOnlyList<Term>> body) =>
        TryWhile(seed, test, body) ?? throw new ArgumentException("The body of a loop must give the next state.", nameof(body));

    /// <summary>Carries a number through the integers <c>from, …, to − 1</c>.</summary>
    /// <param name="from">The first integer.</param>
    /// <param name="to">One more than the last integer.</param>
    /// <param name="seed">The initial number.</param>
    /// <param name="next">Builds the next number from an integer and the current number.</param>
    public Real Fold(Whole from, Whole to, Real seed, Func<Whole, Real, Real> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        var last = While([from, seed], state => (Whole)state[0] < to,
            state => [(Whole)state[0] + 1, next((Whole)state[0], (Real)state[1])]);
        return (Real)last[1];
    }

    /// <summary>The sum over the integers <c>from, …, to − 1</c>.</summary>
    /// <param name="from">The first integer.</param>
    /// <param name="to">One more than the last integer.</param>
    /// <param name="term">Builds the term of one integer.</param>
    public Real Sum(Whole from, Whole to, Func<Whole, Real> term)
    {
        ArgumentNullException.ThrowIfNull(term);
        return Fold(from, to, 0, (i, sum) => sum + term(i));
    }

    /// <summary>A choice whose results are known only after both branches have been built.</summary>
    internal IReadOnlyList<Term> Choose(
        Truth condition, Action then, Action otherwise, Func<ChoiceNode, (IReadOnlyList<Term> Then, IReadOnlyList<Term> Otherwise)> results)
    {
        var choice = new ChoiceNode(condition.Node, _current);
        Within(choice.Then, then);
        Within(choice.Else, otherwise);
        var (thenTerms, otherwiseTerms) = results(choice);
        if (!thenTerms.Select(KindOf).SequenceEqual(otherwiseTerms.Select(KindOf)))
            throw new ArgumentException("Both branches of a choice must give terms of the same kinds.", nameof(results));
        var terms = new List<Term>();
        var joined = new List<(Node Then, Node Else)>();
        foreach (var (first, second) in thenTerms.Zip(otherwiseTerms))
        {
            if (first.Node == second.Node)
            {
                terms.Add(first);
                continue;
            }

            terms.Add(Term.Of(new OutputNode(choice, joined.Count, first.Node.Kind), this));
            joined.Add((Within(choice.Then, () => Join(first)), Within(choice.Else, () => Join(second))));
        }

        choice.Then.Results = [.. joined.Select(pair => pair.Then)];
        choice.Else.Results = [.. joined.Select(pair => pair.Else)];
        choice.Outputs = [.. terms.Select(term => term.Node).OfType<OutputNode>().Where(output => output.Source == choice)];
        _current.Nodes.Add(choice);
        return terms;
    }

    /// <summary>As <see cref="While"/>; if the body gives null, the loop is discarded and the result is null.</summary>
    internal IReadOnlyList<Term>? TryWhile(
        IReadOnlyList<Term> seed, Func<IReadOnlyList<Term>, Truth> test, Func<IReadOnlyList<Term>, IReadOnlyList<Term>?> body)
    {
        ArgumentNullException.ThrowIfNull(seed);
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(body);
        var loop = new LoopNode([.. seed.Select(Join)], _current);
        Term[] state = [.. loop.Parameters.Select(parameter => Term.Of(parameter, this))];
        loop.Frame.Results = [Within(loop.Frame, () => test(state)).Node];
        var next = Within(loop.Body, () => body(state));
        if (next is null)
            return null;
        if (!seed.Select(KindOf).SequenceEqual(next.Select(KindOf)))
            throw new ArgumentException("The body of a loop must give the next state: as many terms, of the same kinds.", nameof(body));
        loop.Body.Results = Within(loop.Body, () => next.Select(Join).ToList());
        _current.Nodes.Add(loop);
        return [.. loop.Outputs.Select(output => Term.Of(output, this))];
    }

    internal static ExpressionGraph? GraphOf(Term[] terms) => terms.FirstOrDefault(term => term.Graph is not null)?.Graph;

    internal static Node Apply(Operator @operator, Term[] operands)
    {
        var graph = GraphOf(operands);
        if (graph is not null && operands.Any(operand => operand.Graph is not null && operand.Graph != graph))
            throw new ArgumentException("These terms belong to different graphs.", nameof(operands));
        Node[] nodes = [.. operands.Select(operand => operand.Node)];
        if (@operator.Function is not null && nodes.All(node => node is ConstantNode))
        {
            var value = GraphEvaluator.Invoke(@operator.Function, [.. nodes.Select(node => ((ConstantNode)node).Value)]);
            return new ConstantNode(@operator.Result, value);
        }

        return Apply(
            graph ?? throw new ArgumentException("A captured series has elements only in a graph: bind it first.", nameof(operands)),
            @operator, nodes);
    }

    /// <summary>The series itself, or a copy of it if it is the point or a captured array.</summary>
    internal static Series InArena(params Term[] terms)
    {
        var graph = GraphOf(terms) ?? throw new ArgumentException("One of the terms must belong to a graph.", nameof(terms));
        return new Series(graph.Join(terms[0]), graph);
    }

    /// <summary>A constant series as a term of this graph.</summary>
    /// <param name="series">The series.</param>
    public Series Bind(Series series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return series.Graph is null ? new Series(series.Node, this) : series;
    }

    private static ValueKind KindOf(Term term) => term.Node.Kind;

    private static Node Apply(ExpressionGraph graph, Operator @operator, Node[] operands)
    {
        // A value that has been computed is reused, so an expression written twice is computed and differentiated once.
        var key = new OperationKey(@operator, operands);
        if (!@operator.Allocates)
        {
            for (var region = graph._current; region is not null; region = region.Parent)
                if (graph._known.TryGetValue(region, out var known) && known.TryGetValue(key, out var node))
                    return node;
        }

        var operation = new OperationNode(@operator, operands, graph._current);
        graph._current.Nodes.Add(operation);
        if (!graph._known.TryGetValue(graph._current, out var here))
            graph._known.Add(graph._current, here = []);
        here.TryAdd(key, operation);
        return operation;
    }

    /// <summary>A term that a choice or a loop can hand on: a series must lie in the arena.</summary>
    internal Node Join(Term term) =>
        term.Node is PointNode or CapturedNode ? Apply(this, Operators.Copy, [term.Node]) : term.Node;

    private void Within(Region region, Action build) => Within(region, () =>
    {
        build();
        return 0;
    });

    /// <summary>Builds in another region: the callback's operations are added there.</summary>
    internal T Within<T>(Region region, Func<T> build)
    {
        var outer = _current;
        _current = region;
        try
        {
            return build();
        }
        finally
        {
            _current = outer;
        }
    }

    /// <summary>Two operations with the same key compute the same bits.</summary>
    private readonly struct OperationKey(Operator @operator, Node[] operands) : IEquatable<OperationKey>
    {
        private readonly Operator _operator = @operator;
        private readonly Node[] _operands = operands;

        public bool Equals(OperationKey other) =>
            _operator == other._operator && _operands.Select(Identity).SequenceEqual(other._operands.Select(Identity));

        public override bool Equals(object? obj) => obj is OperationKey other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(_operator);
            foreach (var operand in _operands)
                hash.Add(Identity(operand));
            return hash.ToHashCode();
        }

        // Constants are the same by their bits: 0 and -0 are two, although they are equal.
        private static object Identity(Node node) => node switch
        {
            ConstantNode { Value: double value } => BitConverter.DoubleToInt64Bits(value),
            ConstantNode constant => constant.Value,
            CapturedNode captured => captured.Values,
            _ => node,
        };
    }
}
