using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Constraints;
using PSOptimize.Pictures;
using PSOptimize.Presentation;
using PSOptimize.Runs;
using PSOptimize.ScriptBlocks;
using PSOptimize.Vectors;

namespace PSOptimize.Commands;

/// <summary>The base of cmdlets that draw runs: it collects the runs, and makes scenes of them at the end of the pipeline.</summary>
public abstract class PictureCommand : GuardedCommand, IDisposable
{
    /// <summary>More runs make a page that browsers draw too slowly.</summary>
    private const int MostRuns = 400;

    /// <summary>A warning with more names than these is not read.</summary>
    private const int MostNames = 5;

    /// <summary>A progress bar that is gone before it can be read would only flicker.</summary>
    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(0.5);

    private readonly List<Run> _runs = [];
    private readonly CancellationTokenSource _cancellation = new();
    private bool _refused;

    /// <summary>The runs, from Invoke-Optimizer.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Runs]
    [NoFiles]
    public Run[] Run { get; set => field = value ?? []; } = [];

    /// <summary>
    /// The part of the landscape to draw: lower and upper bound of each coordinate in turn, as in -2, 2, -1, 3. By default it contains the
    /// paths and the known minimum.
    /// </summary>
    [Parameter]
    [NoFiles]
    [PSDefaultValue(Help = "what contains the paths and the known minimum")]
    public double[]? Domain { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var run in Run)
        {
            if (Scene.HasTrace(run)) _runs.Add(run);
            else
            {
                _refused = true;
                WriteError(PictureErrors.RunWithoutTrace(run));
            }
        }
    }

    /// <summary>Ends whatever is being drawn.</summary>
    protected override void StopProcessing() => _cancellation.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _cancellation.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected IReadOnlyList<Run> Runs => _runs;

    /// <summary>Whether there is a run to draw; if not, and no other error says so, this writes one.</summary>
    private protected bool HasRuns()
    {
        if (_runs.Count == 0 && !_refused) WriteError(Errors.EmptyPipeline("drawn"));
        if (_runs.Count > MostRuns)
            this.Warn($"Only the first {MostRuns} of {_runs.Count} runs are drawn. Choose which with Where-Object or Select-Object.");
        return _runs.Count > 0;
    }

    /// <summary>Draws; Ctrl-C ends it even if an objective is in an endless loop at a point that no run visited.</summary>
    private protected T Drawn<T>(Func<T> draw)
    {
        T? drawn = default;
        try
        {
            StrictScope.Run(this, _runs.Select(run => run.Objective), () => drawn = draw());
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        return drawn!;
    }

    /// <summary>The scenes of all runs.</summary>
    private protected IReadOnlyList<Scene> Scenes(int resolution)
    {
        var box = Box();
        if (box is { Lower.Count: > 1 } && _runs.Find(run => run.Start.Count == 1) is { } other)
            ThrowWrongDomain($"{other.Objective.Name} has one coordinate: give -Domain a lower and an upper bound.");

        var (progress, watch) = (new ProgressRecord(0, "Sampling the landscape", " "), Stopwatch.StartNew());
        try
        {
            var scenes = Scene.FromRuns(_runs.Take(MostRuns), new PictureOptions
            {
                Domain = box,
                Resolution = resolution,
                Cancellation = _cancellation.Token,
                Progress = share =>
                {
                    if (watch.Elapsed < QuietTime) return;
                    progress.PercentComplete = (int)(100 * share);
                    WriteProgress(progress);
                },
            });
            WarnOfPathsOutside(scenes);
            return scenes;
        }
        finally
        {
            progress.RecordType = ProgressRecordType.Completed;
            if (!Stopping && progress.PercentComplete >= 0) WriteProgress(progress);
        }
    }

    private Box? Box()
    {
        if (Domain is null) return null;
        if (Domain.Length is not (2 or 4) || !Domain.All(double.IsFinite))
            ThrowWrongDomain("A domain has two or four finite numbers: lower and upper bound of each coordinate, as in -2, 2, -1, 3.");
        var lower = Vector.OfSeq(Domain.Where((_, i) => i % 2 == 0));
        var upper = Vector.OfSeq(Domain.Where((_, i) => i % 2 == 1));
        if (!lower.AsSeq().Zip(upper.AsSeq()).All(pair => pair.First < pair.Second))
            ThrowWrongDomain($"The lower bounds {lower.Brief} of the domain must be below the upper ones {upper.Brief}.");
        return new Box(lower, upper);
    }

    private void ThrowWrongDomain(string why) => ThrowTerminatingError(PictureErrors.WrongDomain(Domain!, why));

    private void WarnOfPathsOutside(IReadOnlyList<Scene> scenes)
    {
        foreach (var scene in scenes.Where(scene => scene.Landscape is not null))
        {
            var outside = scene.Tracks.Where(track => !track.Rows.All(row => scene.Landscape!.Domain.Contains(row.Point))).ToArray();
            if (outside.Length == 0) continue;
            var names = string.Join("; ", outside.Take(MostNames).Select(track => track.Name))
                + (outside.Length > MostNames ? $" and {outside.Length - MostNames} others" : "");
            this.Warn($"On {scene.Objective.Name} these paths leave the drawn domain {Rounded(scene.Landscape!.Domain)} "
                + $"and are cut off: {names}. -Domain sets another.");
        }
    }

    private static string Rounded(Box box) => string.Join(" × ", Enumerable.Range(0, box.Lower.Count)
        .Select(i => string.Create(CultureInfo.InvariantCulture, $"[{box.Lower[i]:G4}, {box.Upper[i]:G4}]")));
}
