using PSOptimize.Vectors;

namespace PSOptimize.Runs.Diagnosis;

/// <summary>A run whose budget ended, seen as numbers: the rows of its last part, and what the whole way down amounts to.</summary>
internal sealed class Patient
{
    // How a run moves shows in so many rows; a look at all of a long run would take longer than the run.
    private const int MostRecent = 1000;

    private readonly Run _run;
    private readonly int _tailCount;                 // the last quarter of the rows
    private readonly TrajectoryRow _early, _late;          // the first and the last row of that quarter
    private readonly IReadOnlyList<TrajectoryRow> _recent; // the last rows of that quarter
    private readonly double _drop;                   // from the first to the best value, at least 0
    private readonly double _rises;                  // the share of the recent rows that lie above the row before
    private readonly double _tailDrop;               // over the tail, positive where it descends
    private readonly double _turns;                  // the share of the recent moves that go back against the move before

    public Patient(Run run)
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
        _turns = rows.Every == 1 && recent > 2
            ? Enumerable.Range(2, recent - 2).Average(i => GoesBack(_recent[i - 2].Point, _recent[i - 1].Point, _recent[i].Point) ? 1.0 : 0.0) : 0;
    }

    /// <summary>Hardly anything was won in the tail, although the slope is still there and is not getting smaller.</summary>
    private bool Crawls => _rises < 0.05 && _tailDrop < 0.01 * _drop
        && _late.GradientNorm > Math.Max(0.3 * _early.GradientNorm, 1e-3 * _run.Trajectory[0].GradientNorm);

    private bool Turns => _turns > 0.5 && !IsStochastic && _late.GradientNorm > 1e-6 * _run.Trajectory[0].GradientNorm;

    /// <summary>Ups and downs that matter: larger than a thousandth of the whole descent.</summary>
    private bool Swings => _rises > 0.25 && _recent.Max(row => row.Value) - _recent.Min(row => row.Value) > 1e-3 * _drop;

    private bool IsStochastic => _run.Objective.MetricNames.Contains("Epoch");

    public Advice? Noise() => Swings && IsStochastic
        ? new(Symptom.Noise, Doctor.Text(
            $"The value rose in {_rises:P0} of the last steps: small batches are noisy. Try larger batches, a falling rate, or averaging."))
        : null;

    public Advice? Overshoot() => Turns && !Swings
        ? new(Symptom.Overshoot, Doctor.Text(
            $"{_turns:P0} of the last moves went back against the one before: the steps overshoot, to and fro across a valley. Try a learning rate of {Doctor.Factor(_run, 0.5)}, or momentum."))
        : Swings && !IsStochastic
        ? new(Symptom.Overshoot, Doctor.Text(
            $"The value rose in {_rises:P0} of the last rows: the steps overshoot. Try a learning rate of {Doctor.Factor(_run, 0.3)}, or one that falls."))
        : null;

    public Advice? VanishingRate()
    {
        var (early, late) = (_run.Trajectory[1], _late);
        // The rate that a coordinate really gets: the length of the move for the gradient that caused it.
        var fall = late.StepNorm / late.GradientNorm / (early.StepNorm / early.GradientNorm);
        // AdaGrad's sum of squares never forgets: beside a steep start the slope of the valley moves it by less and less of its rate.
        var used = late.StepNorm / late.LearningRate / (early.StepNorm / early.LearningRate);
        if (_run.Method.RateOnlyFalls && Crawls && used < 0.05) fall = used;
        return fall < 0.05 && late.LearningRate > 0.5 * early.LearningRate && late.GradientNorm > 1e-3 * early.GradientNorm
            ? new(Symptom.VanishingRate, Doctor.Text(
                $"The steps shrank to {fall:G2} of what they were for the same gradient: the method's own rate vanishes. Try a learning rate of {Doctor.Factor(_run, 10)}, or RMSProp or Adam, which forget old gradients."))
            : null;
    }

    public Advice? Plateau()
    {
        var first = _run.Trajectory[0];
        var last = _late;
        if (Turns) return null;
        if (Crawls && StillDescending() is null && _drop > 0)
            return new(Symptom.Plateau, Doctor.Text(
                $"The last {_tailCount} rows won {_tailDrop / _drop:P2} of the whole descent, and the gradient stays at {last.GradientNorm:G3}: a narrow valley, a plateau, a saddle or too small a rate. Try a learning rate of {Doctor.Factor(_run, 3)}, momentum, or another start."));
        return _rises < 0.05 && Math.Abs(_tailDrop) < 1e-6 * Math.Max(_drop, Math.Abs(first.Value)) && last.GradientNorm > 1e-2 * first.GradientNorm
            ? new(Symptom.Plateau, Doctor.Text(
                $"The value hardly moved over the last {_tailCount} rows, but the gradient is still {last.GradientNorm:G3}: a plateau, a saddle or too small a rate. Try a learning rate of {Doctor.Factor(_run, 10)}, momentum, or another start."))
            : null;
    }

    public Advice? StillDescending()
    {
        if (_rises >= 0.05 || _drop <= 0 || Turns) return null;
        // At the bottom of a steep valley the rest of the way is a small part of the descent, but a large part of what is left of the value.
        var left = Math.Abs(_early.Value);
        var how = _tailDrop > 0.01 * _drop ? Doctor.Text($"by {_tailDrop / _drop:P0} of the whole descent")
            : _tailDrop > 0.02 * left && _tailDrop > 1e-6 * _drop ? Doctor.Text($"by {_tailDrop / left:P0} of itself")
            : "";
        return how.Length == 0 ? null : new(Symptom.StillDescending,
            $"The value was still falling, {how} over the last quarter. Allow more iterations, or try a learning rate of {Doctor.Factor(_run, 3)}.");
    }

    /// <summary>Whether the angle between two moves is above 120 degrees.</summary>
    private static bool GoesBack(Vector first, Vector second, Vector third)
    {
        var (before, after) = (second - first, third - second);
        return before.Dot(after) < -0.5 * before.Norm() * after.Norm();
    }

    public Advice? LeftTheBest()
    {
        var loss = _run.Objective.Gain(_run.Last.Value, _run.Best.Value);
        return _run.Best.Iteration < _run.Last.Iteration / 2 && loss > 0.1 * _drop && loss > 0
            ? new(Symptom.LeftTheBest, Doctor.Text(
                $"The best value was at iteration {_run.Best.Iteration} of {_run.Last.Iteration}; the run then moved away from it. The best point is kept; try a smaller or falling rate."))
            : null;
    }
}
