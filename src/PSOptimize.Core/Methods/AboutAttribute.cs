namespace PSOptimize.Methods;

/// <summary>What the tables and the help of a method say of it at run time.</summary>
/// <param name="summary">The update rule in one line.</param>
/// <param name="reference">Author, year, and where in the paper.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AboutAttribute(string summary, string reference) : Attribute
{
    /// <summary>The update rule in one line.</summary>
    public string Summary { get; } = summary;

    /// <summary>Author, year, and where in the paper.</summary>
    public string Reference { get; } = reference;

    /// <summary>What it is good for: the end of a sentence that begins with "It suits"; empty for what nobody chooses by name.</summary>
    public string Use { get; init; } = "";
}
