using PSOptimize.Objectives;
using PSOptimize.ScriptBlocks;
using PSOptimize.Vectors;

namespace PSOptimize.Sessions;

/// <summary>An objective of script blocks that other sessions evaluate, at as many points at once as there are sessions.</summary>
/// <param name="blocks">The objective.</param>
/// <param name="record">Its record, see <see cref="FunctionRecord"/>.</param>
/// <param name="sessions">The sessions.</param>
internal sealed class RemoteObjective(ScriptObjective blocks, string record, EvaluationSessions sessions) : RequestObjective(blocks)
{
    /// <inheritdoc/>
    protected override bool Call(
        ReadOnlySpan<Query> queries, EvaluationBuffer[] answers, Exception?[] errors, bool continueOnError)
    {
        var points = new (Vector, bool)[queries.Length];
        for (var i = 0; i < points.Length; i++)
            points[i] = (Vector.Copy(queries[i].Point.AsSpan()), answers[i].Wants(Information.Gradient));
        var given = new RemoteAnswer?[points.Length];
        try
        {
            sessions.Evaluate(record, points, given);
        }
        finally
        {
            // A cancellation leaves what has been answered by then.
            for (var i = 0; i < given.Length; i++)
            {
                if (given[i] is not { } one) continue;
                (answers[i].Value, answers[i].Timing, errors[i]) = (one.Value, one.Timing, one.Error);
                if (one.Gradient.Count > 0) one.Gradient.AsSpan().CopyTo(answers[i].Gradient);
            }
        }
        return Array.TrueForAll(errors, error => error is null);
    }
}
