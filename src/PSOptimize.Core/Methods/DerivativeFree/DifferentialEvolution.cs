using PSOptimize.Checks;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>
/// Differential evolution: each member of a population competes with a mutant, made of differences of other members and
/// crossed with the member itself; the lower one stays.
/// </summary>
/// <remarks>
/// Storn and Price 1997, "Differential evolution: a simple and efficient heuristic for global optimization over continuous
/// spaces", scheme rand/1/bin and others; the self-adaptation of F and CR is that of Brest et al. 2006, "Self-adapting control
/// parameters in differential evolution", eq. 7 and 8. Differs from the papers: coordinates outside the bounds are mirrored; a
/// population that has contracted is drawn anew around its best member.
/// </remarks>
/// <example><code>Optimizer.Run(Problem.Of(objective).KeptWithin(Box.Of(-5, 5)), new DifferentialEvolution(), start)</code></example>
[About("mutant v = a + F(b − c), crossed with x; the lower of the two stays", "Storn and Price 1997; Brest et al. 2006, eq. 7 and 8",
    Use = "values alone, many valleys, within bounds; many points at once")]
public sealed record DifferentialEvolution() : RestartingMethod<DifferentialEvolutionMemory>(1e-8, 1)
{
    /// <summary>The number of members, at least 4; default 5 a coordinate, at least 20.</summary>
    [AtLeast(4)] public int? Population { get; init => field = Checked(value); }

    /// <summary>How a mutant is made, default <see cref="DifferenceStrategy.Random"/>.</summary>
    public DifferenceStrategy Strategy { get; init; }

    /// <summary>F > 0, default 0.5: the weight of a difference, where it does not adapt.</summary>
    [Positive] public double DifferenceWeight { get; init => field = Checked(value); } = 0.5;

    /// <summary>CR in [0, 1], default 0.9: the share of coordinates that come from the mutant, where it does not adapt.</summary>
    [Probability] public double CrossoverRate { get; init => field = Checked(value); } = 0.9;

    /// <summary>
    /// Whether each member carries its own F and CR, which are drawn anew now and then and kept where they win; default yes.
    /// </summary>
    public bool Adaptive { get; init; } = true;

    /// <summary>
    /// The deviation of the first population around the start > 0, default 0.3, in sizes of the coordinates there, where the bounds are not
    /// finite; else it is uniform.
    /// </summary>
    [Positive] public double Spread { get; init => field = Checked(value); } = 0.3;

    /// <inheritdoc/>
    protected internal override double Extent(int dimension) => 2.0 * (Population ?? Math.Max(20, 5 * (long)dimension)) * dimension;

    /// <inheritdoc/>
    protected internal override DifferentialEvolutionMemory First(Vector point, Key key, Region region)
    {
        ArgumentNullException.ThrowIfNull(point);
        return Drawn(new DifferentialEvolutionMemory(point, key), key.Fold(0), region);
    }

    /// <summary>The memory whose trials are a new population: its point, and draws.</summary>
    private DifferentialEvolutionMemory Drawn(DifferentialEvolutionMemory memory, Key draws, Region region)
    {
        var point = memory.Point;
        var count = Population ?? Math.Max(20, 5 * point.Count);
        return memory with
        {
            Members = VectorList.Empty,
            Trials = VectorList.OfSeq([point, .. draws.Split(count - 1).Select(draw => region.Anywhere(point, Spread, draw))]),
            TrialWeights = Vector.Repeat(count, DifferenceWeight),
            TrialCrossovers = Vector.Repeat(count, CrossoverRate),
        };
    }

    /// <inheritdoc/>
    protected internal override DifferentialEvolutionMemory Next(DifferentialEvolutionMemory memory, double[] values, Region region)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(values);
        var first = memory.Members.Count == 0;
        bool Wins(int i) => first || values[i] <= memory.Values[i];

        var members = Enumerable.Range(0, values.Length).Select(i => Wins(i) ? memory.Trials[i] : memory.Members[i]).ToArray();
        double[] kept = [.. values.Select((value, i) => Wins(i) ? value : memory.Values[i])];
        var best = Array.IndexOf(kept, kept.Min());
        var next = memory with
        {
            Members = VectorList.OfSeq(members),
            Values = Vector.Copy(kept),
            Weights = Vector.Init(values.Length, i => Wins(i) ? memory.TrialWeights[i] : memory.Weights[i]),
            Crossovers = Vector.Init(values.Length, i => Wins(i) ? memory.TrialCrossovers[i] : memory.Crossovers[i]),
            Point = members[best],
            Value = kept[best],
        };
        var draws = memory.Key.Fold(memory.Step + 1);
        return IsContracted(next, Spread, kept, region, members)
            ? Drawn(Counted(next), draws, region)
            : Mutated(next, best, draws, region);
    }

    /// <summary>The memory with a mutant for each of its members.</summary>
    private DifferentialEvolutionMemory Mutated(DifferentialEvolutionMemory memory, int best, Key draws, Region region)
    {
        var count = memory.Members.Count;
        var (weights, crossovers) = (memory.Weights.ToArray(), memory.Crossovers.ToArray());
        var trials = new Vector[count];
        for (var i = 0; i < count; i++)
        {
            var draw = draws.Fold(i);
            if (Adaptive)
            {
                // τ = 0.1; F is drawn from [0.1, 1), CR from [0, 1).
                var adapt = draw.Fold(0);
                if (adapt.Uniform(0) < 0.1) weights[i] = 0.1 + 0.9 * adapt.Uniform(1);
                if (adapt.Uniform(2) < 0.1) crossovers[i] = adapt.Uniform(3);
            }
            trials[i] = Crossed(memory.Members[i], Mutant(memory, i, best, weights[i], draw.Fold(1), region), crossovers[i], draw.Fold(2));
        }
        return memory with
        {
            Trials = VectorList.OfSeq(trials),
            TrialWeights = Vector.Copy(weights),
            TrialCrossovers = Vector.Copy(crossovers),
        };
    }

    private Vector Mutant(DifferentialEvolutionMemory memory, int i, int best, double weight, Key draw, Region region)
    {
        var (x, members) = (memory.Members[i], memory.Members);
        var (a, b, c) = Others(i, members.Count, draw);
        var difference = weight * (members[b] - members[c]);
        return region.Reflect(Strategy switch
        {
            DifferenceStrategy.Best => members[best] + difference,
            DifferenceStrategy.CurrentToBest => x + weight * (members[best] - x) + difference,
            _ => members[a] + difference,
        });
    }

    /// <summary>Three different members, none of them i: draws that hit one already taken are skipped.</summary>
    private static (int A, int B, int C) Others(int i, int count, Key draw)
    {
        var index = 0L;
        int Other(int first, int second)
        {
            int pick;
            do pick = draw.Integer(count, index++); while (pick == i || pick == first || pick == second);
            return pick;
        }

        var a = Other(i, i);
        var b = Other(a, a);
        return (a, b, Other(a, b));
    }

    private static Vector Crossed(Vector member, Vector mutant, double rate, Key draw)
    {
        var forced = draw.Integer(member.Count, member.Count);
        return Vector.Init(member.Count, j => j == forced || draw.Uniform(j) < rate ? mutant[j] : member[j]);
    }
}
