using System.Globalization;
using PSOptimize.Objectives;
using PSOptimize.Stopping;

namespace PSOptimize.Runs.Diagnosis;

/// <summary>
/// Reads a trajectory as an experienced person would, and says what stands out. It speaks of what is in the rows and of nothing
/// else: a trajectory of fewer than <see cref="FewestRows"/> rows gives no advice but that of divergence.
/// </summary>
public static class Doctor
{
    /// <summary>How many rows the trajectory must have.</summary>
    public const int FewestRows = 20;

    /// <summary>What one run shows; empty where nothing stands out.</summary>
    /// <param name="run">The run, with its trajectory.</param>
    public static IReadOnlyList<Advice> Examine(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Outcome is Outcome.Failed { Reason: FailureReason.NotFinite })
            return [new(Symptom.Divergence, Text($"The run diverged: try a learning rate of {Smaller(run)} or less."))];

        var rows = run.Trajectory;
        // A method without gradients goes uphill on purpose, and under equations the gradient of the function alone is not what
        // is followed; of a converged run there is nothing to say.
        if (rows.Count < FewestRows || (run.Method.Needs & Information.Gradient) == 0 || run.Problem.Equations.Count > 0 || run.Outcome is not Outcome.BudgetExhausted) return [];
        var patient = new Patient(run);
        Advice?[] found =
        [
            patient.Noise(),
            patient.Overshoot(),
            patient.VanishingRate(),
            patient.Plateau(),
            patient.StillDescending(),
            patient.LeftTheBest(),
        ];
        return [.. found.OfType<Advice>()];
    }

    /// <summary>What several runs show together: whether those of the same objective ended at different values.</summary>
    /// <param name="runs">Any runs.</param>
    /// <param name="tolerance">Values that differ by less than this, relative to the spread of the starting values, count as equal.</param>
    public static IReadOnlyList<Advice> Compare(IEnumerable<Run> runs, double tolerance = 1e-3)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var advice = new List<Advice>();
        foreach (var family in runs.GroupBy(run => run.Problem).Where(family => family.Select(run => run.Start).Distinct().Count() > 1))
        {
            var settled = family.Where(run => run.Outcome is Outcome.Converged).OrderBy(run => run.Value).ToList();
            if (settled.Count < 2) continue;
            var (low, high) = (settled[0], settled[^1]);
            var scale = Math.Max(settled.Max(run => Math.Abs(run.Trajectory[0].Value - low.Value)), double.Epsilon);
            if ((high.Value - low.Value) / scale < tolerance) continue;
            advice.Add(new(Symptom.SeveralMinima, Text(
                $"{family.Key.Objective.Name} has several minima: the start {low.Start} led to the value {low.Value:G6}, {high.Start} to {high.Value:G6}. Try more starts, or a method that searches globally.")));
        }
        return advice;
    }

    internal static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    internal static string Smaller(Run run) => Factor(run, 0.1);

    internal static string Factor(Run run, double factor)
    {
        var rate = run.Trajectory.Count > 0 ? run.Trajectory[^1].LearningRate : double.NaN;
        return double.IsFinite(rate) ? Text($"{factor * rate:G3}") : Text($"{factor:G3} times this one");
    }
}
