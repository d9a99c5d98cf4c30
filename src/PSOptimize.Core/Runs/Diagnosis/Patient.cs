namespace PSOptimize.Runs.Diagnosis;

/// <summary>A run whose budget ended, seen as numbers: the rows of its last part, and what the whole way down amounts to.</summary>
internal sealed class Patient
{
    private readonly Run _run;
    private readonly IReadOnlyList<Iterate> _tail;   // the last quarter of the rows
    private readonly double _sign;
    private readonly double _drop;                   // from the first to the best value, at least 0
    private readonly double _rises;                  // the share of the tail's rows that lie above the row before
    private readonly double _tailDrop;               // over the tail, positive where it descends

    public Patient(Run run)
    {
        _run = run;
        _sign = run.Objective.Maximize ? -1 : 1;
        var rows = run.Trajectory;
        _tail = [.. rows.Skip(rows.Count * 3 / 4)];
        _drop = _sign * (rows[0].Value - run.Best.Value);
        _rises = _tail.Zip(_tail.Skip(1), (a, b) => _sign * (b.Value - a.Value) > 0 ? 1.0 : 0.0).Average();
        _tailDrop = _sign * (_tail[0].Value - _tail[^1].Value);
    }

    /// <summary>Ups and downs that matter: larger than a thousandth of the whole descent.</summary>
    private bool Swings => _rises > 0.25 && _tail.Max(row => row.Value) - _tail.Min(row => row.Value) > 1e-3 * _drop;

    private bool IsStochastic => _run.Objective.MetricNames.Contains("Epoch");

    public Advice? Noise() => Swings && IsStochastic
        ? new(Symptom.Noise, Doctor.Text(
            $"The value rose in {_rises:P0} of the last steps: small batches are noisy. Try larger batches, a falling rate, or averaging."))
        : null;

    public Advice? Overshoot() => Swings && !IsStochastic
        ? new(Symptom.Overshoot, Doctor.Text(
            $"The value rose in {_rises:P0} of the last rows: the steps overshoot. Try a learning rate of {Doctor.Factor(_run, 0.3)}, or one that falls."))
        : null;

    public Advice? VanishingRate()
    {
        var (early, late) = (_run.Trajectory[1], _tail[^1]);
        // The rate that a coordinate really gets: the length of the move for the gradient that caused it.
        var fall = late.StepNorm / late.GradientNorm / (early.StepNorm / early.GradientNorm);
        return fall < 0.05 && late.LearningRate > 0.5 * early.LearningRate && late.GradientNorm > 1e-3 * early.GradientNorm
            ? new(Symptom.VanishingRate, Doctor.Text(
                $"The steps shrank to {fall:G2} of what they were for the same gradient: the method's own rate vanishes. Try a learning rate of {Doctor.Factor(_run, 10)}, or RMSProp or Adam, which forget old gradients."))
            : null;
    }

    public Advice? Plateau()
    {
        var first = _run.Trajectory[0];
        var last = _tail[^1];
        return _rises < 0.05 && Math.Abs(_tailDrop) < 1e-6 * Math.Max(_drop, Math.Abs(first.Value)) && last.GradientNorm > 1e-2 * first.GradientNorm
            ? new(Symptom.Plateau, Doctor.Text(
                $"The value hardly moved over the last {_tail.Count} rows, but the gradient is still {last.GradientNorm:G3}: a plateau, a saddle or too small a rate. Try a learning rate of {Doctor.Factor(_run, 10)}, momentum, or another start."))
            : null;
    }

    public Advice? StillDescending()
    {
        if (_rises >= 0.05 || _drop <= 0) return null;
        // At the bottom of a steep valley the rest of the way is a small part of the descent, but a large part of what is left of the value.
        var left = Math.Abs(_tail[0].Value);
        var how = _tailDrop > 0.01 * _drop ? Doctor.Text($"by {_tailDrop / _drop:P0} of the whole descent")
            : _tailDrop > 0.02 * left && _tailDrop > 1e-6 * _drop ? Doctor.Text($"by {_tailDrop / left:P0} of itself")
            : "";
        return how.Length == 0 ? null : new(Symptom.StillDescending,
            $"The value was still falling, {how} over the last quarter. Allow more iterations, or try a learning rate of {Doctor.Factor(_run, 3)}.");
    }

    public Advice? LeftTheBest()
    {
        var loss = _sign * (_run.Last.Value - _run.Best.Value);
        return _run.Best.Iteration < _run.Last.Iteration / 2 && loss > 0.1 * _drop && loss > 0
            ? new(Symptom.LeftTheBest, Doctor.Text(
                $"The best value was at iteration {_run.Best.Iteration} of {_run.Last.Iteration}; the run then moved away from it. The best point is kept; try a smaller or falling rate."))
            : null;
    }
}
