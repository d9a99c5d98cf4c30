using PSOptimize.Checks;
using PSOptimize.Differentiation;
using PSOptimize.Methods.Curvature;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>
/// A quadratic model through 2n + 1 values, whose minimum within a radius is the next trial. For smooth functions whose gradient is not
/// known: it takes far fewer evaluations than a simplex.
/// </summary>
/// <remarks>
/// In the manner of Powell 2006, "The NEWUOA software for unconstrained optimization without derivatives", and 2009, "The BOBYQA algorithm
/// for bound constrained optimization without derivatives". The model is the one whose Hessian differs least from that of the last model
/// (Powell 2004). Δ follows the success of the steps and is never below the resolution ρ, which falls once the model is good and no step
/// of its size succeeds. Points that lie too far away are replaced by those where their Lagrange function is largest.
/// Differs from the papers: the system of the model is solved anew in each transition, which takes about 27n³ operations and keeps no
/// rounding errors; the subproblem is solved exactly; the first points are asked for at once; lengths are in widths of the bounds, or in
/// sizes of the coordinates at the start; once ρ is at its end, a new model is built around the best point, until that brings nothing
/// better. At a kink, where steps fail although the model promises a decrease, a run has <c>Stalled</c>; so has one whose values still
/// differ widely at the end of ρ, since a coordinate is far smaller than at the start.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new QuadraticInterpolation(), start)</code></example>
[About("x ← minimum within Δ of a quadratic through 2n + 1 values", "Powell 2004; 2006 (NEWUOA); 2009 (BOBYQA)",
    Use = "values alone, smooth, few coordinates: few evaluations")]
public sealed record QuadraticInterpolation() : RestartingMethod<QuadraticInterpolationMemory>(1e-7, 1)
{
    // A step that keeps less than this share of the promised decrease has failed.
    private const double Poor = 0.1;

    // What may be promised at a minimum, as a share of the decrease so far.
    private const double Smooth = 1e-12;

    // How far the values within the resolution may lie apart at a minimum, as a share of the same.
    private const double Even = 1e-8;

    // A gain that is none, in what the values of a fresh model lie apart.
    private const double Vain = 1e-20;

    // How many times the first curvature that at a minimum may be.
    private const double Sharpest = 1e5;

    /// <summary>
    /// The first Δ and ρ > 0, default 0.1, in widths of the bounds, or in sizes at the start; ρ ends at <c>RestartBelow</c> of it.
    /// </summary>
    [Positive] public double Radius { get; init => field = Checked(value); } = 0.1;

    /// <inheritdoc/>
    protected internal override double Extent(int dimension) => 11.0 * dimension * dimension;

    /// <inheritdoc/>
    protected internal override QuadraticInterpolationMemory First(Vector point, Key key, Region region) =>
        Built(new QuadraticInterpolationMemory(point, key), Radius, region);

    /// <inheritdoc/>
    protected internal override QuadraticInterpolationMemory Next(
        QuadraticInterpolationMemory memory, double[] values, Region region)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(values);
        Interruption.Current.ThrowIfRequested();
        memory = memory with { LearningRate = memory.Radius };
        switch (memory.Stage)
        {
            case InterpolationStage.Build:
                var best = Array.IndexOf(values, values.Min());
                return Proposed(memory with
                {
                    Points = memory.Trials,
                    Values = Vector.Copy(values),
                    Point = memory.Trials[best],
                    Value = values[best],
                    Spread = values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max() - values[best],
                }, false, region);
            case InterpolationStage.Improve:
                return Proposed(Replacing(memory, memory.Replaced, memory.Trials[0], values[0]), false, region);
            default:
                return Stepped(memory, values[0], region);
        }
    }

    /// <summary>The memory that asks for the points of a first model: the point, and two along each coordinate.</summary>
    private static QuadraticInterpolationMemory Built(QuadraticInterpolationMemory memory, double radius, Region region)
    {
        var (point, n) = (memory.Point, memory.Point.Count);
        var box = region.Bounds.ForDimension(n);
        IEnumerable<Vector> Along(int i)
        {
            var length = Math.Min(radius * region.Units[i], (box.Upper[i] - box.Lower[i]) / 2);
            // At a bound both points lie inside.
            var (up, down) = point[i] + length > box.Upper[i] ? (-2 * length, -length)
                : point[i] - length < box.Lower[i] ? (length, 2 * length) : (length, -length);
            return [point.WithElement(i, point[i] + up), point.WithElement(i, point[i] + down)];
        }
        return memory with
        {
            Stage = InterpolationStage.Build,
            Trials = VectorList.OfSeq(Enumerable.Range(0, n).SelectMany(Along).Select(region.Project).Prepend(point)),
            Points = VectorList.Empty,
            Values = Vector.Empty,
            Hessian = Vector.Zero(n * n),
            FirstCurvature = double.NaN,
            Spread = double.NaN,
            Radius = radius,
            Resolution = radius,
        };
    }

    /// <summary>The memory after a step has been tried.</summary>
    private QuadraticInterpolationMemory Stepped(QuadraticInterpolationMemory memory, double value, Region region)
    {
        var (trial, step) = (memory.Trials[0], (memory.Trials[0] - memory.Point).Over(region.Units));
        var length = step.Norm();
        var ratio = (memory.Value - value) / memory.Promised;
        var radius = ratio <= Poor ? 0.5 * length : Math.Max(0.5 * memory.Radius, ratio <= 0.7 ? length : 2 * length);
        if (!double.IsFinite(value))
            return Proposed(memory with { Radius = radius, Resolution = Math.Min(memory.Resolution, radius) }, true, region);
        if (radius <= 1.5 * memory.Resolution) radius = memory.Resolution;

        var ways = Ways(memory, region);
        var lagrange = new InterpolationModel(ways).LagrangeAt(step);
        var centre = value < memory.Value ? step : Vector.Zero(step.Count);
        var stays = value < memory.Value ? -1 : memory.Points.AsSeq().ToList().IndexOf(memory.Point);
        var scores = ways.Select((way, k) =>
            k == stays ? -1 : Math.Abs(lagrange[k]) * Math.Max(1, Math.Pow((way - centre).Norm() / memory.Radius, 4))).ToArray();
        var worst = Array.IndexOf(scores, scores.Max());
        memory = memory with { Radius = radius };
        if (value < memory.Value || scores[worst] > 1) memory = Replacing(memory, worst, trial, value);
        return Proposed(memory, !(ratio > Poor), region);
    }

    private static QuadraticInterpolationMemory Replacing(QuadraticInterpolationMemory memory, int index, Vector point, double value)
    {
        var next = memory with
        {
            Points = VectorList.OfSeq(memory.Points.AsSeq().Select((old, k) => k == index ? point : old)),
            Values = memory.Values.WithElement(index, value),
        };
        return value < memory.Value ? next with { Point = point, Value = value } : next;
    }

    /// <summary>The memory with its next trial: a step, a point that improves the model, or a new model at the end.</summary>
    private QuadraticInterpolationMemory Proposed(QuadraticInterpolationMemory memory, bool hasFailed, Region region)
    {
        while (true)
        {
            if (!double.IsFinite(memory.Value)) return Built(memory, 2 * memory.Resolution, region);
            var ways = Ways(memory, region);
            var interpolation = new InterpolationModel(ways);
            if (!interpolation.IsSound || IsRounding(memory.Value, memory.Values.AsSeq().Max())) return Anew(memory, true, region);
            var model = interpolation.Through(Differences(memory), memory.Hessian);
            var curvature = model.Hessian.Norm();
            memory = memory with
            {
                Hessian = model.Hessian,
                FirstCurvature = double.IsNaN(memory.FirstCurvature) ? curvature : memory.FirstCurvature,
            };
            var step = Step(model, memory, memory.Radius, region);
            var promised = model.Decrease(step);
            var isShort = !(step.Norm() >= 0.5 * memory.Resolution && promised > 0);

            var distances = ways.Select(way => way.Norm()).ToArray();
            var farthest = Array.IndexOf(distances, distances.Max());
            if ((hasFailed || isShort) && distances[farthest] > 2 * memory.Radius)
            {
                var reach = Math.Max(Math.Min(0.1 * distances[farthest], 0.5 * memory.Radius), memory.Resolution);
                return Trying(memory, Improving(interpolation.Lagrange(farthest), memory, reach, region), region) with
                {
                    Stage = InterpolationStage.Improve,
                    Replaced = farthest,
                };
            }
            if (!isShort && !(hasFailed && memory.Radius <= memory.Resolution))
                return Trying(memory, step, region) with { Stage = InterpolationStage.Step, Promised = promised };

            var end = RestartBelow * Radius;
            // At a kink the model promises as much as the resolution is, or its curvature grows as the resolution falls.
            var scale = Math.Min(memory.FirstValue - memory.Value, memory.Spread);
            // Where coordinates have very different sizes, values differ widely within the resolution.
            var isEven = Differences(memory).Max() <= Even * (memory.FirstValue - memory.Value)
                || IsRounding(memory.Value, memory.Values.AsSeq().Max());
            var isMinimum = isEven && (isShort || promised <= Smooth * scale || IsRounding(memory.Value, memory.Value + promised))
                && curvature <= Sharpest * memory.FirstCurvature;
            if (memory.Resolution <= end) return Anew(memory, isMinimum, region);
            var share = memory.Resolution / end;
            var resolution = share <= 16 ? end : share <= 250 ? Math.Sqrt(memory.Resolution * end) : 0.1 * memory.Resolution;
            memory = memory with { Radius = Math.Max(0.5 * memory.Resolution, resolution), Resolution = resolution };
            hasFailed = false;
        }
    }

    private QuadraticInterpolationMemory Anew(QuadraticInterpolationMemory memory, bool isMinimum, Region region)
    {
        var next = Counted(memory, isMinimum, vain: Vain * memory.Spread);
        // A search in vain may have moved, if by next to nothing.
        var isKept = next.Vain == 0 || isMinimum || IsRounding(memory.Value, next.BaseValue);
        return Built(next with { HasContracted = next.HasContracted && isKept }, 0.1 * Radius, region);
    }

    private static QuadraticInterpolationMemory Trying(QuadraticInterpolationMemory memory, Vector step, Region region) =>
        memory with { Trials = VectorList.Of(region.Project(memory.Point + region.Units.Times(step))) };

    private static Vector[] Ways(QuadraticInterpolationMemory memory, Region region) =>
        [.. memory.Points.AsSeq().Select(point => (point - memory.Point).Over(region.Units))];

    /// <summary>The values above the best; one that is not finite counts as far above all others.</summary>
    private static double[] Differences(QuadraticInterpolationMemory memory)
    {
        var highest = memory.Values.AsSeq().Where(double.IsFinite).Max() - memory.Value;
        return [.. memory.Values.AsSeq().Select(value => double.IsFinite(value) ? value - memory.Value : 10 * highest)];
    }

    private static Vector Step(QuadraticModel model, QuadraticInterpolationMemory memory, double radius, Region region)
    {
        var box = region.Bounds.ForDimension(memory.Point.Count);
        var isFree = !box.Lower.AsSeq().Any(double.IsFinite) && !box.Upper.AsSeq().Any(double.IsFinite);
        var place = new Place(
            memory.Point.Over(region.Units), model.Gradient, isFree ? null : box.Lower.Over(region.Units),
            isFree ? null : box.Upper.Over(region.Units));
        return model.Minimize(place, radius).Step;
    }

    /// <summary>The way to where a Lagrange function is largest, on one side or the other.</summary>
    private static Vector Improving(QuadraticModel lagrange, QuadraticInterpolationMemory memory, double reach, Region region)
    {
        var negative = new QuadraticModel(-lagrange.Gradient, -lagrange.Hessian);
        var (low, high) = (Step(lagrange, memory, reach, region), Step(negative, memory, reach, region));
        return lagrange.Decrease(low) >= negative.Decrease(high) ? low : high;
    }
}
