using System.Diagnostics;
using System.Runtime.ExceptionServices;
using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// An objective of script blocks that makes all calls of a request in parallel. The answers are assembled in order, so they do not depend
/// on which call ends first.
/// </summary>
internal sealed class ParallelObjective : Objective
{
    private readonly ScriptObjective _inner;
    private readonly ScriptRunspaces _runspaces;

    public ParallelObjective(ScriptObjective inner, ScriptRunspaces runspaces) : base(inner.Name)
    {
        (_inner, _runspaces) = (inner.With(ScriptCopy.WithoutUsing), runspaces);
        Dimension = inner.Dimension;
        if (inner.CoordinateNames.Count > 0) SetCoordinateNames([.. inner.CoordinateNames]);
    }

    public override DifferentiationKind Differentiation => _inner.Differentiation;

    public override string Script => _inner.Script;

    internal override bool AnswersInParallel => true;

    internal override bool IsInvoked => true;

    /// <inheritdoc/>
    protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer)
    {
        var errors = new Exception?[1];
        if (!Call([query], [answer], errors, continueOnError: false)) ExceptionDispatchInfo.Throw(errors[0]!);
    }

    /// <inheritdoc/>
    internal override bool Answer(
        ReadOnlySpan<Query> queries, Draw draw, EvaluationBuffer[] answers, Exception?[] errors, bool continueOnError)
    {
        for (var i = 0; i < queries.Length; i++) answers[i].Begin(queries[i]);
        return Call(queries, answers, errors, continueOnError);
    }

    /// <summary>Answers into buffers that have begun, of which more may be wanted than what this objective answers.</summary>
    private bool Call(ReadOnlySpan<Query> queries, EvaluationBuffer[] answers, Exception?[] errors, bool continueOnError)
    {
        var calls = new List<(int Query, Action Make)>();
        for (var i = 0; i < queries.Length; i++)
        {
            // The point is valid during this call only.
            var (point, answer) = (Vector.Copy(queries[i].Point.AsSpan()), answers[i]);
            calls.Add((i, () => answer.Value = _inner.ValueAt(point)));
            if (answer.Wants(Information.Gradient)) calls.Add((i, () => _inner.GradientAt(point, answer.Gradient)));
        }
        var timings = new Timing[calls.Count];
        var failed = new Timing[calls.Count];
        Exception?[] thrown;
        try
        {
            thrown = _runspaces.ForEach(calls.Count, Call, continueOnError);
            for (var call = 0; call < failed.Length; call++)
                if (failed[call].HasEnded) timings[call] = failed[call];
        }
        finally
        {
            // After a cancellation calls may still run; those that have succeeded by now count.
            lock (timings)
                for (var i = 0; i < queries.Length; i++)
                    answers[i].Timing = Timing.Of([.. timings.Where((_, call) => calls[call].Query == i)]);
        }
        for (var call = 0; call < thrown.Length; call++)
        {
            errors[calls[call].Query] ??= thrown[call];
            if (thrown[call] is not null && !continueOnError) return false;
        }
        return Array.TrueForAll(errors, error => error is null);

        void Call(int index, int worker)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                calls[index].Make();
                lock (timings) timings[index] = new(began, Stopwatch.GetTimestamp(), worker);
            }
            catch
            {
                failed[index] = new(began, Stopwatch.GetTimestamp(), worker);
                throw;
            }
        }
    }
}
