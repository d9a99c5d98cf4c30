using PSOptimize.Constraints;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>
/// Where a method without gradients may look: the box of the problem, unbounded if it has none.
/// If it is finite, its widths are the units of lengths.
/// </summary>
/// <param name="bounds">The box.</param>
public sealed class Region(Box bounds)
{
    /// <summary>The box that holds every trial.</summary>
    public Box Bounds { get; } = bounds;

    /// <summary>The unit of length in each coordinate: the width of the box if that is finite, else 1.</summary>
    /// <param name="dimension">The number of coordinates.</param>
    public Vector Units(int dimension) =>
        Bounds.ForDimension(dimension).Width.Map(width => double.IsFinite(width) && width > 0 ? width : 1);

    /// <summary>The nearest point of the box.</summary>
    /// <param name="point">Any point.</param>
    public Vector Project(Vector point) => Bounds.Project(point);

    /// <summary>The point mirrored into the box.</summary>
    /// <param name="point">Any finite point.</param>
    public Vector Reflect(Vector point) => Bounds.Reflect(point);

    /// <summary>A draw from the normal distribution around a point, mirrored into the box.</summary>
    /// <param name="point">The centre.</param>
    /// <param name="deviation">The standard deviation, in <see cref="Units"/>.</param>
    /// <param name="key">Where the draw comes from.</param>
    public Vector Near(Vector point, double deviation, Key key)
    {
        ArgumentNullException.ThrowIfNull(point);
        return Bounds.Reflect(point + deviation * Units(point.Count).Times(key.Normals(point.Count)));
    }

    /// <summary>A draw that knows no point: uniform from a finite box, else around a centre.</summary>
    /// <param name="centre">The centre if the box is not finite.</param>
    /// <param name="deviation">The standard deviation around the centre, in <see cref="Units"/>.</param>
    /// <param name="key">Where the draw comes from.</param>
    public Vector Anywhere(Vector centre, double deviation, Key key)
    {
        ArgumentNullException.ThrowIfNull(centre);
        var box = Bounds.ForDimension(centre.Count);
        return box.IsFinite ? box.Project(box.Lower + box.Width.Times(key.Uniforms(centre.Count))) : Near(centre, deviation, key);
    }
}
