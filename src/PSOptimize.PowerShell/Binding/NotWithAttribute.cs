namespace PSOptimize.Binding;

/// <summary>A parameter that says nothing beside another one.</summary>
/// <param name="other">The other parameter.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotWithAttribute(string other) : Attribute
{
    /// <summary>The other parameter.</summary>
    public string Other { get; } = other;
}
