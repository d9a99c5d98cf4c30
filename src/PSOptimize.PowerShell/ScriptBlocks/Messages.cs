using System.Management.Automation;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// What commands tell about their work. Under -Debug PowerShell asks at each verbose line and each warning whether to go on, which would
/// stop a run; so these lines then go where debugging lines go.
/// </summary>
internal static class Messages
{
    /// <summary>A line that -Verbose shows.</summary>
    public static void Tell(this PSCmdlet cmdlet, string text)
    {
        if (IsDebugged(cmdlet, "Verbose")) cmdlet.WriteDebug(text);
        else cmdlet.WriteVerbose(text);
    }

    /// <summary>A warning.</summary>
    public static void Warn(this PSCmdlet cmdlet, string text)
    {
        if (IsDebugged(cmdlet, "WarningAction")) cmdlet.Host.UI?.WriteWarningLine(text);
        else cmdlet.WriteWarning(text);
    }

    private static bool IsDebugged(PSCmdlet cmdlet, string unless)
    {
        var given = cmdlet.MyInvocation.BoundParameters;
        return given.TryGetValue("Debug", out var debug) && debug is SwitchParameter { IsPresent: true } && !given.ContainsKey(unless);
    }
}
