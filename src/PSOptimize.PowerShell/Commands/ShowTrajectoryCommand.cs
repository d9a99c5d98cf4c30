using System.Management.Automation;
using PSOptimize.Binding;
using System.Management.Automation.Host;
using PSOptimize.Pictures;

namespace PSOptimize.Commands;

/// <summary>Draws runs with characters: the value by iteration, and with one or two coordinates the paths on the landscape.</summary>
/// <remarks>
/// The picture is as wide as the console and comes out line by line. It has colours unless the output is redirected or piped to another
/// command, the environment variable NO_COLOR is set, or $PSStyle.OutputRendering is PlainText. Without colours, and for more than seven
/// runs, letters tell the runs apart; of more than 62 runs, those that differ least share a letter, and the legend says how many they are.
/// </remarks>
/// <example>
/// <text>Two methods on Himmelblau's function</text>
/// <code>Invoke-Optimizer Momentum, Adam -Objective Himmelblau -LearningRate 0.01 -MaxIterations 200 | Show-Trajectory</code>
/// </example>
/// <example>
/// <text>A part of the landscape, in a picture of fixed size</text>
/// <code>Invoke-Optimizer Adam -Objective Rosenbrock -LearningRate 0.05 | Show-Trajectory -Domain -2, 2, -1, 3 -Width 70 -Height 12</code>
/// </example>
/// <example>
/// <text>The best of twenty runs</text>
/// <code>
/// Invoke-Optimizer Momentum -Objective Himmelblau -StartCount 20 -LearningRate 0.005 -MaxIterations 100 |
///     Sort-Object Value | Select-Object -First 1 | Show-Trajectory -Width 70
/// </code>
/// </example>
/// <seealso cref="ExportTrajectoryPlotCommand"/>
/// <seealso cref="GetTrajectoryCommand"/>
/// <seealso href="about_PSOptimize_Pictures"/>
[Cmdlet(VerbsCommon.Show, "Trajectory")]
[Alias("shtra")]
[OutputType(typeof(string))]
public sealed class ShowTrajectoryCommand : PictureCommand
{
    private const int UsualWidth = 80;
    private const int Narrowest = 30;

    /// <summary>
    /// The width in characters, 30 to 1000; by default one less than that of the console, since some consoles begin a new line after the
    /// last column, or 80 if there is no console.
    /// </summary>
    [Parameter]
    [ValidateRange(Narrowest, 1000)]
    [NoFiles]
    [PSDefaultValue(Help = "one less than the console, or 80")]
    public int? Width { get; set; }

    /// <summary>The height of each of the two plots in lines, 4 to 200, default 16.</summary>
    [Parameter]
    [ValidateRange(4, 200)]
    [NoFiles]
    public int Height { get; set; } = 16;

    /// <inheritdoc/>
    private protected override void End()
    {
        if (!HasRuns()) return;
        var width = Width ?? Math.Max(Narrowest, ConsoleWidth());
        var colour = HasColour();
        WriteObject(Drawn<string[]>(() => [.. TerminalPicture.Lines(Scenes(Math.Clamp(width, 60, 160)), width, Height, colour)]), true);
    }

    private int ConsoleWidth()
    {
        try
        {
            return Host.UI?.RawUI?.WindowSize.Width is > 1 and var width ? width - 1 : UsualWidth;
        }
        catch (Exception error) when (error is HostException or NotImplementedException)
        {
            // The host has no window of characters.
            return UsualWidth;
        }
    }

    private bool HasColour() =>
        !Console.IsOutputRedirected
        && MyInvocation.PipelinePosition == MyInvocation.PipelineLength
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && SessionState.PSVariable.GetValue("PSStyle") is var style
        && (style is null ? null : PSObject.AsPSObject(style).Properties["OutputRendering"]?.Value?.ToString()) != "PlainText";
}
