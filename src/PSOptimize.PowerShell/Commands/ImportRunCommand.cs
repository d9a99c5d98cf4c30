using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Text;
using PSOptimize.Binding;
using PSOptimize.Differentiation;
using PSOptimize.Presentation;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.ScriptBlocks;
using PSOptimize.Storage;

namespace PSOptimize.Commands;

/// <summary>Reads runs from files or from another store, and keeps them in a store if one is named.</summary>
/// <remarks>
/// It reads what Export-Run wrote as .jsonl, the checkpoint files of Invoke-Optimizer, and stores. Without -Store the runs come out; with
/// -Store they are added to it, but for those that it has already, so that the same line may be given twice. A checkpoint is added as a
/// lost run, which Resume-Run continues.
/// </remarks>
/// <example>
/// The runs of a file, compared with those of today.
/// <code>
/// Invoke-Optimizer Adam -Objective Rosenbrock -Seed 1, 2 | Export-Run yesterday.jsonl -Force
/// (Import-Run yesterday.jsonl) + (Invoke-Optimizer CMAES -Objective Rosenbrock -MaxEvaluations 300 -Seed 1, 2) | Compare-Run
/// </code>
/// </example>
/// <example>
/// The stores of two machines in one.
/// <code>
/// Invoke-Optimizer Adam -Objective Rosenbrock -Store first.db
/// Invoke-Optimizer CMAES -Objective Rosenbrock -MaxEvaluations 300 -Store second.db
/// Import-Run first.db, second.db -Store both.db
/// </code>
/// </example>
/// <seealso cref="ExportRunCommand"/>
/// <seealso cref="GetRunCommand"/>
/// <seealso href="about_PSOptimize_Experiments"/>
[Cmdlet(VerbsData.Import, "Run", SupportsShouldProcess = true, DefaultParameterSetName = nameof(Path))]
[OutputType(RunRow.TypeName)]
public sealed class ImportRunCommand : StoreCommand
{
    private const string StoreMark = "SQLite format 3";
    private int _added;
    private int _known;

    /// <summary>The files: run texts, checkpoints or stores; wildcards are allowed. Or a connection string of PostgreSQL.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true,
        ParameterSetName = nameof(Path))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set => field = value ?? []; } = [];

    /// <summary>The files, as -Path, but without wildcards: each character stands for itself. Files from Get-ChildItem bind here.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = nameof(LiteralPath))]
    [Alias("PSPath", "LP", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set => field = value ?? []; } = [];

    /// <summary>The store to add the runs to, a path or a connection string; by default they come out instead.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StoreCompleter))]
    public string? Store { get; set; }

    /// <summary>The experiment that the runs belong to in the store; default that of the store that they come from, else none.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(StoredCompleter))]
    [PSDefaultValue(Help = "that of the store they come from")]
    [Needs(nameof(Store))]
    public string? Experiment { get; set; }

    /// <summary>Tags for the runs in the store, as in @{ rig = 3 }; default those of the store that they come from.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(StoredCompleter))]
    [PSDefaultValue(Help = "those of the store they come from")]
    [Needs(nameof(Store))]
    public IDictionary? Tag { get; set; }

    private ReadOnlyDictionary<string, string>? Tags => Tag is null ? null : TextsOf(Tag);

    /// <inheritdoc/>
    private protected override void Begin() => ParameterRules.Demand(this);

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var path in Path.Concat(LiteralPath))
        {
            if (RunStore.IsServer(path)) ReadStore(path);
            else ReadFiles(path);
        }
    }

    /// <inheritdoc/>
    private protected override void End()
    {
        if (Store is not null) this.Tell($"{_added} runs were added to {Store}, {_known} were there already.");
    }

    private void ReadFiles(string path)
    {
        try
        {
            var isLiteral = ParameterSetName == nameof(LiteralPath);
            foreach (var file in isLiteral ? [FilePath.Of(this, path)] : FilePath.Matching(this, path))
            {
                if (Stopping) return;
                if (Store is null || ShouldProcess(file, $"Import into {Store}")) ReadFile(file);
            }
        }
        catch (ArgumentException error)
        {
            WriteError(Errors.BadArgument(error, path));
        }
    }

    private void ReadFile(string file)
    {
        try
        {
            // It may be a pipe into which nobody writes.
            var mark = new byte[StoreMark.Length];
            using var stream = Interruption.Await(() =>
            {
                var opened = TextFile.Open(file);
                if (opened.CanSeek) opened.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false);
                return opened;
            });
            if (Encoding.ASCII.GetString(mark) == StoreMark)
            {
                ReadStore(file);
                return;
            }
            if (stream.CanSeek) stream.Position = 0;
            using var reader = new StreamReader(stream);
            ReadTexts(file, reader);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            WriteError(new ErrorRecord(error, "FileNotReadable", ErrorCategory.ReadError, file));
        }
    }

    private void ReadTexts(string file, StreamReader reader)
    {
        var number = 0;
        while (reader.ReadLine() is { } text && !Stopping)
        {
            number++;
            if (text.Trim().Length == 0) continue;
            try
            {
                Take(Runs.Run.FromJson(text));
            }
            catch (CheckpointException error) when (number == 1 && error.Error == CheckpointError.Foreign)
            {
                TakeCheckpoint(file);
                return;
            }
            catch (CheckpointException error)
            {
                WriteError(StoreErrors.BadLine(file, number, error));
            }
        }
        if (number == 0) WriteError(StoreErrors.NothingToImport(file));
    }

    private void TakeCheckpoint(string file)
    {
        try
        {
            var checkpoint = Checkpoint.Read(file);
            // The same file is the same run.
            var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{file}\n{checkpoint.Start}\n{checkpoint.Method}")).AsSpan(0, 16));
            var provenance = new Provenance
            {
                Id = id,
                Started = File.GetLastWriteTimeUtc(file) - checkpoint.Elapsed,
                ModuleVersion = checkpoint.ModuleVersion,
            };
            if (Store is null) WriteObject(RunRow.Of(Beginning.Of(checkpoint, provenance) with { Trajectory = checkpoint.Trajectory }));
            else ForOne(file, () => Count(Open(Store, create: true).Add(checkpoint, provenance, Experiment ?? "", Tags)));
        }
        catch (CheckpointException error)
        {
            WriteError(error.Error == CheckpointError.Foreign ? StoreErrors.NothingToImport(file) : RunErrors.Checkpoint(error, file));
        }
    }

    private void Take(Run run)
    {
        if (Store is null) WriteObject(RunRow.Of(run));
        else ForOne(run, () => Count(Open(Store, create: true).Add(run, Experiment ?? "", Tags)));
    }

    private void ReadStore(string source)
    {
        var other = Open(source);
        if (Store is null)
        {
            Write(source, other, other.List());
            return;
        }
        var store = Open(Store, create: true);
        foreach (var line in other.List())
        {
            if (Stopping) return;
            ForOne(line.Id, () => Count(store.Add(other, line, Experiment, Tags)));
        }
    }

    private void Count(bool isNew)
    {
        if (isNew) _added++;
        else _known++;
    }
}
