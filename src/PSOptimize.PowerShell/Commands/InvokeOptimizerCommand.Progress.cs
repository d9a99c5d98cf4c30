using System.Globalization;
using System.Management.Automation;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Stopping;

namespace PSOptimize.Commands;

/// <content>The progress bar of long runs.</content>
public sealed partial class InvokeOptimizerCommand
{
    private const int ProgressId = 0x505F;
    private static readonly TimeSpan Patient = TimeSpan.FromMilliseconds(500);

    private bool _progressShown;

    private Action<Progress> ShowProgress(Objective objective, Method method) => progress =>
    {
        if (progress.Elapsed < Patient || Stopping) return;
        _progressShown = true;
        WriteProgress(new ProgressRecord(ProgressId, $"{method.Label} on {objective.Name}",
            string.Create(CultureInfo.InvariantCulture, $"Iteration {progress.Iteration:N0}, value {progress.Value:G6}"))
        {
            PercentComplete = Percent(progress, objective),
        });
    };

    private void EndProgress()
    {
        if (!_progressShown || Stopping) return;
        _progressShown = false;
        WriteProgress(new ProgressRecord(ProgressId, "Optimisation", "Done") { RecordType = ProgressRecordType.Completed });
    }

    /// <summary>Of the budget that is nearest to its end.</summary>
    private int Percent(Progress progress, Objective objective)
    {
        double done = 0;
        if (IterationLimit is > 0 and { } iterations) done = Math.Max(done, (double)progress.Iteration / iterations);
        if (MaxEpochs is { } epochs) done = Math.Max(done, (double)progress.Transition / (epochs * objective.StepsPerEpoch));
        if (MaxEvaluations is { } evaluations) done = Math.Max(done, (double)progress.Evaluations / evaluations);
        if (MaxTime is { } time) done = Math.Max(done, progress.Elapsed / time);
        return (int)(100 * Math.Min(done, 1));
    }
}
