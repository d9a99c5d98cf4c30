namespace PSOptimize.Runs.Comparisons;

/// <summary>
/// What counts as solving a problem, given the runs of several solvers on several problems: a run has solved its problem where it has come
/// from the value at the start all but a share τ of the way to the best value that any run has found, or where it has reached a target.
/// </summary>
/// <remarks>
/// J. J. Moré, S. M. Wild, "Benchmarking derivative-free optimization algorithms", SIAM Journal on Optimization 20 (2009), 172–191,
/// equation 2.2.
/// </remarks>
internal sealed class Benchmark
{
    private readonly Dictionary<string, double> _best = [];
    private readonly double _tolerance;
    private readonly double? _target;

    /// <summary>Takes in the runs.</summary>
    /// <param name="runs">All runs that are compared.</param>
    /// <param name="tolerance">τ in [0, 1].</param>
    /// <param name="target">A value to reach instead; null for none.</param>
    public Benchmark(IEnumerable<Run> runs, double tolerance, double? target)
    {
        (_tolerance, _target) = (tolerance, target);
        foreach (var run in runs)
        {
            if (double.IsNaN(run.Value)) continue;
            var (problem, height) = (ProblemOf(run), Height(run, run.Value));
            _best[problem] = _best.TryGetValue(problem, out var lowest) ? Math.Min(lowest, height) : height;
        }
    }

    /// <summary>The problem that a run is on: the objective and the start.</summary>
    public static string ProblemOf(Run run) => $"{run.Problem.Objective.Name} {run.Problem.Objective.Maximize} {run.Start}";

    /// <summary>The number of evaluations after which a run had solved its problem; null if it has not.</summary>
    public long? EvaluationsUntilSolved(Run run)
    {
        if (run.Trajectory.Count == 0 || !_best.TryGetValue(ProblemOf(run), out var best)) return null;
        var start = Height(run, run.Trajectory[0].Value);
        // From a start without a value everything is a way down.
        var limit = _target is { } target ? Height(run, target) : double.IsFinite(start) ? best + _tolerance * (start - best) : best;
        foreach (var row in run.Trajectory)
            if (Height(run, row.Value) <= limit) return row.Evaluations;
        return Height(run, run.Value) <= limit ? run.Evaluations : null;
    }

    /// <summary>A value as one that is to be low.</summary>
    private static double Height(Run run, double value) => run.Problem.Objective.Maximize ? -value : value;
}
