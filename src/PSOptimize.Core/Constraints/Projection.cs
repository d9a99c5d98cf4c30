using PSOptimize.Catalogues;
using PSOptimize.Vectors;

namespace PSOptimize.Constraints;

/// <summary>A closed convex set of points, by its projection: the nearest point of the set. <see cref="Box"/>, <see cref="Simplex"/>, <see cref="Ball"/>.</summary>
public abstract record Projection : Parameterized
{
    private protected Projection() { }

    /// <summary>The sets there are.</summary>
    public static Catalogue<Projection> Catalogue { get; } =
        new(() => Records.Of<Projection>().Select(type => Records.Entry<Projection>(type, type.Name)));

    /// <summary>The points without a negative coordinate.</summary>
    public static Projection NonNegative { get; } = Box.Of(0, double.PositiveInfinity);

    /// <summary>
    /// Whether <see cref="Tangent"/> changes directions. Where the coordinates are bounded one by one it need not: then a projected
    /// step stands still only at a minimum even if a method scales each coordinate by itself.
    /// </summary>
    internal virtual bool Couples => false;

    /// <summary>The nearest point of the set; a point of the set is its own.</summary>
    /// <param name="point">Finite.</param>
    public virtual Vector Project(Vector point)
    {
        ArgumentNullException.ThrowIfNull(point);
        var result = Vector.Copy(point.AsSpan());
        Apply(result.Writable);
        return result;
    }

    /// <summary>Moves a point to the nearest point of the set.</summary>
    internal abstract void Apply(Span<double> point);

    /// <summary>The set of the points divided by a scale.</summary>
    internal virtual Projection Inside(Vector scale) => throw new ArgumentException(
        $"{GetType().Name} couples the coordinates, and a method that divides them by typical sizes cannot project onto it: leave the scale out.", nameof(scale));

    /// <summary>Leaves of a direction what can be followed from a point of the set: its projection onto the tangent cone.</summary>
    internal virtual void Tangent(ReadOnlySpan<double> point, Span<double> direction) { }
}
