using PSOptimize.Objectives;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Methods;

/// <summary>A workspace for solvers that have none of their own: each transition is <see cref="Solver.Tell"/>.</summary>
internal sealed class PureWorkspace : Workspace
{
    private readonly Solver _solver;
    private State _state;
    private Request _request;

    public PureWorkspace(Solver solver, State state)
    {
        (_solver, _state, _request) = (solver, state, solver.Ask(state));
        Show(state);
    }

    public override Draw Draw => _request.Draw;

    public override ReadOnlySpan<Query> Queries => _request.Span;

    public override Vector Answer => _solver.Answer(_state);

    public override Outcome? Verdict => _solver.Verdict(_state);

    public override void Advance(EvaluationBuffer[] answers, Vector best)
    {
        _state = _solver.Tell(_state, [.. answers.Select(answer => answer.ToEvaluation())]);
        _request = _solver.Ask(_state);
        Show(_state);
    }

    public override State ToState() => _state;
}
