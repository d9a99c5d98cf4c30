using System.Globalization;
using PSOptimize.Catalogues;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Stopping;

namespace PSOptimize.Runs.Diagnostics;

/// <summary>
/// Finds what is noteworthy about runs, from the rows of their trajectories alone. A trajectory of fewer than <see cref="FewestRows"/> rows
/// yields no advice except on divergence.
/// </summary>
public static class RunDiagnostics
{
    /// <summary>The smallest number of rows that is analysed, 20.</summary>
    public const int FewestRows = 20;

    /// <summary>The findings about one run; empty if nothing is noteworthy.</summary>
    /// <param name="run">A run with its trajectory.</param>
    public static IReadOnlyList<Advice> Examine(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        // A start where the value is not finite says nothing of the rate, and not every method has one.
        if (run.Outcome is Outcome.Failed { Reason: FailureReason.NotFinite, Iteration: > 0 }
            && Parameter.Find(run.Method, nameof(FirstOrderMethod.LearningRate)) is not null)
            return [new(Symptom.Divergence, Text($"The run diverged: try a learning rate of {Rate(run, 0.1)} or less."))];
        if (AreSeparated(run))
            return
            [
                new(Symptom.SeparatedClasses, "The classes can be separated, so that the loss falls without end while the parameters grow: "
                    + "give the model an L2 penalty."),
            ];
        if (!IsAnalysable(run)) return [];
        var analysis = new TrajectoryAnalysis(run);
        Advice?[] found =
        [
            analysis.Noise(),
            analysis.Overshoot(),
            analysis.VanishingRate(),
            analysis.Plateau(),
            analysis.StillDescending(),
            analysis.LeftTheBest(),
        ];
        return [.. found.OfType<Advice>()];
    }

    /// <summary>The findings about several runs together: whether runs on the same problem converged to different values.</summary>
    /// <param name="runs">Any runs.</param>
    /// <param name="tolerance">
    /// Values count as equal if they differ by less than this fraction of the largest descent from a start; default 0.001.
    /// </param>
    public static IReadOnlyList<Advice> Compare(IEnumerable<Run> runs, double tolerance = 1e-3)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var advice = new List<Advice>();
        foreach (var family in runs.GroupBy(run => run.Problem))
        {
            if (family.Select(run => run.Start).Distinct().Count() < 2) continue;
            var converged = family.Where(run => run.Outcome is Outcome.Converged).OrderBy(run => run.Value).ToList();
            if (converged.Count < 2) continue;
            var (low, high) = (converged[0], converged[^1]);
            var scale = Math.Max(converged.Max(run => Math.Abs(run.Trajectory[0].Value - low.Value)), double.Epsilon);
            if ((high.Value - low.Value) / scale < tolerance) continue;
            advice.Add(new(Symptom.SeveralMinima, Text(
                $"{family.Key.Objective.Name} has several minima: the start {low.Start.Brief} led to the value {low.Value:G6}, ")
                + Text($"{high.Start.Brief} to {high.Value:G6}. Try more starts, or a method that searches globally.")));
        }
        return advice;
    }

    internal static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A multiple of the last learning rate, as text for advice.</summary>
    internal static string Rate(Run run, double factor)
    {
        var rate = run.Trajectory.Count > 0 ? run.Trajectory[^1].LearningRate : double.NaN;
        return double.IsFinite(rate) ? Text($"{factor * rate:G3}") : Text($"{factor:G3} times this one");
    }

    // A mean loss below ln 2 / N leaves each of the N rows a probability above one half.
    private static bool AreSeparated(Run run) =>
        run.Objective.Parts.OfType<RegressionObjective>().FirstOrDefault() is
        { Loss.Classifies: true, Model.IsIdentifiable: true, Options: { L1: 0, L2: 0 }, StepsPerEpoch: 1 } model
        && run.Problem.Penalty is null && run.Value * model.Data.RowCount < Math.Log(2);

    // Methods without gradients go uphill on purpose. Under equations, the gradient of the objective alone is not the one that is followed.
    // About a run that converged there is nothing to say.
    private static bool IsAnalysable(Run run) => run.Trajectory.Count >= FewestRows
        && (run.Method.Needs & Information.Gradient) != 0
        && run.Problem.Constraints.Count == 0
        && run.Outcome is Outcome.BudgetExhausted;
}
