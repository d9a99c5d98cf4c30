using PSOptimize.Objectives;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Methods;

/// <summary>
/// The state of a run that nobody else can see: a transition may write into the memory of the state that it leaves. It makes the same bits
/// as <see cref="Solver.Tell"/>. What the loop looks at in every transition are fields.
/// </summary>
internal abstract class Workspace
{
    /// <summary>How many transitions have been made.</summary>
    public long Transition { get; protected set; }

    /// <summary>How many iterations have been made.</summary>
    public long Iteration { get; protected set; }

    /// <summary>Whether the last transition led to a new iterate.</summary>
    public bool Accepted { get; protected set; }

    /// <summary>
    /// Where the method stands; valid for as long as the loop calls it the best point, else until the transition after the next.
    /// </summary>
    public Vector Point { get; protected set; } = Vector.Empty;

    /// <summary>The value there; NaN while it is not known.</summary>
    public double Value { get; protected set; } = double.NaN;

    /// <summary>The norm of the gradient there; NaN while it is not known.</summary>
    public double GradientNorm { get; protected set; } = double.NaN;

    /// <summary>The length of the last move.</summary>
    public double StepNorm { get; protected set; }

    /// <summary>The rate of the last move.</summary>
    public double LearningRate { get; protected set; } = double.NaN;

    /// <summary>Which sample the next evaluations are to use.</summary>
    public Draw Draw { get; protected set; }

    /// <summary>What the next transition wants to know.</summary>
    public Query[] Queries { get; protected set; } = [];

    /// <summary>Why the method has nothing more to do; null if it goes on.</summary>
    public Outcome? Verdict { get; protected set; }

    /// <summary>Makes a transition.</summary>
    /// <param name="answers">One per query; it may write into them.</param>
    /// <param name="best">A point whose memory must stay as it is, beside that of the point that the transition leaves.</param>
    public abstract void Advance(EvaluationBuffer[] answers, Vector best);

    /// <summary>The state as an immutable value.</summary>
    public abstract State ToState();

    /// <summary>The point that the method recommends.</summary>
    public abstract Vector Answer { get; }

    /// <summary>Takes over what the loop looks at.</summary>
    protected void Show(State state)
    {
        (Transition, Accepted) = (state.Transition, state.Accepted);
        (Iteration, Point, Value, GradientNorm, StepNorm, LearningRate) = state.Iterate;
    }
}
