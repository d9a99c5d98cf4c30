using System.Management.Automation.Language;
using PSOptimize.Differentiation;

namespace PSOptimize.ScriptBlocks;

/// <summary>The outcome of translating a script block: either <see cref="Translated"/> or <see cref="Outside"/>.</summary>
internal abstract record ScriptTranslation
{
    private ScriptTranslation()
    {
    }

    /// <summary>Calls the function of the case at hand.</summary>
    /// <param name="translated">Gets the compiled function.</param>
    /// <param name="outside">Gets the construct that cannot be translated.</param>
    public T Match<T>(Func<Translated, T> translated, Func<Outside, T> outside)
    {
        ArgumentNullException.ThrowIfNull(translated);
        ArgumentNullException.ThrowIfNull(outside);
        return this switch
        {
            Translated success => translated(success),
            Outside refusal => outside(refusal),
            _ => throw new InvalidOperationException(),
        };
    }

    /// <summary>The block computes the same as this function, bit for bit.</summary>
    /// <param name="Function">The function with its gradient.</param>
    public sealed record Translated(DifferentiableFunction Function) : ScriptTranslation
    {
        /// <summary>Calls that compute in whole numbers with numbers that need not be whole, such as <c>[Math]::Max(0, …)</c>.</summary>
        public IReadOnlyCollection<string> Roundings { get; init; } = [];
    }

    /// <summary>The block uses something whose meaning the translator is not certain of.</summary>
    /// <param name="Construct">The construct, as messages name it.</param>
    /// <param name="Line">The line in the script, from 1.</param>
    /// <param name="Column">The column, from 1.</param>
    /// <param name="Advice">What to write instead.</param>
    public sealed record Outside(string Construct, int Line, int Column, string Advice) : ScriptTranslation
    {
        /// <summary>The construct at a place in the script.</summary>
        public static Outside At(IScriptExtent extent, string construct, string advice) =>
            new(construct, extent.StartLineNumber, extent.StartColumnNumber, advice);

        /// <summary>The construct, its place and the advice, as messages show them.</summary>
        public override string ToString() => $"{Construct} at line {Line}, column {Column}: {Advice}";
    }
}
