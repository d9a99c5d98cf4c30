namespace PSOptimize.Differentiation;

/// <summary>
/// Gives the results of loops that solve an equation the derivative of the root, −(∂r/∂p)/(∂r/∂x), by the implicit function theorem:
/// through the branches of such a loop there is none. The values keep their bits.
/// </summary>
/// <remarks>
/// After the loop the residual r is computed again at the result x, with its slope ∂r/∂x. If Newton's correction r/(∂r/∂x) is small, x
/// is a root and r is smooth there. If it is not, because the loop has ended early or has looked for a step, the derivative stays what
/// it is. In the place of x comes a step of Newton's method from x: its correction is too small to change the value, but it has the
/// derivative of the root. Two steps have the second derivative too.
/// A. Griewank and A. Walther, Evaluating Derivatives, 2nd edition, SIAM 2008, chapter 15.
/// </remarks>
internal sealed class RootDerivatives
{
    /// <summary>A bracket is narrow if it is this small a part of the result, or of what it was when the loop began.</summary>
    private const double Narrow = 1e-6;

    /// <summary>How far a root may be from the result of a loop that ends where the residual is small, in units of the result.</summary>
    private const double Near = 1e-5;

    /// <summary>How much farther than the bracket is wide a root may be from the result, in units of the result: rounding.</summary>
    private const double Rounding = 1e-9;

    /// <summary>The unit is at least this share of the bracket that the loop began with, since a root may be zero.</summary>
    private const double LeastUnit = 1e-3;

    private readonly GraphCopy _graph;

    private RootDerivatives() => _graph = new GraphCopy(_ => true) { AfterLoop = Solve };

    /// <summary>The graph in which roots have their derivatives; the graph itself if no loop solves an equation.</summary>
    public static Region Of(Region root)
    {
        if (!root.AllNodes.OfType<LoopNode>().Any(loop => Equations.Of(loop).Any()))
            return root;
        var copy = new Region(null, null);
        var graph = new RootDerivatives()._graph;
        graph.Copy(root, copy);
        copy.Results = [.. root.Results.Select(graph.Read)];
        return copy;
    }

    private void Solve(LoopNode original, LoopNode loop)
    {
        foreach (var equation in Equations.Of(loop))
            foreach (var solution in equation.Solutions)
                if (equation.EndsOnResidual || equation.Solutions.Count > 1)
                    _graph.Map(original.Outputs[solution.Index], Solved(equation, loop, solution));
    }

    /// <summary>The result of a loop, with the derivative of the root if it is one.</summary>
    private static OutputNode Solved(Equation equation, LoopNode loop, ParameterNode solution)
    {
        var code = new Code(loop.Home!);
        Node result = loop.Outputs[solution.Index];
        Node Width(IReadOnlyList<Node> places) => equation.Solutions.Where(other => other != solution)
            .Select(other => code.Do(Operators.Abs, code.Do(Operators.Subtract, places[other.Index], places[solution.Index])))
            .Aggregate((Node)Constant(0), (sum, distance) => code.Do(Operators.Add, sum, distance));

        var (width, before, size) = (Width(loop.Outputs), Width(loop.Seeds), code.Do(Operators.Abs, result));
        var unit = code.Do(Operators.Max, size, code.Scaled(LeastUnit, before));
        var (isNear, tolerance) = equation.EndsOnResidual
            ? (code.Do(Operators.Less, unit, Constant(double.PositiveInfinity)), code.Scaled(Near, unit))
            : (code.Do(Operators.LessOrEqual, width, code.Scaled(Narrow, code.Do(Operators.Max, size, before))),
                code.Do(Operators.Add, code.Scaled(2, width), code.Scaled(Rounding, unit)));
        return code.If(isNear, result, code => equation.Residuals.Aggregate(result, (otherwise, residual) =>
            RootOf(residual, equation, loop, result, tolerance, otherwise, code)));
    }

    /// <summary>The result as a root of a residual if it is one, else another value.</summary>
    private static OutputNode RootOf(
        Residual residual, Equation equation, LoopNode loop, Node result, Node tolerance, Node otherwise, Code code)
    {
        var start = code.Do(Operators.Fixed, result);
        var (value, slope) = At(start, code.Place);
        var steepness = code.Do(Operators.Abs, slope);
        var isRoot = code.Do(Operators.LessOrEqual,
            code.Do(Operators.Abs, value), code.Do(Operators.Multiply, steepness, tolerance));
        isRoot = code.Do(Operators.And, isRoot, code.Do(Operators.Less, Constant(0), steepness));
        isRoot = code.Do(Operators.And, isRoot, code.Do(Operators.Less, steepness, Constant(double.PositiveInfinity)));
        return code.If(isRoot, otherwise, code =>
        {
            var first = code.Do(Operators.Held, code.Do(Operators.NewtonStep, start, value, slope));
            var (again, slopeAgain) = At(first, code.Place);
            return code.Do(Operators.NewtonStep, first, again, slopeAgain);
        });

        (Node Value, Node Slope) At(Node guess, Region place)
        {
            var copy = new GraphCopy(residual.Needs.Contains);
            copy.Map(equation.Guess, guess, slope: Constant(1));
            foreach (var parameter in loop.Parameters.Where(residual.Needs.Contains))
                copy.Map(parameter, loop.Seeds[parameter.Index]);
            copy.Copy(loop.Frame, place);
            copy.Copy(loop.Body, place);
            return residual.Right is null
                ? (copy.Read(residual.Left), copy.SlopeOf(residual.Left))
                : (GraphCopy.Add(Operators.Subtract, [copy.Read(residual.Left), copy.Read(residual.Right)], place),
                    GraphCopy.Add(Operators.Subtract, [copy.SlopeOf(residual.Left), copy.SlopeOf(residual.Right)], place));
        }
    }

    private static ConstantNode Constant(double value) => new(ValueKind.Real, value);

    /// <summary>The place where nodes are added.</summary>
    private readonly record struct Code(Region Place)
    {
        public OperationNode Do(Operator @operator, params Node[] operands) => GraphCopy.Add(@operator, operands, Place);

        public OperationNode Scaled(double factor, Node node) => Do(Operators.Multiply, Constant(factor), node);

        public OutputNode If(Node condition, Node otherwise, Func<Code, Node> then)
        {
            var choice = new ChoiceNode(condition, Place);
            choice.Then.Results = [then(new Code(choice.Then))];
            choice.Else.Results = [otherwise];
            var output = new OutputNode(choice, 0, otherwise.Kind);
            choice.Outputs = [output];
            Place.Nodes.Add(choice);
            return output;
        }
    }
}
