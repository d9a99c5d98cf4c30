using System.Globalization;
using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Presentation;

namespace PSOptimize.Commands;

/// <summary>Writes runs into a file: whole, one a line, or as a table of their rows.</summary>
/// <remarks>
/// A file that ends in .jsonl holds whole runs with their trajectories, from which Import-Run makes them again, to every bit. One that ends
/// in .csv holds one row a run, with the columns of all of them; numbers have a decimal point in every culture. Get-Trajectory gives the
/// rows of trajectories.
/// </remarks>
/// <example>
/// The runs of an experiment in one file, to be sent to somebody.
/// <code>
/// Invoke-Optimizer Adam, CMAES -Objective Rosenbrock -MaxEvaluations 300 -Seed 1, 2 -Store runs.db -Experiment rates
/// Get-Run runs.db -Experiment rates | Export-Run rates.jsonl -Force
/// </code>
/// </example>
/// <example>
/// A table for a spreadsheet; runs need no store for that.
/// <code>
/// Invoke-Optimizer Adam, CMAES -Objective Rosenbrock -MaxEvaluations 300 -Seed 1, 2 | Export-Run results.csv -Force
/// </code>
/// </example>
/// <seealso cref="ImportRunCommand"/>
/// <seealso cref="GetRunCommand"/>
/// <seealso cref="GetTrajectoryCommand"/>
/// <seealso href="about_PSOptimize_Experiments"/>
[Cmdlet(VerbsData.Export, "Run", SupportsShouldProcess = true, DefaultParameterSetName = nameof(Path))]
[OutputType(typeof(FileInfo))]
public sealed class ExportRunCommand : GuardedCommand, IDisposable
{
    private readonly List<PSObject> _rows = [];
    private WholeFile? _lines;
    private string _file = "";

    /// <summary>
    /// The file: .jsonl for whole runs, .csv for a table of their rows. A path with wildcards stands for the one file that matches it.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = nameof(Path))]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The file, as -Path, but without wildcards: each character stands for itself.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(LiteralPath))]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    /// <summary>The runs: from Invoke-Optimizer or Get-Run, also what a job or another session brought back of them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [NoFiles]
    public PSObject[] Run { get; set => field = value ?? []; } = [];

    /// <summary>Replaces the file if it exists.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gives the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private bool IsTable => System.IO.Path.GetExtension(_file).Equals(".csv", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    private protected override void Begin()
    {
        var isLiteral = ParameterSetName == nameof(LiteralPath);
        _file = FileToWrite.Of(this, isLiteral ? LiteralPath : Path, isLiteral);
        if (!IsTable && !System.IO.Path.GetExtension(_file).Equals(".jsonl", StringComparison.OrdinalIgnoreCase))
            ThrowTerminatingError(StoreErrors.UnknownFormat(_file));
        if (Directory.Exists(_file) || !Directory.Exists(System.IO.Path.GetDirectoryName(_file)))
            ThrowTerminatingError(PictureErrors.FolderMissing(_file));
        if (File.Exists(_file) && !Force) ThrowTerminatingError(PictureErrors.FileExists(_file));
        if (ShouldProcess(_file, "Write runs")) Writing(() => _lines = new WholeFile(_file));
    }

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (_lines is null) return;
        foreach (var given in Run)
        {
            var run = RunsAttribute.RunOf(given);
            if (IsTable) _rows.Add(given.BaseObject is RunRow ? given : RunRow.Of(run));
            else Writing(() => _lines.Write(run.Json + "\n"));
        }
    }

    /// <inheritdoc/>
    private protected override void End()
    {
        if (_lines is null) return;
        Writing(() =>
        {
            if (IsTable) WriteTable(_lines);
            _lines.Complete();
        });
        if (PassThru) WriteObject(new FileInfo(_file));
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _lines?.Dispose();
        _lines = null;
    }

    private void WriteTable(WholeFile lines)
    {
        string[] columns = [.. _rows.SelectMany(row => row.Properties).Where(IsColumn).Select(property => property.Name)
            .Distinct(StringComparer.OrdinalIgnoreCase)];
        lines.Write(string.Join(',', columns.Select(Quoted)) + "\n");
        foreach (var row in _rows)
            lines.Write(string.Join(',', columns.Select(column =>
                Quoted(Convert.ToString(row.Properties[column]?.Value, CultureInfo.InvariantCulture) ?? ""))) + "\n");
    }

    private static bool IsColumn(PSPropertyInfo property) => property.MemberType == PSMemberTypes.NoteProperty;

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private void Writing(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(PictureErrors.FileNotWritable(error, _file));
        }
    }
}
