using System.Runtime.CompilerServices;
using PSOptimize.Differentiation;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>The objective of a test problem.</summary>
internal sealed class ProblemObjective : Objective
{
    private readonly SpanFunction _function;

    public ProblemObjective(TestProblem problem) : base(problem.Name)
    {
        Problem = problem;
        Dimension = problem.Dimension;
        _function = problem.Function;
    }

    public override TestProblem Problem { get; }

    public override DifferentiationKind Differentiation => DifferentiationKind.Given;

    public override Information Offers => base.Offers | (Problem.Exact?.More ?? 0);

    [MethodImpl(JitHints.FullyOptimized)]
    protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer)
    {
        answer.Value = _function(query.Point.AsSpan(), answer.Gradient);
        Problem.Exact?.EvaluateMore(query, answer);
    }
}
