using System.Globalization;
using System.Management.Automation.Host;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// The host of a session, for runspaces beside it. Given the host itself, PowerShell would lead the warnings and the progress of the
/// session into the streams of the last call in any of these runspaces.
/// </summary>
internal sealed class SharedHost(PSHost host) : PSHost
{
    public override CultureInfo CurrentCulture => host.CurrentCulture;

    public override CultureInfo CurrentUICulture => host.CurrentUICulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => host.Name;

    public override PSHostUserInterface UI => host.UI;

    public override Version Version => host.Version;

    public override void EnterNestedPrompt() => host.EnterNestedPrompt();

    public override void ExitNestedPrompt() => host.ExitNestedPrompt();

    public override void NotifyBeginApplication() => host.NotifyBeginApplication();

    public override void NotifyEndApplication() => host.NotifyEndApplication();

    public override void SetShouldExit(int exitCode) => host.SetShouldExit(exitCode);
}
