namespace PSOptimize.Binding;

/// <summary>A parameter that says something only beside another one.</summary>
/// <param name="others">The other parameters, one of which is enough.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NeedsAttribute(params string[] others) : Attribute
{
    /// <summary>The other parameters, one of which is enough.</summary>
    public IReadOnlyList<string> Others { get; } = others;
}
