using PSOptimize.Catalogues;
using PSOptimize.Vectors;

namespace PSOptimize.Constraints;

/// <summary>
/// A closed convex set, given by its projection: the map from a point to the nearest point of the set. Closed: <see cref="Box"/>,
/// <see cref="Simplex"/>, <see cref="Ball"/>.
/// </summary>
public abstract record Projection : Parameterized
{
    private protected Projection() { }

    /// <summary>The catalogue of sets, which finds them by name.</summary>
    public static Catalogue<Projection> Catalogue { get; } =
        new(() => Records.Of<Projection>().Select(type => Records.Entry<Projection>(type, type.Name)));

    /// <summary>The points whose coordinates are all at least 0, in any dimension.</summary>
    public static Projection NonNegative { get; } = Box.Of(0, double.PositiveInfinity);

    /// <summary>
    /// Whether the set couples the coordinates, so that a step must be projected onto the tangent cone first. If each coordinate is bounded
    /// on its own, a projected step vanishes only at a minimum, even if a method scales each coordinate separately.
    /// </summary>
    internal virtual bool Couples => false;

    /// <summary>The nearest point of the set, which for a point of the set is the point itself.</summary>
    /// <param name="point">Finite.</param>
    /// <exception cref="ArgumentException">The set has another number of coordinates.</exception>
    public virtual Vector Project(Vector point)
    {
        ArgumentNullException.ThrowIfNull(point);
        var result = Vector.Copy(point.AsSpan());
        Apply(result.Writable);
        return result;
    }

    /// <summary>Replaces a point with the nearest point of the set.</summary>
    internal abstract void Apply(Span<double> point);

    /// <summary>The text for a message, of bounded length.</summary>
    internal virtual string Brief => ToString();

    /// <summary>The set in the coordinates x/s.</summary>
    internal virtual Projection InScaledCoordinates(Vector scale) => throw new ArgumentException(
        $"{GetType().Name} couples the coordinates, and a method that divides them by typical sizes cannot project onto it: "
        + "leave the scale out.", nameof(scale));

    /// <summary>Replaces a direction with its projection onto the tangent cone of the set at one of its points.</summary>
    internal virtual void Tangent(ReadOnlySpan<double> point, Span<double> direction) { }
}
