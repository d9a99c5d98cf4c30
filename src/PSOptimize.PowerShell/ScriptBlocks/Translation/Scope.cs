using System.Collections.Immutable;
using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>
/// What the script sees at one place: the values of its variables, their declared types, and its functions. A scope never changes: an
/// assignment leads to the next one, and a branch or the end of a call returns to an earlier one.
/// </summary>
internal sealed record Scope
{
    /// <summary>
    /// What is known of the value of each variable. The output of the script and the ways out of a loop are variables too, with names that
    /// no script can write, so that branches and loops treat all of them alike.
    /// </summary>
    public ImmutableDictionary<string, ScriptValue> Variables { get; init; } = Named<ScriptValue>();

    /// <summary>The types that variables were declared with; whatever is assigned to such a variable is converted.</summary>
    public ImmutableDictionary<string, Type> Types { get; init; } = Named<Type>();

    /// <summary>The functions that the script has defined.</summary>
    public ImmutableDictionary<string, FunctionDefinitionAst> Functions { get; init; } = Named<FunctionDefinitionAst>();

    /// <summary>The scope that the current call was made from, as it was then; null outside of calls.</summary>
    public Scope? Caller { get; init; }

    /// <summary>Whether the variable was assigned here, and not already by the caller.</summary>
    public bool Owns(string variable) => Variables.ContainsKey(variable) && Caller?.Variables.ContainsKey(variable) != true;

    private static ImmutableDictionary<string, T> Named<T>() => ImmutableDictionary.Create<string, T>(StringComparer.OrdinalIgnoreCase);
}
