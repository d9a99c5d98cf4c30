using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Methods;

/// <summary>A workspace for solvers that have none of their own: each transition is <see cref="Solver.Tell"/>.</summary>
internal sealed class PureWorkspace : Workspace
{
    private readonly Solver _solver;
    private State _state;

    public PureWorkspace(Solver solver, State state)
    {
        (_solver, _state) = (solver, state);
        ShowAll();
    }

    public override Vector Answer => _solver.Answer(_state);

    public override void Advance(EvaluationBuffer[] answers, Vector best)
    {
        _state = _solver.Tell(_state, [.. answers.Select(answer => answer.ToEvaluation())]);
        ShowAll();
    }

    public override State ToState() => _state;

    private void ShowAll()
    {
        var request = _solver.Ask(_state);
        (Draw, Queries, Verdict) = (request.Draw, [.. request.Queries], _solver.Verdict(_state));
        Show(_state);
    }
}
