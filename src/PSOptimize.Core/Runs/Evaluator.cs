using System.Runtime.CompilerServices;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Runs;

/// <summary>Answers the requests of a run, in the sense of minimisation, counts evaluations, and deals with those that throw.</summary>
internal sealed class Evaluator(Objective objective, RunOptions options)
{
    /// <summary>More failures than this are counted, but not kept.</summary>
    private const int Kept = 1000;

    private readonly int _retries = options.EvaluationRetries ?? (options.OnEvaluationError == EvaluationErrorAction.Retry ? 3 : 0);
    private readonly bool _toTheEnd = options.OnEvaluationError != EvaluationErrorAction.Stop || options.EvaluationRetries > 0;
    private Evaluation?[] _own = [];
    private Exception?[] _errors = [];

    /// <summary>The answers to the last request; the next one may overwrite them.</summary>
    public Evaluation[] Answers { get; private set; } = [];

    /// <summary>How often the objective was evaluated, with what differences cost, and with the evaluations that threw.</summary>
    public long Evaluations { get; set; }

    public List<EvaluationFailure> Failures { get; } = [];

    public long FailureCount { get; private set; }

    /// <summary>Answers a request; gives the failure that the run cannot go on after, if there is one.</summary>
    [MethodImpl(Hot.Path)]
    public EvaluationFailure? Answer(Request request, long iteration)
    {
        var count = request.PointSpan.Length;
        if (_own.Length != count)
        {
            (_own, _errors) = (new Evaluation[count], new Exception?[count]);
            Answers = _own!;
            if (objective.Maximize) Answers = new Evaluation[count];
        }
        var well = objective.Answer(request, _own, _errors, _toTheEnd);
        Evaluations += (long)count * objective.Cost(request.Wants, request.PointSpan[0].Count);
        if (!well && Recover(request, iteration) is { } failure) return failure;
        if (objective.Maximize)
            for (var i = 0; i < count; i++) Answers[i] = _own[i]!.Negated();
        return null;
    }

    /// <summary>Tries the points that failed again; for those that fail to the last, gives the first failure, or the worst value.</summary>
    private EvaluationFailure? Recover(Request request, long iteration)
    {
        // What an evaluation throws because somebody stops the run is no failure.
        options.Cancellation.ThrowIfCancellationRequested();
        int[] open = [.. Enumerable.Range(0, _errors.Length).Where(i => _errors[i] is not null)];
        EvaluationFailure[] failures = [.. open.Select(i => Note(iteration, request.Points[i], 1, _errors[i]!))];
        Array.Clear(_errors);
        for (var attempt = 2; attempt <= _retries + 1 && open.Length > 0; attempt++)
        {
            var again = Request.Create(request.Wants, request.Draw, [.. open.Select(i => request.Points[i])]);
            var (answers, errors) = (new Evaluation?[open.Length], new Exception?[open.Length]);
            objective.Answer(again, answers, errors, toTheEnd: true);
            options.Cancellation.ThrowIfCancellationRequested();
            Evaluations += (long)open.Length * objective.Cost(request.Wants, request.PointSpan[0].Count);
            for (var k = 0; k < open.Length; k++)
                if (errors[k] is null) _own[open[k]] = answers[k];
            int[] failed = [.. Enumerable.Range(0, open.Length).Where(k => errors[k] is not null)];
            failures = [.. failed.Select(k => Note(iteration, again.Points[k], attempt, errors[k]!))];
            open = [.. failed.Select(k => open[k])];
        }
        if (open.Length == 0) return null;
        if (options.OnEvaluationError != EvaluationErrorAction.Worst) return failures[0];
        foreach (var i in open) _own[i] = Worst(request.Wants, request.Points[i].Count);
        return null;
    }

    private EvaluationFailure Note(long iteration, Vector point, int attempt, Exception error)
    {
        var failure = new EvaluationFailure(iteration, Vector.Copy(point.AsSpan()), attempt, error);
        if (FailureCount++ < Kept) Failures.Add(failure);
        options.FailureObserver(failure);
        return failure;
    }

    private Evaluation Worst(Wants wants, int dimension)
    {
        var value = objective.Maximize ? double.NegativeInfinity : double.PositiveInfinity;
        return wants == Wants.Value ? Evaluation.Of(value) : Evaluation.Of(value, Vector.Repeat(dimension, double.NaN));
    }
}
