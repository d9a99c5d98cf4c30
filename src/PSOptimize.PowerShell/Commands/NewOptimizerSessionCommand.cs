using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using PSOptimize.Binding;
using System.Management.Automation.Runspaces;
using PSOptimize.Sessions;

namespace PSOptimize.Commands;

/// <summary>Opens sessions for Invoke-Optimizer -Session: processes of this machine, or of others over SSH.</summary>
/// <remarks>
/// They are PowerShell's own sessions, PSSession: Invoke-Command works on them as well, and Remove-PSSession closes them. Each has the
/// module PSOptimize, of the version that is loaded here.
/// <para>
/// With -HostName they are opened over SSH by New-PSSession, with the keys and the known hosts of ssh; the other machine needs PowerShell
/// and the line <c>Subsystem powershell /usr/bin/pwsh -sshs -NoLogo</c> in its sshd_config. The sessions ask every 15 seconds whether the
/// other side is still there, and are lost if it does not answer three times; -Options changes that, and all else of ssh_config.
/// </para>
/// </remarks>
/// <example>
/// Two processes of this machine.
/// <code>
/// $sessions = New-OptimizerSession -Count 2
/// Invoke-Optimizer Adam -Objective Rosenbrock -StartCount 6 -Session $sessions
/// Remove-PSSession $sessions
/// </code>
/// </example>
/// <example>
/// Four sessions on each of two machines, if they are there.
/// <code>
/// $hosts = @('node1', 'node2') | Where-Object { Test-Connection $_ -TcpPort 22 -TimeoutSeconds 1 -Quiet }
/// $sessions = if ($hosts) { New-OptimizerSession -HostName $hosts -PerHost 4 } else { New-OptimizerSession -Count 1 }
/// Invoke-Optimizer CMAES -Objective Rastrigin -Seed (1..8) -MaxEvaluations 500 -Session $sessions
/// Remove-PSSession $sessions
/// </code>
/// </example>
/// <seealso cref="InvokeOptimizerCommand"/>
/// <seealso href="about_PSOptimize_Sessions"/>
[Cmdlet(VerbsCommon.New, "OptimizerSession", DefaultParameterSetName = Local)]
[OutputType("System.Management.Automation.Runspaces.PSSession")]
public sealed class NewOptimizerSessionCommand : GuardedCommand, IDisposable
{
    private const string Local = "Process";
    private const string Remote = "HostName";

    // Of several machines one may not answer: that is told, whatever the caller's preference, and the others serve.
    private const string OpenConnections = "param($p) & { $ErrorActionPreference = 'Continue'; New-PSSession @p }";

    private const string OpenProcesses = """
        param($count)
        $runspaces = foreach ($i in 1..$count) {
            $process = [System.Management.Automation.Runspaces.PowerShellProcessInstance]::new()
            $runspace = [runspacefactory]::CreateOutOfProcessRunspace($null, $process)
            $runspace.OpenAsync()
            $runspace
        }
        foreach ($runspace in $runspaces) {
            while ($runspace.RunspaceStateInfo.State -in 'BeforeOpen', 'Opening') { Start-Sleep -Milliseconds 20 }
            [System.Management.Automation.Runspaces.PSSession]::Create($runspace, 'Process', $null)
        }
        """;

    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>How many processes of this machine, 1 to 1024; default one for each processor.</summary>
    [Parameter(Position = 0, ParameterSetName = Local)]
    [ValidateRange(1, 1024)]
    [NoFiles]
    [PSDefaultValue(Help = "one for each processor")]
    public int? Count { get; set; }

    /// <summary>The machines, as ssh knows them: a name, or user@name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Remote)]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string[] HostName { get; set => field = value ?? []; } = [];

    /// <summary>How many sessions on each machine, 1 to 1024, default 1.</summary>
    [Parameter(ParameterSetName = Remote)]
    [ValidateRange(1, 1024)]
    [NoFiles]
    public int PerHost { get; set; } = 1;

    /// <summary>The account on the machines; default the one that ssh takes.</summary>
    [Parameter(ParameterSetName = Remote)]
    [NoFiles]
    [PSDefaultValue(Help = "the one that ssh takes")]
    public string? UserName { get; set; }

    /// <summary>The file of the private key; default the keys that ssh takes.</summary>
    [Parameter(ParameterSetName = Remote)]
    [PSDefaultValue(Help = "the keys that ssh takes")]
    public string? KeyFilePath { get; set; }

    /// <summary>The port of sshd, 1 to 65535; default the one that ssh takes, 22.</summary>
    [Parameter(ParameterSetName = Remote)]
    [ValidateRange(1, 65535)]
    [NoFiles]
    [PSDefaultValue(Help = "22")]
    public int? Port { get; set; }

    /// <summary>
    /// Options of ssh_config, as in @{ ServerAliveInterval = 5 }; default ServerAliveInterval 15 and ServerAliveCountMax 3.
    /// </summary>
    [Parameter(ParameterSetName = Remote)]
    [NoFiles]
    [PSDefaultValue(Help = "ServerAliveInterval 15, ServerAliveCountMax 3")]
    public Hashtable Options { get; set; } = [];

    /// <summary>
    /// Where the module is on the other machines: the path of PSOptimize.psd1; default the path that it has here, or else where it is
    /// installed there.
    /// </summary>
    [Parameter(ParameterSetName = Remote)]
    [PSDefaultValue(Help = "as here, or where it is installed")]
    public string? ModulePath { get; set; }

    /// <inheritdoc/>
    private protected override void End()
    {
        var sessions = ParameterSetName == Local
            ? Opened(OpenProcesses, Count ?? Environment.ProcessorCount)
            : Opened(OpenConnections, Connection());
        if (sessions.Count == 0)
            ThrowTerminatingError(new SessionException("SessionFailed", ParameterSetName == Local ? "No process could be started."
                : $"No session could be opened over SSH to {string.Join(", ", HostName)}: try ssh with the same account, key and port.")
                .ToRecord());
        try
        {
            SessionWorker.Of(sessions, new Dictionary<string, PSModuleInfo>(), ModulePath, _cancellation.Token);
        }
        catch (Exception error) when (error is SessionException or OperationCanceledException)
        {
            foreach (var session in sessions) (session.Properties["Runspace"]?.Value as Runspace)?.CloseAsync();
            if (error is SessionException reason) ThrowTerminatingError(reason.ToRecord());
            return;
        }
        WriteObject(sessions, enumerateCollection: true);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _cancellation.Cancel();

    /// <summary>Disposes of the source of cancellation.</summary>
    public void Dispose() => _cancellation.Dispose();

    private Collection<PSObject> Opened(string script, object argument) => InvokeCommand.InvokeScript(script, argument);

    private Hashtable Connection()
    {
        var options = new Hashtable(StringComparer.OrdinalIgnoreCase) { ["ServerAliveInterval"] = "15", ["ServerAliveCountMax"] = "3" };
        foreach (DictionaryEntry option in Options) options[option.Key] = $"{option.Value}";
        var result = new Hashtable
        {
            ["HostName"] = HostName.SelectMany(host => Enumerable.Repeat(host, PerHost)).ToArray(),
            ["Options"] = options,
        };
        if (UserName is not null) result["UserName"] = UserName;
        if (KeyFilePath is not null) result["KeyFilePath"] = GetUnresolvedProviderPathFromPSPath(KeyFilePath);
        if (Port is not null) result["Port"] = Port;
        return result;
    }
}
