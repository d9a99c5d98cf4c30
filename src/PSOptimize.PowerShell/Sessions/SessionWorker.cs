using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.Json.Nodes;
using PSOptimize.Loader;
using PSOptimize.Runs.Checkpoints;

namespace PSOptimize.Sessions;

/// <summary>A session that makes runs: one of PowerShell's own, over SSH or to a process of this machine.</summary>
internal sealed class SessionWorker
{
    // The module of this version that is loaded, is where it is here, or is installed there; then the modules of the script blocks.
    private const string Greeting = """
        param($path, $modules)
        $module = @(Get-Module PSOptimize)[0]
        if (-not $module) {
            $from = $path -and (Test-Path -LiteralPath $path) ? $path : 'PSOptimize'
            $module = Import-Module $from -PassThru -ErrorAction SilentlyContinue
        }
        $missing = foreach ($other in ConvertFrom-Json $modules) {
            if (Get-Module $other.Name | Where-Object Version -EQ $other.Version) { continue }
            $from = (Test-Path -LiteralPath $other.Path) ? $other.Path : $other.Name
            $found = Import-Module $from -PassThru -ErrorAction SilentlyContinue | Where-Object Version -EQ $other.Version
            if (-not $found) { "$($other.Name) $($other.Version)" }
        }
        "$($module.Version)"
        [Environment]::MachineName
        $PID
        $missing
        """;

    private readonly string _described;
    private readonly bool _isProcess;
    private Process? _process;

    private SessionWorker(int number, Runspace runspace, string computer, bool isProcess)
    {
        (Number, Runspace, _isProcess) = (number, runspace, isProcess);
        _described = $"Session {number} on {computer}";
    }

    /// <summary>The number of the session among those of the command, from 1.</summary>
    public int Number { get; }

    /// <summary>The other end.</summary>
    public Runspace Runspace { get; }

    /// <summary>Whether it takes no more runs.</summary>
    public bool IsGone { get; set; }

    /// <summary>Whether it was a process of this machine that has ended, which PowerShell itself sees only after a minute.</summary>
    public bool HasExited => _process?.HasExited == true;

    /// <summary>The largest number of runs that it gets at once.</summary>
    public int Chunk { get; set; } = 1;

    /// <summary>Where this module is.</summary>
    private static string ModulePath => Path.Combine(ModuleLoadContext.Folder, "PSOptimize.psd1");

    /// <summary>The workers of sessions, which have this version of the module and all modules that are needed.</summary>
    /// <param name="sessions">Sessions of PowerShell: objects with a Runspace, or runspaces.</param>
    /// <param name="modules">The modules that the runs need, by path.</param>
    /// <param name="path">Where the module is on the other machines; null for where it is here, or where it is installed there.</param>
    /// <param name="cancellation">Ends the wait for an answer.</param>
    /// <exception cref="SessionException">A session is none, is not open, or lacks a module.</exception>
    public static IReadOnlyList<SessionWorker> Of(
        IEnumerable<object> sessions, IReadOnlyDictionary<string, PSModuleInfo> modules, string? path, CancellationToken cancellation)
    {
        SessionWorker[] workers = [.. sessions.Select((session, i) => Of(i + 1, session))];
        var text = new JsonArray([.. modules.Select(module => new JsonObject
        {
            ["Name"] = module.Value.Name,
            ["Version"] = $"{module.Value.Version}",
            ["Path"] = module.Key,
        })]).ToJsonString();
        PowerShell[] greetings = [.. workers.Select(worker => worker.Shell().AddScript(Greeting).AddArgument(path ?? ModulePath)
            .AddArgument(text))];
        try
        {
            var answers = workers.Zip(greetings, (worker, shell) => worker.Begin(shell)).ToArray();
            foreach (var (worker, answer) in workers.Zip(answers))
            {
                try
                {
                    answer.Wait(cancellation);
                }
                catch (AggregateException error)
                {
                    throw worker.Silent(error.InnerException!);
                }
                worker.Check([.. answer.Result.Select(item => $"{item}")]);
            }
        }
        finally
        {
            // A shell that still runs after Ctrl-C is stopped, and not waited for.
            foreach (var shell in greetings)
                if (shell.InvocationStateInfo.State == PSInvocationState.Running) shell.BeginStop(null, null);
                else shell.Dispose();
        }
        return workers;
    }

    /// <summary>Whether an exception says that what a session was to do has failed, or that there is no session any more.</summary>
    public static bool IsLoss(Exception error) => error is InvalidOperationException or RuntimeException
        or InvalidRunspaceStateException or InvalidPowerShellStateException or InvalidPipelineStateException;

    /// <summary>A shell whose commands run in the session.</summary>
    public PowerShell Shell()
    {
        var shell = PowerShell.Create();
        shell.Runspace = Runspace;
        return shell;
    }

    /// <summary>The number and the machine.</summary>
    public override string ToString() => _described;

    private static SessionWorker Of(int number, object session)
    {
        var shown = PSObject.AsPSObject(session);
        var runspace = shown.BaseObject as Runspace ?? shown.Properties[nameof(Runspace)]?.Value as Runspace
            ?? throw new SessionException("NoSession", $"'{session}' is no session: give what New-OptimizerSession or New-PSSession gave.");
        var worker = new SessionWorker(number, runspace,
            $"{shown.Properties["ComputerName"]?.Value ?? runspace.ConnectionInfo?.ComputerName ?? "this machine"}",
            shown.Properties["Transport"]?.Value as string == "Process");
        return runspace.RunspaceStateInfo.State == RunspaceState.Opened ? worker
            : throw new SessionException("SessionNotOpen",
                $"{worker} is {runspace.RunspaceStateInfo.State}: open a new one with New-OptimizerSession.",
                runspace.RunspaceStateInfo.Reason);
    }

    private Task<PSDataCollection<PSObject>> Begin(PowerShell shell)
    {
        try
        {
            return Task.Factory.FromAsync(shell.BeginInvoke(), shell.EndInvoke);
        }
        catch (Exception error) when (IsLoss(error))
        {
            throw Silent(error);
        }
    }

    private SessionException Silent(Exception error) =>
        new("SessionFailed", $"{this} did not answer: {error.Message} Open a new one with New-OptimizerSession.", error);

    private void Check(string[] answer)
    {
        if (_isProcess && int.TryParse(answer.ElementAtOrDefault(2), out var id)) _process = Process.GetProcessById(id);
        var here = Checkpoint.CurrentVersion;
        var (version, machine) = (answer.ElementAtOrDefault(0) ?? "", answer.ElementAtOrDefault(1) ?? "");
        var isNamed = machine.Length == 0 || _described.EndsWith(machine, StringComparison.OrdinalIgnoreCase);
        var named = isNamed ? _described : $"{this} ({machine})";
        if (version.Length == 0)
            throw new SessionException("SessionLacksModule",
                $"{named} has no module PSOptimize: install PSOptimize {here} there, or give New-OptimizerSession -ModulePath.");
        if (version != here)
            throw new SessionException("SessionVersion",
                $"{named} has PSOptimize {version}, here is {here}: runs are the same only in the same version. Install {here} there.");
        if (answer.Length > 3)
            throw new SessionException("SessionLacksModule",
                $"{named} has no module {string.Join(", ", answer[3..])}, which the script block uses: install it there.");
    }
}
