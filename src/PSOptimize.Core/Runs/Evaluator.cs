using System.Runtime.CompilerServices;
using PSOptimize.Objectives;
using PSOptimize.Runs.Evaluations;
using PSOptimize.Vectors;

namespace PSOptimize.Runs;

/// <summary>Answers the queries of a run, counts and keeps evaluations, and handles those that throw.</summary>
internal sealed class Evaluator(Objective function, RunOptions options, EvaluationLog log)
{
    /// <summary>Failures beyond this number are counted but not stored.</summary>
    private const int MostFailures = 1000;

    private readonly int _retries = options.EvaluationRetries ?? (options.OnEvaluationError == EvaluationErrorAction.Retry ? 3 : 0);
    private readonly bool _continueOnError = options.OnEvaluationError != EvaluationErrorAction.Stop || options.EvaluationRetries > 0;
    // Of an objective that shows other rows at each step, a value belongs to one step.
    private readonly KnownValues? _known = options.Known.Count > 0 && function.StepsPerEpoch == 1 ? new(options.Known) : null;
    private Exception?[] _errors = [];

    /// <summary>The answers to the last queries; the next call overwrites them.</summary>
    public EvaluationBuffer[] Answers { get; private set; } = [];

    /// <summary>The number of evaluations of the objective, including those for differences and those that threw.</summary>
    public long Evaluations { get; set; }

    /// <summary>What was evaluated, attempt by attempt.</summary>
    public EvaluationLog Log { get; set; } = log;

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
        if (_known is not null) return AnswerUnknown(queries.ToArray(), draw, iteration);
        return Attempt(queries, draw, iteration, 1, Answers, _errors) ? null : Recover(queries.ToArray(), draw, iteration);
    }

    /// <summary>Makes an attempt at queries, and notes it; returns whether all succeeded.</summary>
    [MethodImpl(JitHints.FullyOptimized)]
    private bool Attempt(
        ReadOnlySpan<Query> queries, Draw draw, long iteration, int attempt, EvaluationBuffer[] answers, Exception?[] errors)
    {
        bool succeeded;
        try
        {
            if (Log.IsOpen) succeeded = NotedAttempt(queries, draw, iteration, attempt, answers, errors);
            else
            {
                succeeded = function.Answer(queries, draw, answers, errors, _continueOnError);
                Log.Omit(queries.Length);
            }
        }
        catch (PartlyAnsweredException part)
        {
            Evaluations += part.Evaluations;
            throw;
        }
        foreach (var query in queries) Evaluations += function.Cost(query.Wanted, query.Point.Count);
        return succeeded;
    }

    private bool NotedAttempt(
        ReadOnlySpan<Query> queries, Draw draw, long iteration, int attempt, EvaluationBuffer[] answers, Exception?[] errors)
    {
        foreach (var answer in answers) (answer.IsTimed, answer.Timing) = (true, default);
        try
        {
            return function.Answer(queries, draw, answers, errors, _continueOnError);
        }
        finally
        {
            // A cancellation leaves what has been answered by then.
            for (var i = 0; i < queries.Length; i++)
                if (answers[i].Timing.HasEnded)
                    Log.Add(iteration, attempt, queries[i].Point, answers[i].Value, errors[i], answers[i].Timing);
            if (!Log.IsOpen)
                foreach (var answer in answers) answer.IsTimed = false;
        }
    }

    /// <summary>Answers what is known from before, and evaluates the rest.</summary>
    private EvaluationFailure? AnswerUnknown(Query[] queries, Draw draw, long iteration)
    {
        var open = new List<int>();
        for (var i = 0; i < queries.Length; i++)
            if (_known!.Answers(queries[i], Answers[i])) Log.Recall();
            else open.Add(i);
        return Persist(queries, [.. open], [], 1, draw, iteration);
    }

    /// <summary>Retries the points that failed at the first attempt.</summary>
    private EvaluationFailure? Recover(Query[] queries, Draw draw, long iteration)
    {
        // Cancellation is not a failure.
        options.Cancellation.ThrowIfCancellationRequested();
        int[] open = [.. Enumerable.Range(0, _errors.Length).Where(i => _errors[i] is not null)];
        EvaluationFailure[] failures = [.. open.Select(i => Note(iteration, queries[i].Point, 1, _errors[i]!))];
        Array.Clear(_errors);
        return Persist(queries, open, failures, 2, draw, iteration);
    }

    /// <summary>
    /// Attempts the open points until no attempts are left; for those that keep failing, writes the worst value or returns the first
    /// failure.
    /// </summary>
    private EvaluationFailure? Persist(
        Query[] queries, int[] open, EvaluationFailure[] failures, int attempt, Draw draw, long iteration)
    {
        for (; attempt <= _retries + 1 && open.Length > 0; attempt++)
        {
            Query[] again = [.. open.Select(i => queries[i])];
            var errors = new Exception?[open.Length];
            Attempt(again, draw, iteration, attempt, [.. open.Select(i => Answers[i])], errors);
            options.Cancellation.ThrowIfCancellationRequested();
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
