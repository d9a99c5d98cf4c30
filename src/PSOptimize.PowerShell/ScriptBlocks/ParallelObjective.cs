using System.Diagnostics;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// An objective of script blocks that makes all calls of a request in parallel. The answers are assembled in order, so they do not depend
/// on which call ends first.
/// </summary>
internal sealed class ParallelObjective(ScriptObjective blocks, ScriptRunspaces runspaces)
    : RequestObjective(blocks.With(ScriptCopy.WithoutUsing))
{
    /// <inheritdoc/>
    protected override bool Call(
        ReadOnlySpan<Query> queries, EvaluationBuffer[] answers, Exception?[] errors, bool continueOnError)
    {
        var calls = new List<(int Query, Action Make)>();
        for (var i = 0; i < queries.Length; i++)
        {
            var (point, answer) = (Vector.Copy(queries[i].Point.AsSpan()), answers[i]);
            calls.Add((i, () => answer.Value = Blocks.ValueAt(point)));
            if (answer.Wants(Information.Gradient)) calls.Add((i, () => Blocks.GradientAt(point, answer.Gradient)));
        }
        var timings = new Timing[calls.Count];
        var failed = new Timing[calls.Count];
        Exception?[] thrown;
        try
        {
            thrown = runspaces.ForEach(calls.Count, Make, continueOnError);
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

        void Make(int index, int worker)
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
