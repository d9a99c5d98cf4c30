using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;
using System.Text;
using PSOptimize.Pictures;
using PSOptimize.Presentation;

namespace PSOptimize.Commands;

/// <summary>Draws runs into a file: an interactive page (.html) that works without a network, or a static picture (.svg).</summary>
/// <remarks>
/// With two coordinates both show the objective's contour lines and the paths on them, with start, end and known minimum; with one
/// coordinate the curve; with any number the value by iteration. The page also races the methods step by step, turns the landscape
/// in three dimensions, and shows gradient norm, step norm, rate, metrics and final points.
/// For a fit both show the data with their errors, the model at the best point of each run and the residuals; for a classifier of
/// two features the regions in which it decides, and what it gets wrong; for both, loss and accuracy or R² by epoch.
/// Runs on several objectives share a file. Where the levels of a landscape or the values differ by powers of ten, they are drawn
/// on a logarithmic scale. Of long runs as many rows are drawn as make the same picture.
/// </remarks>
/// <example>
/// <text>Five methods race on Rosenbrock's valley</text>
/// <code>Invoke-Optimizer GradientDescent, Momentum, AdaGrad, RMSProp, Adam -Objective Rosenbrock -LearningRate 0.001 | Export-TrajectoryPlot race.html</code>
/// </example>
/// <example>
/// <text>A picture for a paper, of a part of the landscape</text>
/// <code>Invoke-Optimizer Momentum, Adam -Objective Himmelblau -LearningRate 0.01 | Export-TrajectoryPlot himmelblau.svg -Domain -5, 5, -5, 5 -Force</code>
/// </example>
[Cmdlet(VerbsData.Export, "TrajectoryPlot", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportTrajectoryPlotCommand : PictureCommand
{
    private string _file = "";
    private bool _isPage;

    /// <summary>The file; its extension, .html or .svg, decides what is drawn.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The title of a page; by default the names of the objectives.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>The colours. Light, the default, and Dark can be told apart by the colour-blind, and a Light page turns dark where the reader prefers that; Course has those of many courses: gradient descent cyan, momentum magenta, AdaGrad white, RMSProp green, Adam blue, in the order of the runs.</summary>
    [Parameter]
    [ValidateSet("Light", "Dark", "Course")]
    public string Theme { get; set; } = "Light";

    /// <summary>At how many points along each coordinate the landscape is sampled; default 200 for a picture, 140 for a page.</summary>
    [Parameter]
    [ValidateRange(8, 1000)]
    public int Resolution { get; set; }

    /// <summary>Replaces a file that exists.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Opens the file with the program that the system has for it.</summary>
    [Parameter]
    public SwitchParameter Show { get; set; }

    /// <summary>Finds out before the runs are made whether their picture could be written.</summary>
    protected override void BeginProcessing()
    {
        _file = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path, out var provider, out _);
        if (provider.Name != "FileSystem") ThrowTerminatingError(Errors.NotAFile(Path));
        _isPage = System.IO.Path.GetExtension(_file).ToUpperInvariant() switch
        {
            ".HTML" or ".HTM" => true,
            ".SVG" => false,
            _ => Refuse(Errors.UnknownPicture(Path)),
        };
        if (Directory.Exists(_file) || !Directory.Exists(System.IO.Path.GetDirectoryName(_file))) ThrowTerminatingError(Errors.FolderMissing(_file));
        if (File.Exists(_file) && !Force) ThrowTerminatingError(Errors.FileExists(_file));
        if (_isPage && !File.Exists(Plotly)) ThrowTerminatingError(Errors.PlotlyMissing(Plotly));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Runs.Count > 0 && !ShouldProcess(_file, $"Draw {Runs.Count} {(Runs.Count == 1 ? "run" : "runs")}")) return;
        var scenes = Scenes(Resolution > 0 ? Resolution : _isPage ? HtmlPicture.Resolution : new PictureOptions().Resolution);
        if (scenes.Count == 0) return;
        try
        {
            // As a whole at the end: a picture that fails half-way leaves the old file as it was.
            File.WriteAllText(_file, Draw(scenes), new UTF8Encoding(false));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(Errors.FileNotWritable(error, _file));
        }
        if (PassThru) WriteObject(new FileInfo(_file));
        if (Show) Open();
    }

    /// <summary>Where the build puts the plotting library, beside the folder of this assembly.</summary>
    private static string Plotly => System.IO.Path.GetFullPath(System.IO.Path.Combine(
        System.IO.Path.GetDirectoryName(typeof(ExportTrajectoryPlotCommand).Assembly.Location)!, "..", "assets", "plotly.min.js"));

    private string Draw(IReadOnlyList<Scene> scenes)
    {
        using var text = new StringWriter();
        var theme = Pictures.Theme.All.First(theme => theme.Name.Equals(Theme, StringComparison.OrdinalIgnoreCase));
        if (_isPage)
        {
            using var plotly = File.OpenRead(Plotly);
            HtmlPicture.Write(scenes, theme, Title ?? string.Join(", ", scenes.Select(scene => scene.Objective.Name)), plotly, text);
        }
        else SvgPicture.Write(scenes, theme, text);
        return text.ToString();
    }

    private void Open()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(_file) { UseShellExecute = true });
        }
        catch (Exception error) when (error is Win32Exception or PlatformNotSupportedException or InvalidOperationException)
        {
            WriteWarning($"The system has no program to show {_file}: {error.Message} The file is written; open it in a browser.");
        }
    }

    private bool Refuse(ErrorRecord record)
    {
        ThrowTerminatingError(record);
        return false;
    }
}
