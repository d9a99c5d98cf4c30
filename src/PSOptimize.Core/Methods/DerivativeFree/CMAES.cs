using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using PSOptimize.Checks;
using PSOptimize.Differentiation;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using Vector = PSOptimize.Vectors.Vector;
using VectorList = PSOptimize.Vectors.VectorList;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>
/// Evolution strategy with covariance matrix adaptation: draws a generation from a normal distribution, and moves and reshapes
/// the distribution towards the better half.
/// </summary>
/// <remarks>
/// Hansen 2016, "The CMA evolution strategy: a tutorial" (arXiv:1604.00772), eq. 38 to 58, with positive weights only; a
/// search that has come to rest begins anew with more members, as Auger and Hansen 2005, "A restart CMA evolution strategy with
/// increasing population size". It is at rest once the distribution is a millionth of the first and values differ by next to nothing.
/// Differs from the papers: points outside the bounds are mirrored, and the matrix is decomposed
/// at every generation.
/// </remarks>
/// <example><code>Optimizer.Run(objective, new CMAES { Sigma = 0.5 }, start)</code></example>
[About("x ~ m + σ N(0, C); m, C and σ follow the better half", "Hansen 2016, eq. 38–58; Auger and Hansen 2005",
    Use = "values alone, many valleys or bad scaling, up to about 100 coordinates; noise")]
public sealed record CMAES() : RestartingMethod<CMAESMemory>(1e-12, 3)
{
    // The share of its first extent to which a search has contracted at least, however little its values differ.
    private const double Settled = 1e-6;

    /// <summary>The first deviation σ > 0, default 0.3, in widths of the bounds, or in sizes at the start.</summary>
    [Positive] public double Sigma { get; init => field = Checked(value); } = 0.3;

    /// <summary>λ, the size of a generation, at least 4; default 4 + ⌊3 ln n⌋.</summary>
    [AtLeast(4)] public int? Population { get; init => field = Checked(value); }

    /// <summary>What multiplies the size of a generation at a restart, at least 1, default 2.</summary>
    [AtLeast(1)] public double PopulationGrowth { get; init => field = Checked(value); } = 2;

    /// <summary>How often the search may begin anew, at least 0, default 9; with the last one the budget is exhausted.</summary>
    [AtLeast(0)] public int MaxRestarts { get; init => field = Checked(value); } = 9;

    /// <inheritdoc/>
    protected internal override Outcome? Verdict(CMAESMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return base.Verdict(memory)
            ?? (memory.Restarts > MaxRestarts ? new Outcome.BudgetExhausted("Restarts", MaxRestarts, MaxRestarts) : null);
    }

    /// <inheritdoc/>
    protected internal override double Extent(int dimension) => (3.0 * dimension + (Population ?? 0)) * dimension;

    /// <inheritdoc/>
    protected internal override CMAESMemory First(Vector point, Key key, Region region)
    {
        ArgumentNullException.ThrowIfNull(point);
        var population = Population ?? 4 + (int)(3 * Math.Log(point.Count));
        var memory = Begun(new CMAESMemory(point, key) { Population = population }, point, region);
        return memory with { Trials = VectorList.OfSeq(Generation(memory, key.Fold(0), region).Prepend(point)) };
    }

    /// <inheritdoc/>
    protected internal override CMAESMemory Next(CMAESMemory memory, double[] values, Region region)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(values);
        // The start comes before its generation and has no part in it.
        var start = memory.Step == 0 ? 1 : 0;
        int[] order = [.. Enumerable.Range(start, values.Length - start).OrderBy(i => values[i])];
        var (point, value) = (memory.Point, start == 1 ? values[0] : memory.Value);
        if (values[order[0]] < value) (point, value) = (memory.Trials[order[0]], values[order[0]]);

        var draws = memory.Key.Fold(memory.Step + 1);
        var kept = 10 + (int)Math.Ceiling(30.0 * memory.Point.Count / memory.Population);
        var next = Updated(memory, [.. order.Select(i => memory.Trials[i])]) with
        {
            Point = point,
            Value = value,
            LearningRate = memory.Sigma,
            History = Vector.OfSeq(memory.History.AsSeq().Append(values[order[0]]).TakeLast(kept)),
        };
        var hasContracted = HasContracted(next, kept, values[order[^1]], region);
        if (hasContracted || IsHopeless(next))
            next = Restarted(Counted(next, hasContracted, next.History.AsSeq().Min()), draws.Fold(-1), region);
        return next with { Trials = VectorList.OfSeq(Generation(next, draws, region)) };
    }

    /// <summary>A larger generation, from anywhere.</summary>
    private CMAESMemory Restarted(CMAESMemory memory, Key draw, Region region)
    {
        var population = (int)Math.Min(1 << 20, Math.Ceiling(PopulationGrowth * memory.Population));
        return Begun(memory with { Population = population }, region.Anywhere(memory.Point, Sigma, draw), region);
    }

    /// <summary>The distribution before its first generation: a sphere, stretched by the units of the coordinates.</summary>
    private CMAESMemory Begun(CMAESMemory memory, Vector mean, Region region)
    {
        var n = mean.Count;
        var units = region.Units;
        Vector Diagonal(Func<int, double> elements) => Vector.Init(n * n, k => k / n == k % n ? elements(k % n) : 0);
        return memory with
        {
            Mean = mean,
            Sigma = Sigma,
            Covariance = Diagonal(i => units[i] * units[i]),
            Axes = Diagonal(_ => 1),
            Deviations = units,
            CovariancePath = Vector.Zero(n),
            SigmaPath = Vector.Zero(n),
            Generation = 0,
            History = Vector.Empty,
        };
    }

    /// <summary>λ draws <c>m + σ B D z</c>.</summary>
    private static IEnumerable<Vector> Generation(CMAESMemory memory, Key draws, Region region)
    {
        var n = memory.Mean.Count;
        var axes = Square(memory.Axes, n);
        return draws.Split(memory.Population).Select(draw =>
        {
            var move = axes * Dense(memory.Deviations.Times(draw.Normals(n)));
            return region.Reflect(memory.Mean + memory.Sigma * Vector.Create(move.ToArray()));
        });
    }

    /// <summary>Moves mean, paths, covariance and deviation by a generation, best first; eq. 39 to 47 of the tutorial.</summary>
    private static CMAESMemory Updated(CMAESMemory memory, Vector[] ranked)
    {
        var n = memory.Mean.Count;
        var rule = new CMAESWeights(n, memory.Population);
        Vector[] moves = [.. ranked.Take(rule.Parents).Select(member => (member - memory.Mean) / memory.Sigma)];
        var move = moves.Zip(rule.Weights, (y, weight) => weight * y).Aggregate((sum, y) => sum + y);

        var axes = Square(memory.Axes, n);
        var whitened = axes * axes.TransposeThisAndMultiply(Dense(move)).PointwiseDivide(Dense(memory.Deviations));
        var sigmaPath = (1 - rule.SigmaRate) * memory.SigmaPath
            + Math.Sqrt(rule.SigmaRate * (2 - rule.SigmaRate) * rule.Effective) * Vector.Create(whitened.ToArray());
        var length = sigmaPath.Norm();
        var settled = 1 - Math.Pow(1 - rule.SigmaRate, 2 * (memory.Generation + 1));
        var stalled = length / Math.Sqrt(settled) < (1.4 + 2.0 / (n + 1)) * rule.ExpectedNorm ? 1 : 0;
        var next = memory with
        {
            Mean = memory.Mean + memory.Sigma * move,
            Generation = memory.Generation + 1,
            SigmaPath = sigmaPath,
            CovariancePath = (1 - rule.PathRate) * memory.CovariancePath
                + stalled * Math.Sqrt(rule.PathRate * (2 - rule.PathRate) * rule.Effective) * move,
            Sigma = memory.Sigma * Math.Exp(Math.Min(1, rule.SigmaRate / rule.Damping * (length / rule.ExpectedNorm - 1))),
        };
        return Reshaped(next, rule, moves, stalled);
    }

    private static CMAESMemory Reshaped(CMAESMemory memory, CMAESWeights rule, Vector[] moves, int stalled)
    {
        var n = memory.Mean.Count;
        var keep = 1 - rule.RankOne - rule.RankMany + (1 - stalled) * rule.RankOne * rule.PathRate * (2 - rule.PathRate);
        var covariance = keep * Square(memory.Covariance, n);
        var path = Dense(memory.CovariancePath);
        covariance += rule.RankOne * path.OuterProduct(path);
        for (var i = 0; i < moves.Length; i++)
        {
            Interruption.Current.ThrowIfRequested();
            var y = Dense(moves[i]);
            covariance += rule.RankMany * rule.Weights[i] * y.OuterProduct(y);
        }
        // Rounding leaves traces of asymmetry, which the decomposition must not see.
        covariance = (covariance + covariance.Transpose()) / 2;
        // One that has overflown has no axes: the search is hopeless, and begins anew.
        if (!TensorPrimitives.IsFiniteAll<double>(covariance.AsColumnMajorArray()))
            return memory with { Deviations = Vector.Repeat(n, double.PositiveInfinity) };
        var (values, axes) = Spectrum.Of(covariance.AsColumnMajorArray());
        return memory with
        {
            Covariance = Vector.Create(covariance.ToRowMajorArray()),
            Axes = Vector.Init(n * n, k => axes[k % n * n + k / n]),
            Deviations = Vector.OfSeq(values.Select(value => Math.Sqrt(Math.Max(value, double.Epsilon)))),
        };
    }

    private bool HasContracted(CMAESMemory memory, int kept, double worst, Region region)
    {
        var n = memory.Mean.Count;
        var widest = region.Units.AsSeq().Select((unit, i) => Math.Sqrt(memory.Covariance[i * n + i]) / unit).Max();
        var (best, last) = (memory.History.AsSeq().Min(), Math.Max(memory.History.AsSeq().Max(), worst));
        var isNear = memory.Sigma * widest <= Settled * Sigma;
        var isFlat = memory.History.Count == kept && last - best <= RestartBelow * (memory.FirstValue - memory.Value);
        return (isFlat && isNear) || (memory.History.Count == kept && IsRounding(best, last))
            || memory.Sigma * widest <= RestartBelow * Sigma;
    }

    /// <summary>Whether a search leads nowhere: it has degenerated, it has no finite values, or it takes too long.</summary>
    private static bool IsHopeless(CMAESMemory memory)
    {
        var (lowest, highest) = (memory.Deviations.AsSeq().Min(), memory.Deviations.AsSeq().Max());
        // Hansen's own program gives a search as many generations.
        var most = 100 + 150 * Math.Pow(memory.Mean.Count + 3, 2) / Math.Sqrt(memory.Population);
        return highest > 1e7 * lowest || !memory.Mean.IsFinite() || !double.IsFinite(memory.Sigma * highest)
            || memory.Generation > most || (memory.Generation > 100 && !double.IsFinite(memory.History.AsSeq().Min()));
    }

    private static Matrix<double> Square(Vector rows, int n) => DenseMatrix.Create(n, n, (i, j) => rows[i * n + j]);

    private static DenseVector Dense(Vector vector) => new(vector.ToArray());
}
