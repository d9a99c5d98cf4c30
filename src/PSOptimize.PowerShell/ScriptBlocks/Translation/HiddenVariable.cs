using PSOptimize.Differentiation;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>A variable that only the translator sees, for as long as it needs it.</summary>
internal sealed class HiddenVariable(TranslationContext context, string name) : IDisposable
{
    /// <summary>What the names of hidden variables begin with; no script can write it.</summary>
    public const char Prefix = '\0';

    public ScriptValue Value
    {
        get => context.Read(name);
        set => context.Write(name, value);
    }

    /// <summary>The value of a variable that is true or false, and false until it is written.</summary>
    public Truth Flag
    {
        get => context.Flag(name);
        set => context.SetFlag(name, value);
    }

    /// <summary>Ends the variable.</summary>
    public void Dispose() => context.Remove(name);
}
