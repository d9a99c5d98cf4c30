using System.Management.Automation;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Sessions;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Presentation;

/// <summary>
/// A session of Step-Optimizer, waiting for evaluations: a method in a state, with all that was answered before. An immutable value; two
/// are equal if they continue alike.
/// </summary>
public sealed class OptimizerStep : IEquatable<OptimizerStep>
{
    internal OptimizerStep(Session session, string path = "") => (Session, Path) = (session, path);

    /// <summary>The method.</summary>
    public Method Method => Session.Method;

    /// <summary>Everything that the method knows.</summary>
    public State State => Session.State;

    /// <summary>Direction, set and scale; the objective is evaluated elsewhere.</summary>
    public Problem Problem => Session.Problem;

    /// <summary>How many iterations have been made.</summary>
    public long Iteration => State.Iteration;

    /// <summary>How many points have been answered, failures included.</summary>
    public int Evaluations => History.Length;

    /// <summary>Whether the largest value is sought.</summary>
    public bool Maximize => Problem.Objective.Maximize;

    /// <summary>Which points the method wants evaluated, and what it wants there.</summary>
    public Request Request => Session.Request;

    /// <summary>The indexes, from 0, of the points of the request that are not answered yet.</summary>
    public int[] Open => [.. Session.Open];

    /// <summary>
    /// The request as rows to fill in: Index, one column per coordinate, Value, Gradient if it is wanted, Error. Step-Optimizer takes
    /// them back.
    /// </summary>
    public PSObject[] Table => StepTable.Of(this);

    /// <summary>The current point of the method.</summary>
    public Vector Point => State.Point;

    /// <summary>The value there; NaN while the method does not know it.</summary>
    public double Value => State.Value;

    /// <summary>The point that the method recommends so far.</summary>
    public Vector Best => Session.Best;

    /// <summary>Every answer, those to a part of the current request included.</summary>
    public SessionAnswer[] History => [.. Session.History, .. Session.Pending];

    /// <summary>What was written down with -Note.</summary>
    public SessionNote[] Notes => [.. Session.Notes];

    /// <summary>Why the session is finished; null if it is not.</summary>
    public Outcome? Outcome => Session.Outcome;

    /// <summary>The file that the session is kept in; empty if there is none.</summary>
    public string Path { get; }

    /// <summary>
    /// The step as one line of JSON, from which Step-Optimizer continues to the same bits. It can be saved in a file, and it is part of
    /// what Export-Clixml and ConvertTo-Json make of the step.
    /// </summary>
    public string Json => Session.ToJson();

    /// <summary>The session itself.</summary>
    internal Session Session { get; }

    /// <summary>The run that the answers make, for Get-Trajectory, Get-Evaluation and pictures.</summary>
    public Run ToRun() => Session.ToRun();

    /// <summary>Reads a step from its text.</summary>
    /// <param name="json">The text of <see cref="Json"/>.</param>
    /// <exception cref="CheckpointException">The text is damaged, or is not a step.</exception>
    public static OptimizerStep FromJson(string json) => new(Session.FromJson(json));

    /// <inheritdoc/>
    public bool Equals(OptimizerStep? other) => other is not null && Session.Equals(other.Session);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OptimizerStep);

    /// <inheritdoc/>
    public override int GetHashCode() => Session.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Session.ToString();

    /// <summary>The step with another state of its session.</summary>
    internal OptimizerStep With(Session session) => new(session, Path);

    /// <summary>The step that is kept in a file.</summary>
    internal OptimizerStep At(string path) => new(Session, path);

    /// <summary>The step after an objective has answered the open points of its request.</summary>
    /// <param name="objective">The objective; if it is to be maximised, so is the session.</param>
    internal OptimizerStep Answered(Objective objective)
    {
        var session = objective.Maximize ? Session.Maximized() : Session;
        var solver = Method.Prepare(session.Problem.WithObjective(objective.WithMaximize(session.Problem.Objective.Maximize)));
        int[] open = [.. session.Open];
        var request = session.Request;
        var evaluations = solver.Problem.Answer(Request.Of(request.Draw, [.. open.Select(index => request.Queries[index])]));
        var now = DateTimeOffset.Now;
        return With(session.Tell([.. open.Zip(evaluations, (index, evaluation) => SessionAnswer.Of(index, evaluation, now))]));
    }
}
