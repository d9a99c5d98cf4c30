using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using PSOptimize.Runs;
using PSOptimize.Stopping;

namespace PSOptimize.Grids;

/// <summary>
/// The progress of the runs of a command: one record for all of them (<c>12 of 60, 3 failed, best 6E-09</c>), and below it one for each
/// that is being made. Of a single run only its own.
/// </summary>
internal sealed class GridProgress(PSCmdlet cmdlet, int runs)
{
    private const int WholeId = 0x505F;
    private const string Whole = "Runs";

    /// <summary>A record that is gone before it can be read would only flicker.</summary>
    private static readonly TimeSpan QuietTime = TimeSpan.FromMilliseconds(500);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Dictionary<int, string> _shown = [];
    private readonly bool _several = runs > 1;
    private int _done;
    private int _failed;
    private double _best = double.NaN;
    private bool? _maximize;
    private bool _wholeShown;

    /// <summary>Shows how far a run has come.</summary>
    /// <param name="slot">Where it is made: 0 if one run is made after the other.</param>
    /// <param name="run">The run.</param>
    /// <param name="progress">Its progress.</param>
    public void Show(int slot, GridRun run, Progress progress)
    {
        if (_clock.Elapsed < QuietTime || cmdlet.Stopping) return;
        ShowWhole();
        var activity = $"{run.Method.Label} on {run.Problem.Objective.Name}";
        var share = run.Stop.ShareUsed(progress, run.Problem.Objective, run.Method);
        _shown[slot] = activity;
        cmdlet.WriteProgress(new ProgressRecord(IdOf(slot), activity,
            string.Create(CultureInfo.InvariantCulture, $"Iteration {progress.Iteration:N0}, value {progress.Value:G6}"))
        {
            PercentComplete = (int)(100 * share),
            SecondsRemaining = share > 0.01 ? (int)Math.Min(int.MaxValue, progress.Elapsed.TotalSeconds * (1 - share) / share) : -1,
            ParentActivityId = _several ? WholeId : -1,
        });
    }

    /// <summary>Counts a run that has ended.</summary>
    public void Count(Run run)
    {
        _done++;
        if (run.Outcome is Outcome.Failed) _failed++;
        // Values of different goals are not compared.
        _maximize ??= run.Objective.Maximize;
        if (_maximize != run.Objective.Maximize) _best = double.NaN;
        else if (double.IsNaN(_best) || run.Objective.Gain(_best, run.Value) > 0) _best = run.Value;
        if (_several && _clock.Elapsed >= QuietTime && !cmdlet.Stopping) ShowWhole();
    }

    /// <summary>Takes the record of a run away.</summary>
    public void End(int slot)
    {
        if (_shown.Remove(slot, out var activity))
            cmdlet.WriteProgress(new ProgressRecord(IdOf(slot), activity, "Done")
            {
                RecordType = ProgressRecordType.Completed,
                ParentActivityId = _several ? WholeId : -1,
            });
    }

    /// <summary>Takes all records away.</summary>
    public void End()
    {
        foreach (var slot in _shown.Keys.ToArray()) End(slot);
        if (!_wholeShown) return;
        _wholeShown = false;
        cmdlet.WriteProgress(new ProgressRecord(WholeId, Whole, "Done") { RecordType = ProgressRecordType.Completed });
    }

    private int IdOf(int slot) => _several ? WholeId + 1 + slot : WholeId;

    private void ShowWhole()
    {
        if (!_several) return;
        _wholeShown = true;
        var failed = _failed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {_failed} failed");
        var best = double.IsNaN(_best) ? "" : string.Create(CultureInfo.InvariantCulture, $", best {_best:G3}");
        var status = string.Create(CultureInfo.InvariantCulture, $"{_done} of {runs}{failed}{best}");
        cmdlet.WriteProgress(new ProgressRecord(WholeId, Whole, status)
        {
            PercentComplete = 100 * _done / runs,
            SecondsRemaining = _done == 0 ? -1 : (int)Math.Min(int.MaxValue, _clock.Elapsed.TotalSeconds * (runs - _done) / _done),
        });
    }
}
