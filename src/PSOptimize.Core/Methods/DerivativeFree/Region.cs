using PSOptimize.Constraints;
using PSOptimize.Differentiation;
using PSOptimize.Methods.Curvature;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>
/// Where a method without gradients may look, the box of the problem (unbounded if it has none), and in which units it measures lengths,
/// so that those of the coordinates do not matter.
/// </summary>
public sealed class Region
{
    private Region(Box bounds, Vector units) => (Bounds, Units) = (bounds, units);

    /// <summary>The box that holds every trial.</summary>
    public Box Bounds { get; }

    /// <summary>
    /// The unit of length in each coordinate: the width of the box; where that is not finite, the size of the coordinate at the start, or
    /// that of the largest coordinate if it starts near 0, or 1 if all start at 0.
    /// </summary>
    public Vector Units { get; }

    /// <summary>The region of a run from a start.</summary>
    /// <param name="bounds">The box.</param>
    /// <param name="start">The starting point.</param>
    /// <exception cref="ArgumentException">The start lies outside the box, or has another number of coordinates.</exception>
    public static Region Around(Box bounds, Vector start)
    {
        ArgumentNullException.ThrowIfNull(bounds);
        ArgumentNullException.ThrowIfNull(start);
        if (!bounds.Contains(start))
            throw new ArgumentException(
                $"The starting point {start.Brief} lies outside the bounds {bounds.Brief}: start within, or widen the bounds.",
                nameof(start));
        var (widths, sizes) = (bounds.ForDimension(start.Count).Width, Typical.Sizes(start));
        return new(bounds, Vector.Init(start.Count, i => double.IsFinite(widths[i]) && widths[i] > 0 ? widths[i] : sizes[i]));
    }

    /// <summary>The region of a run that measures in known units.</summary>
    /// <param name="bounds">The box.</param>
    /// <param name="units">The units, as <see cref="Around"/> found them.</param>
    public static Region Measured(Box bounds, Vector units) => new(bounds, units);

    /// <summary>The nearest point of the box.</summary>
    /// <param name="point">Any point.</param>
    public Vector Project(Vector point)
    {
        Interruption.Current.ThrowIfRequested();
        return Bounds.Project(point);
    }

    /// <summary>The point mirrored into the box.</summary>
    /// <param name="point">Any finite point.</param>
    public Vector Reflect(Vector point)
    {
        // A large population makes its trials one by one, and can be interrupted here.
        Interruption.Current.ThrowIfRequested();
        return Bounds.Reflect(point);
    }

    /// <summary>A draw from the normal distribution around a point, mirrored into the box.</summary>
    /// <param name="point">The centre.</param>
    /// <param name="deviation">The standard deviation, in <see cref="Units"/>.</param>
    /// <param name="key">Where the draw comes from.</param>
    public Vector Near(Vector point, double deviation, Key key)
    {
        ArgumentNullException.ThrowIfNull(point);
        return Reflect(point + deviation * Units.Times(key.Normals(point.Count)));
    }

    /// <summary>A draw that knows no point: uniform from a finite box, else around a centre.</summary>
    /// <param name="centre">The centre if the box is not finite.</param>
    /// <param name="deviation">The standard deviation around the centre, in <see cref="Units"/>.</param>
    /// <param name="key">Where the draw comes from.</param>
    public Vector Anywhere(Vector centre, double deviation, Key key)
    {
        ArgumentNullException.ThrowIfNull(centre);
        var box = Bounds.ForDimension(centre.Count);
        return box.IsFinite ? Project(box.Lower + box.Width.Times(key.Uniforms(centre.Count))) : Near(centre, deviation, key);
    }

    /// <summary>The box, and where it has no bound, some units around a centre.</summary>
    /// <param name="centre">The centre.</param>
    /// <param name="reach">How far it reaches where there is no bound, in <see cref="Units"/>.</param>
    public Box Finite(Vector centre, double reach)
    {
        ArgumentNullException.ThrowIfNull(centre);
        var box = Bounds.ForDimension(centre.Count);
        return box.IsFinite ? box : new Box(
            Vector.Init(centre.Count, i => double.IsFinite(box.Lower[i]) ? box.Lower[i] : centre[i] - reach * Units[i]),
            Vector.Init(centre.Count, i => double.IsFinite(box.Upper[i]) ? box.Upper[i] : centre[i] + reach * Units[i]));
    }
}
