using System.Runtime.CompilerServices;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Runs;

/// <summary>Answers the queries of a run, counts evaluations, and handles those that throw.</summary>
internal sealed class Evaluator(Objective function, RunOptions options)
{
    /// <summary>Failures beyond this number are counted but not stored.</summary>
    private const int MostFailures = 1000;

    private readonly int _retries = options.EvaluationRetries ?? (options.OnEvaluationError == EvaluationErrorAction.Retry ? 3 : 0);
    private readonly bool _continueOnError = options.OnEvaluationError != EvaluationErrorAction.Stop || options.EvaluationRetries > 0;
    private Exception?[] _errors = [];

    /// <summary>The answers to the last queries; the next call overwrites them.</summary>
    public EvaluationBuffer[] Answers { get; private set; } = [];

    /// <summary>The number of evaluations of the objective, including those for differences and those that threw.</summary>
    public long Evaluations { get; set; }

    public List<EvaluationFailure> Failures { get; } = [];

    public long FailureCount { get; private set; }

    /// <summary>Answers queries; returns the failure that ends the run, or null.</summary>
    [MethodImpl(JitHints.FullyOptimized)]
    public EvaluationFailure? Answer(ReadOnlySpan<Query> queries, Draw draw, long iteration)
    {
        if (Answers.Length != queries.Length)
        {
            _errors = new Exception?[queries.Length];
            Answers = new EvaluationBuffer[queries.Length];
            for (var i = 0; i < Answers.Length; i++) Answers[i] = new EvaluationBuffer();
        }
        var succeeded = function.Answer(queries, draw, Answers, _errors, _continueOnError);
        foreach (var query in queries) Evaluations += function.Cost(query.Wanted, query.Point.Count);
        return succeeded ? null : Recover(queries.ToArray(), draw, iteration);
    }

    /// <summary>Retries the points that failed; for those that keep failing, writes the worst value or returns the first failure.</summary>
    private EvaluationFailure? Recover(Query[] queries, Draw draw, long iteration)
    {
        // Cancellation is not a failure.
        options.Cancellation.ThrowIfCancellationRequested();
        int[] open = [.. Enumerable.Range(0, _errors.Length).Where(i => _errors[i] is not null)];
        EvaluationFailure[] failures = [.. open.Select(i => Note(iteration, queries[i].Point, 1, _errors[i]!))];
        Array.Clear(_errors);
        for (var attempt = 2; attempt <= _retries + 1 && open.Length > 0; attempt++)
        {
            Query[] again = [.. open.Select(i => queries[i])];
            EvaluationBuffer[] answers = [.. open.Select(i => Answers[i])];
            var errors = new Exception?[open.Length];
            function.Answer(again, draw, answers, errors, continueOnError: true);
            options.Cancellation.ThrowIfCancellationRequested();
            foreach (var query in again) Evaluations += function.Cost(query.Wanted, query.Point.Count);
            int[] failed = [.. Enumerable.Range(0, open.Length).Where(k => errors[k] is not null)];
            failures = [.. failed.Select(k => Note(iteration, again[k].Point, attempt, errors[k]!))];
            open = [.. failed.Select(k => open[k])];
        }
        if (open.Length == 0) return null;
        if (options.OnEvaluationError != EvaluationErrorAction.Worst) return failures[0];
        foreach (var i in open) WriteWorst(queries[i], Answers[i]);
        return null;
    }

    private EvaluationFailure Note(long iteration, Vector point, int attempt, Exception error)
    {
        var failure = new EvaluationFailure(iteration, Vector.Copy(point.AsSpan()), attempt, error);
        if (FailureCount++ < MostFailures) Failures.Add(failure);
        options.FailureObserver(failure);
        return failure;
    }

    private void WriteWorst(in Query query, EvaluationBuffer answer)
    {
        answer.Begin(query);
        answer.Value = function.Worst;
        answer.Gradient.Fill(double.NaN);
        answer.HessianProduct.Fill(double.NaN);
    }
}
