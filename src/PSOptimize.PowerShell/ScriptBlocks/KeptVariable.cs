using System.Management.Automation;
using System.Reflection;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// A variable of a function in which a script block was made. As long as the function runs, the block sees the variable itself; later it
/// sees the value that the variable had when the objective was made.
/// </summary>
/// <param name="original">The variable.</param>
internal sealed class KeptVariable(PSVariable original)
{
    private const BindingFlags Private = BindingFlags.Instance | BindingFlags.NonPublic;

    /// <summary>The variable with the value of now.</summary>
    public PSVariable Copy { get; } = new(original.Name, original.Value);

    /// <summary>Whether a session still sees the variable itself.</summary>
    public bool IsVisibleIn(SessionState session) => session.PSVariable.Get(original.Name) is { } seen && IsSame(seen, original);

    /// <summary>PowerShell makes a new object for a local variable each time that it is asked for; its place is the same.</summary>
    private static bool IsSame(PSVariable first, PSVariable second) => ReferenceEquals(first, second)
        || (first.GetType() == second.GetType() && first.GetType() != typeof(PSVariable)
            && first.GetType().GetFields(Private | BindingFlags.DeclaredOnly) is { Length: > 0 } fields
            && fields.All(field => Equals(field.GetValue(first), field.GetValue(second))));
}
