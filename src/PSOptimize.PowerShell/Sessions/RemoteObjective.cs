using System.Runtime.ExceptionServices;
using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.ScriptBlocks;
using PSOptimize.Vectors;

namespace PSOptimize.Sessions;

/// <summary>An objective of script blocks that other sessions evaluate, at as many points at once as there are sessions.</summary>
internal sealed class RemoteObjective : Objective
{
    private readonly ScriptObjective _inner;
    private readonly string _record;
    private readonly EvaluationSessions _sessions;

    /// <summary>An objective that is evaluated elsewhere.</summary>
    /// <param name="inner">The objective.</param>
    /// <param name="record">Its record, see <see cref="FunctionRecord"/>.</param>
    /// <param name="sessions">The sessions.</param>
    public RemoteObjective(ScriptObjective inner, string record, EvaluationSessions sessions) : base(inner.Name)
    {
        (_inner, _record, _sessions) = (inner, record, sessions);
        Dimension = inner.Dimension;
        if (inner.CoordinateNames.Count > 0) SetCoordinateNames([.. inner.CoordinateNames]);
    }

    public override DifferentiationKind Differentiation => _inner.Differentiation;

    public override string Script => _inner.Script;

    internal override bool AnswersInParallel => true;

    internal override bool IsInvoked => true;

    internal override bool IsMeasured => _inner.IsMeasured;

    /// <inheritdoc/>
    protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer)
    {
        var errors = new Exception?[1];
        if (!Call([query], [answer], errors)) ExceptionDispatchInfo.Throw(errors[0]!);
    }

    /// <inheritdoc/>
    internal override bool Answer(
        ReadOnlySpan<Query> queries, Draw draw, EvaluationBuffer[] answers, Exception?[] errors, bool continueOnError)
    {
        for (var i = 0; i < queries.Length; i++) answers[i].Begin(queries[i]);
        return Call(queries, answers, errors);
    }

    /// <summary>Answers into buffers that have begun, of which more may be wanted than what this objective answers.</summary>
    private bool Call(ReadOnlySpan<Query> queries, EvaluationBuffer[] answers, Exception?[] errors)
    {
        var points = new (Vector, bool)[queries.Length];
        for (var i = 0; i < points.Length; i++)
        {
            // The point is valid during this call only.
            points[i] = (Vector.Copy(queries[i].Point.AsSpan()), answers[i].Wants(Information.Gradient));
        }
        var succeeded = true;
        var given = _sessions.Evaluate(_record, points);
        for (var i = 0; i < given.Length; i++)
        {
            (answers[i].Value, answers[i].Timing, errors[i]) = (given[i].Value, given[i].Timing, given[i].Error);
            succeeded &= given[i].Error is null;
            if (given[i].Gradient.Count > 0) given[i].Gradient.AsSpan().CopyTo(answers[i].Gradient);
        }
        return succeeded;
    }
}
