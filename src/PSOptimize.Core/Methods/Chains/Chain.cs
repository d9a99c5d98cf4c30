using PSOptimize.Objectives;

namespace PSOptimize.Methods.Chains;

/// <summary>
/// Transformations in a row: the gradient goes in at the front, and what comes out at the end is added to the point.
/// </summary>
/// <remarks>
/// Transformations that act on the point (projections, averages) come last. Consecutive transformations run as one loop
/// over memory; one with <see cref="Transformation.NeedsWhole"/> begins another.
/// </remarks>
public sealed class Chain : IEquatable<Chain>
{
    private readonly Transformation[] _links;

    private Chain(Transformation[] links) => _links = links;

    /// <summary>The transformations, first to last.</summary>
    public ReadOnlyCollection<Transformation> Links => [.. _links];

    /// <summary>The names of all slots, <c>Transformation.Slot</c>, in the order in which a state holds them.</summary>
    public ReadOnlyCollection<string> SlotNames =>
        [.. _links.SelectMany(link => link.SlotNames.Select(slot => $"{link.Name}.{slot}"))];

    /// <summary>What the transformations need to know of the objective, in some step at least.</summary>
    public Information Needs => _links.Aggregate(Information.Value | Information.Gradient, (needs, link) => needs | link.Needs);

    internal CompiledChain Compile(int dimension) => new(_links, dimension);

    /// <summary>A chain of the given transformations.</summary>
    /// <param name="links">First to last; none gives a chain that adds the gradient to the point.</param>
    /// <exception cref="ArgumentException">One that acts on the update stands behind one that acts on the point.</exception>
    public static Chain Of(params Transformation[] links)
    {
        ArgumentNullException.ThrowIfNull(links);
        for (var i = 1; i < links.Length; i++)
            if (links[i - 1].ActsOnPoint && !links[i].ActsOnPoint)
                throw new ArgumentException(
                    $"{links[i].Name} acts on the update and cannot follow {links[i - 1].Name}, which acts on the point: put it before.",
                    nameof(links));
        return new Chain([.. links]);
    }

    /// <summary>This chain followed by another.</summary>
    /// <param name="next">What comes after.</param>
    public Chain Then(Chain next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return Of([.. _links, .. next._links]);
    }

    /// <inheritdoc/>
    public bool Equals(Chain? other) => other is not null && _links.AsSpan().SequenceEqual(other._links);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Chain);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var link in _links) hash.Add(link);
        return hash.ToHashCode();
    }

    /// <summary>The transformations, separated by arrows.</summary>
    public override string ToString() => string.Join(" → ", _links.Select(link => link.Name));
}
