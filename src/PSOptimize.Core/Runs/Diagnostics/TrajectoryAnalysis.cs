using PSOptimize.Vectors;

namespace PSOptimize.Runs.Diagnostics;

/// <summary>
/// The statistics of a run that used up its budget, over the last quarter of its rows (the tail) and over its whole descent.
/// </summary>
internal sealed class TrajectoryAnalysis
{
    // This many rows show how a run moves; analysing all rows of a long run would take longer than the run itself.
    private const int MostRecent = 1000;

    private readonly Run _run;
    private readonly int _tailCount;
    private readonly TrajectoryRow _early, _late;          // the first and the last row of the tail
    private readonly IReadOnlyList<TrajectoryRow> _recent; // the last rows of the tail
    private readonly double _drop;                         // from the first to the best value, at least 0
    private readonly double _rises;                        // the fraction of recent rows with a worse value than the row before
    private readonly double _tailDrop;                     // over the tail; positive if it descends
    private readonly double _reversals;                    // the fraction of recent steps that reverse the step before

    public TrajectoryAnalysis(Run run)
    {
        _run = run;
        var rows = run.Trajectory;
        _tailCount = rows.Count - rows.Count * 3 / 4;
        (_early, _late) = (rows[^_tailCount], rows[^1]);
        var recent = Math.Min(_tailCount, MostRecent);
        _recent = [.. Enumerable.Range(rows.Count - recent, recent).Select(i => rows[i])];
        _drop = run.Objective.Gain(rows[0].Value, run.Best.Value);
        _rises = _recent.Zip(_recent.Skip(1), (a, b) => run.Objective.Gain(b.Value, a.Value) > 0 ? 1.0 : 0.0).Average();
        _tailDrop = run.Objective.Gain(_early.Value, _late.Value);
        _reversals = rows.Every == 1 && recent > 2
            ? Enumerable.Range(2, recent - 2)
                .Average(i => IsReversal(_recent[i - 2].Point, _recent[i - 1].Point, _recent[i].Point) ? 1.0 : 0.0)
            : 0;
    }

    /// <summary>The tail gained almost nothing, although the gradient is still there and does not shrink.</summary>
    private bool Crawls => _rises < 0.05 && _tailDrop < 0.01 * _drop
        && _late.GradientNorm > Math.Max(0.3 * _early.GradientNorm, 1e-3 * _run.Trajectory[0].GradientNorm);

    private bool Reverses => _reversals > 0.5 && !IsStochastic && _late.GradientNorm > 1e-6 * _run.Trajectory[0].GradientNorm;

    /// <summary>The value goes up and down by more than a thousandth of the whole descent.</summary>
    private bool Oscillates => _rises > 0.25 && _recent.Max(row => row.Value) - _recent.Min(row => row.Value) > 1e-3 * _drop;

    private bool IsStochastic => _run.Objective.MetricNames.Contains("Epoch");

    public Advice? Noise() => Oscillates && IsStochastic
        ? Found(Symptom.Noise,
            $"The value rose in {_rises:P0} of the last steps: small batches are noisy. ",
            $"Try larger batches, a decaying rate, or averaging.")
        : null;

    public Advice? Overshoot()
    {
        if (Reverses && !Oscillates)
            return Found(Symptom.Overshoot,
                $"{_reversals:P0} of the last steps reversed the step before: they overshoot, back and forth across a valley. ",
                $"Try a learning rate of {Rate(0.5)}, or momentum.");
        return Oscillates && !IsStochastic
            ? Found(Symptom.Overshoot,
                $"The value rose in {_rises:P0} of the last rows: the steps overshoot. ",
                $"Try a learning rate of {Rate(0.3)}, or a decaying one.")
            : null;
    }

    public Advice? VanishingRate()
    {
        var (early, late) = (_run.Trajectory[1], _late);
        // The effective rate: the length of a step relative to the gradient that caused it.
        var ratio = late.StepNorm / late.GradientNorm / (early.StepNorm / early.GradientNorm);
        // AdaGrad's sum of squares never forgets a steep start, so the same learning rate moves a coordinate in the valley less and less.
        var used = late.StepNorm / late.LearningRate / (early.StepNorm / early.LearningRate);
        if (_run.Method.RateOnlyFalls && Crawls && used < 0.05) ratio = used;
        return ratio < 0.05 && late.LearningRate > 0.5 * early.LearningRate && late.GradientNorm > 1e-3 * early.GradientNorm
            ? Found(Symptom.VanishingRate,
                $"For the same gradient, the steps shrank to {ratio:G2} of their initial length: the method's effective rate vanishes. ",
                $"Try a learning rate of {Rate(10)}, or RMSProp or Adam, which forget old gradients.")
            : null;
    }

    public Advice? Plateau()
    {
        var first = _run.Trajectory[0];
        if (Reverses) return null;
        if (Crawls && StillDescending() is null && _drop > 0)
            return Found(Symptom.Plateau,
                $"The last {_tailCount} rows gained {_tailDrop / _drop:P2} of the whole descent, and the gradient norm is still ",
                $"{_late.GradientNorm:G3}: a narrow valley, a plateau, a saddle or too small a rate. ",
                $"Try a learning rate of {Rate(3)}, momentum, or another start.");
        return _rises < 0.05 && Math.Abs(_tailDrop) < 1e-6 * Math.Max(_drop, Math.Abs(first.Value))
            && _late.GradientNorm > 1e-2 * first.GradientNorm
            ? Found(Symptom.Plateau,
                $"The value hardly changed over the last {_tailCount} rows, but the gradient norm is still {_late.GradientNorm:G3}: ",
                $"a plateau, a saddle or too small a rate. Try a learning rate of {Rate(10)}, momentum, or another start.")
            : null;
    }

    public Advice? StillDescending()
    {
        if (_rises >= 0.05 || _drop <= 0 || Reverses) return null;
        // At the bottom of a steep valley the remaining descent is a small part of the whole, but a large part of the remaining value.
        var left = Math.Abs(_early.Value);
        var how = _tailDrop > 0.01 * _drop ? RunDiagnostics.Text($"by {_tailDrop / _drop:P0} of the whole descent")
            : _tailDrop > 0.02 * left && _tailDrop > 1e-6 * _drop ? RunDiagnostics.Text($"by {_tailDrop / left:P0} of itself")
            : "";
        return how.Length == 0 ? null : Found(Symptom.StillDescending,
            $"The value was still falling, {how} over the last quarter. ",
            $"Allow more iterations, or try a learning rate of {Rate(3)}.");
    }

    public Advice? LeftTheBest()
    {
        var loss = _run.Objective.Gain(_run.Last.Value, _run.Best.Value);
        return _run.Best.Iteration < _run.Last.Iteration / 2 && loss > 0.1 * _drop && loss > 0
            ? Found(Symptom.LeftTheBest,
                $"The best value was at iteration {_run.Best.Iteration} of {_run.Last.Iteration}; the run then moved away from it. ",
                $"The best point is kept; try a smaller or decaying rate.")
            : null;
    }

    /// <summary>Whether the angle between two successive steps is above 120 degrees.</summary>
    private static bool IsReversal(Vector first, Vector second, Vector third)
    {
        var (before, after) = (second - first, third - second);
        return before.Dot(after) < -0.5 * before.Norm() * after.Norm();
    }

    private string Rate(double factor) => RunDiagnostics.Rate(_run, factor);

    private static Advice Found(Symptom symptom, params FormattableString[] sentence) =>
        new(symptom, string.Concat(sentence.Select(RunDiagnostics.Text)));
}
