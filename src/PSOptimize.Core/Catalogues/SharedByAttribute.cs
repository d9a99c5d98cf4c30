namespace PSOptimize.Catalogues;

/// <summary>Stands on a base of records whose parameters a whole kind has: they are listed last, and described once.</summary>
/// <param name="everyone">Who has them, as the subject of a sentence.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SharedByAttribute(string everyone) : Attribute
{
    /// <summary>Who has them.</summary>
    public string Everyone { get; } = everyone;
}
