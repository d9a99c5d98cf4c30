using System.Numerics.Tensors;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Methods;

/// <summary>
/// Seeks the largest value by a solver that seeks the lowest: evaluations go in negated, and what is known of a value comes out with its
/// own sign. The one place where a sign turns.
/// </summary>
internal sealed class MaximizingSolver(Solver inner, Problem problem) : Solver(inner.Method, problem)
{
    internal override bool ToleratesNonFinite => inner.ToleratesNonFinite;

    public override Request Ask(State state) => inner.Ask(Turned(state));

    public override State Tell(State state, params Evaluation[] evaluations)
    {
        ArgumentNullException.ThrowIfNull(evaluations);
        return Turned(inner.Tell(Turned(state), [.. evaluations.Select(evaluation => evaluation.Negated())]));
    }

    public override Vector Answer(State state) => inner.Answer(Turned(state));

    protected internal override State Begin(Vector point, Key key) => Turned(inner.Begin(point, key));

    internal override void Check(State state) => inner.Check(Turned(state));

    internal override Outcome? Verdict(State state) => inner.Verdict(Turned(state));

    internal override Methods.Workspace Open(State state, int threads) => new Workspace(inner.Open(Turned(state), threads));

    private static State Turned(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state with { Iterate = state.Iterate with { Value = -state.Value } };
    }

    private sealed class Workspace : Methods.Workspace
    {
        private readonly Methods.Workspace _inner;

        public Workspace(Methods.Workspace inner)
        {
            _inner = inner;
            Show();
        }

        public override Vector Answer => _inner.Answer;

        public override void Advance(EvaluationBuffer[] answers, Vector best)
        {
            foreach (var answer in answers)
            {
                answer.Value = -answer.Value;
                TensorPrimitives.Negate<double>(answer.Gradient, answer.Gradient);
                TensorPrimitives.Negate<double>(answer.HessianProduct, answer.HessianProduct);
            }
            _inner.Advance(answers, best);
            Show();
        }

        public override State ToState() => Turned(_inner.ToState());

        private void Show()
        {
            (Transition, Iteration, Accepted) = (_inner.Transition, _inner.Iteration, _inner.Accepted);
            (Point, Value, GradientNorm) = (_inner.Point, -_inner.Value, _inner.GradientNorm);
            (StepNorm, LearningRate) = (_inner.StepNorm, _inner.LearningRate);
            (Draw, Queries, Verdict) = (_inner.Draw, _inner.Queries, _inner.Verdict);
        }
    }
}
