using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Loader;
using PSOptimize.Pictures;
using PSOptimize.Presentation;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Commands;

/// <summary>Draws runs into a file: an interactive page (.html) that works without a network, or a static picture (.svg).</summary>
/// <remarks>
/// For two coordinates, both show the contour lines of the objective and the paths on them, with start, end and known minimum; for one
/// coordinate its curve; for any number the value by iteration. The page also races the methods step by step, turns the landscape
/// in three dimensions, and shows gradient norm, step norm, rate, metrics and final points.
/// For a fit, both show the data with their errors, the model at the best point of each run and the residuals; for a classifier of
/// two features the regions of its decisions, and what it gets wrong; for both, loss and accuracy or R² by epoch.
/// Runs on several objectives share a file. If the levels of a landscape or the values differ by powers of ten, their scale is
/// logarithmic. Of long runs only those rows are drawn that the picture needs: every curve stays within a fraction of a pixel, however
/// many runs there are. Runs that differ look different: colour shows the method, shade and dashes the rate, other hyperparameters, the
/// start or the seed, and the legend says which. Where there are too many for that, those that differ least look alike, and the legend
/// says how many they are.
/// </remarks>
/// <example>
/// <text>Five methods race on Rosenbrock's valley</text>
/// <code>
/// Invoke-Optimizer GradientDescent, Momentum, AdaGrad, RMSProp, Adam -Objective Rosenbrock -LearningRate 0.001 |
///     Export-TrajectoryPlot race.html
/// </code>
/// </example>
/// <example>
/// <text>A picture for a paper, of a part of the landscape</text>
/// <code>
/// Invoke-Optimizer Momentum, Adam -Objective Himmelblau -LearningRate 0.01 |
///     Export-TrajectoryPlot himmelblau.svg -Domain -5, 5, -5, 5 -Force
/// </code>
/// </example>
/// <example>
/// <text>A file whose name has brackets, which -Path would take for a pattern</text>
/// <code>
/// Invoke-Optimizer Adam -Objective Rosenbrock | Export-TrajectoryPlot -LiteralPath 'race[1].svg' -Force
/// </code>
/// </example>
/// <seealso cref="ShowTrajectoryCommand"/>
/// <seealso cref="InvokeOptimizerCommand"/>
/// <seealso cref="GetTrajectoryCommand"/>
/// <seealso href="about_PSOptimize_Pictures"/>
[Cmdlet(VerbsData.Export, "TrajectoryPlot", SupportsShouldProcess = true, DefaultParameterSetName = nameof(Path))]
[OutputType(typeof(FileInfo))]
public sealed class ExportTrajectoryPlotCommand : PictureCommand
{
    private string _file = "";
    private bool _isPage;

    /// <summary>
    /// The file; its extension, .html or .svg, decides what is drawn. A path with wildcards stands for the one file that matches it.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = nameof(Path))]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The file, as -Path, but without wildcards: each character stands for itself.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(LiteralPath))]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>The title of a page; by default the names of the objectives.</summary>
    [Parameter]
    [NoFiles]
    [PSDefaultValue(Help = "the names of the objectives")]
    public string? Title { get; set; }

    /// <summary>
    /// The colours. Those of Light, the default, and Dark are safe for colour-blind readers, and a Light page turns dark for readers whose
    /// browser prefers that. Course has the colours of many courses: gradient descent cyan, momentum magenta, AdaGrad white, RMSProp green,
    /// Adam blue, in the order of the runs.
    /// </summary>
    [Parameter]
    [ValidateSet("Light", "Dark", "Course")]
    public string Theme { get; set; } = "Light";

    /// <summary>
    /// The number of points along each coordinate at which the landscape is sampled, 8 to 1000; default 200 for a picture, 140 for a page.
    /// </summary>
    [Parameter]
    [ValidateRange(8, 1000)]
    [NoFiles]
    [PSDefaultValue(Help = "200 for a picture, 140 for a page")]
    public int? Resolution { get; set; }

    /// <summary>Replaces a file that exists.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Opens the file in its default program.</summary>
    [Parameter]
    public SwitchParameter Show { get; set; }

    /// <summary>Checks, before the runs are made, that their picture can be written.</summary>
    private protected override void Begin()
    {
        var isLiteral = ParameterSetName == nameof(LiteralPath);
        _file = FileToWrite.Of(this, isLiteral ? LiteralPath : Path, isLiteral);
        var extension = System.IO.Path.GetExtension(_file).ToUpperInvariant();
        _isPage = extension is ".HTML" or ".HTM";
        if (!_isPage && extension != ".SVG") ThrowTerminatingError(PictureErrors.UnknownPicture(_file));
        if (!_isPage && Title is not null) ThrowTerminatingError(PictureErrors.TitleWithoutPage(_file));
        if (Directory.Exists(_file) || !Directory.Exists(System.IO.Path.GetDirectoryName(_file)))
            ThrowTerminatingError(PictureErrors.FolderMissing(_file));
        if (File.Exists(_file) && !Force) ThrowTerminatingError(PictureErrors.FileExists(_file));
        if (_isPage && !File.Exists(Plotly)) ThrowTerminatingError(PictureErrors.PlotlyMissing(Plotly));
    }

    /// <inheritdoc/>
    private protected override void End()
    {
        if (!HasRuns() || !ShouldProcess(_file, $"Draw {Runs.Count} {(Runs.Count == 1 ? "run" : "runs")}")) return;
        var resolution = Resolution ?? (_isPage ? HtmlPicture.Resolution : new PictureOptions().Resolution);
        var text = Drawn(() => Text(Scenes(resolution)));
        try
        {
            WholeFile.Write(_file, text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(PictureErrors.FileNotWritable(error, _file));
        }
        if (PassThru) WriteObject(new FileInfo(_file));
        if (Show) Open();
    }

    /// <summary>The plotting library, which the build puts into the module.</summary>
    private static string Plotly => System.IO.Path.Combine(ModuleLoadContext.Folder, "assets", "plotly.min.js");

    private string Text(IReadOnlyList<Scene> scenes)
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
            using var process = System.Diagnostics.Process.Start(new ProcessStartInfo(_file) { UseShellExecute = true });
        }
        catch (Exception error) when (error is Win32Exception or PlatformNotSupportedException or InvalidOperationException)
        {
            this.Warn($"No program could be started to show {_file}: {error.Message} The file is written; open it in a browser.");
        }
    }
}
