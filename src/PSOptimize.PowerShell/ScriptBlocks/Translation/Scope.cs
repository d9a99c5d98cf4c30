using System.Collections.Immutable;
using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>
/// What the script sees at one place: the values of its variables, their declared types, and its functions. A scope never changes: an
/// assignment leads to the next one, and a branch or the end of a call returns to an earlier one.
/// </summary>
/// <remarks>
/// PowerShell looks for a variable in the scopes of the callers as well, but assigns in the own scope only; types and functions live in
/// the scope in which they were declared. Where two paths meet, what only one of them has done is uncertain.
/// </remarks>
internal sealed record Scope
{
    /// <summary>
    /// What is known of the value of each variable. The output of the script and the ways out of a loop are variables too, with names that
    /// no script can write, so that branches and loops treat all of them alike.
    /// </summary>
    public ImmutableDictionary<string, ScriptValue> Variables { get; init; } = Named<ScriptValue>();

    /// <summary>The variables that were assigned in this scope itself: true if on every path, false if on some.</summary>
    public ImmutableDictionary<string, bool> Own { get; init; } = Named<bool>();

    /// <summary>
    /// The types that variables were declared with, to which whatever is assigned is converted; null if not on every path.
    /// </summary>
    public ImmutableDictionary<string, Type?> Types { get; init; } = Named<Type?>();

    /// <summary>The functions that the script has defined; null if they differ from path to path.</summary>
    public ImmutableDictionary<string, FunctionDefinitionAst?> Functions { get; init; } = Named<FunctionDefinitionAst?>();

    /// <summary>
    /// Pairs of variables that may hold the same array or hashtable; a variable paired with itself may share its own with anything.
    /// </summary>
    public ImmutableHashSet<(string First, string Second)> Aliases { get; init; } = [];

    /// <summary>Whether the session around the script is not the one around this code, but that of another module.</summary>
    public bool IsForeign { get; init; }

    /// <summary>Whether the variable was assigned in this scope, and not by a caller, on every path.</summary>
    public bool Owns(string variable) => Own.GetValueOrDefault(variable);

    /// <summary>Whether something else may hold what a variable holds.</summary>
    public bool Shares(string variable) => Aliases.Any(pair => IsIn(pair, Folded(variable)));

    /// <summary>This scope after a variable has got something new.</summary>
    public Scope WithoutAliases(string variable) => Aliases.IsEmpty ? this
        : this with { Aliases = Aliases.Except(Aliases.Where(pair => IsIn(pair, Folded(variable)))) };

    /// <summary>This scope after a variable has got what another one holds, or else what anything may hold.</summary>
    public Scope WithAlias(string variable, string? other)
    {
        var name = Folded(variable);
        if (other is null)
            return this with { Aliases = Aliases.Add((name, name)) };
        var source = Folded(other);
        var partners = Aliases.Where(pair => IsIn(pair, source)).Select(pair => pair.First == source ? pair.Second : pair.First);
        return this with
        {
            Aliases = Aliases.Add((name, source)).Union(partners.Select(partner => (name, partner == source ? name : partner))),
        };
    }

    /// <summary>The aliases after variables have got what others of them held.</summary>
    public ImmutableHashSet<(string First, string Second)> AliasesAfter(IReadOnlyDictionary<string, string> sources)
    {
        var targets = sources.ToDictionary(pair => Folded(pair.Value), pair => Folded(pair.Key));
        return [.. Aliases.Select(pair => (Moved(pair.First), Moved(pair.Second)))];

        string Moved(string variable) => targets.GetValueOrDefault(variable, variable);
    }

    private static string Folded(string variable) => variable.ToUpperInvariant();

    private static bool IsIn((string First, string Second) pair, string variable) => pair.First == variable || pair.Second == variable;

    /// <summary>The scope of a call: variables of the caller are seen, but not owned.</summary>
    public Scope Called() => this with { Own = Named<bool>(), Types = Named<Type?>() };

    /// <summary>The scope of a call into another module: nothing of the caller is seen but what the translator keeps.</summary>
    public Scope CalledElsewhere() => new()
    {
        Variables = Variables.RemoveRange(Variables.Keys.Where(name => name[0] != HiddenVariable.Prefix)),
        IsForeign = true,
    };

    /// <summary>This scope with the declarations that hold after one of two paths, whose variables are left as they are here.</summary>
    public Scope JoinedWith(Scope other) => this with
    {
        Own = Joined(Own, other.Own, (first, second) => first && second, false),
        Types = Joined(Types, other.Types, (first, second) => first == second ? first : null, null),
        Functions = Joined(Functions, other.Functions, (first, second) => first == second ? first : null, null),
        Aliases = Aliases.Union(other.Aliases),
    };

    /// <summary>Whether another scope has the same declarations.</summary>
    public bool DeclaresAs(Scope other) => Same(Own, other.Own) && Same(Types, other.Types)
        && Same(Functions, other.Functions) && Aliases.SetEquals(other.Aliases);

    private static ImmutableDictionary<string, T> Joined<T>(
        ImmutableDictionary<string, T> first, ImmutableDictionary<string, T> second, Func<T, T, T> join, T one)
    {
        if (ReferenceEquals(first, second))
            return first;
        var joined = first;
        foreach (var (name, value) in first)
            joined = joined.SetItem(name, second.TryGetValue(name, out var other) ? join(value, other) : one);
        return joined.AddRange(second.Where(entry => !first.ContainsKey(entry.Key)).Select(entry => KeyValuePair.Create(entry.Key, one)));
    }

    private static bool Same<T>(ImmutableDictionary<string, T> first, ImmutableDictionary<string, T> second) =>
        ReferenceEquals(first, second) || (first.Count == second.Count && first.All(entry =>
            second.TryGetValue(entry.Key, out var other) && EqualityComparer<T>.Default.Equals(entry.Value, other)));

    private static ImmutableDictionary<string, T> Named<T>() => ImmutableDictionary.Create<string, T>(StringComparer.OrdinalIgnoreCase);
}
