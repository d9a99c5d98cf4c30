using PSOptimize.Checks;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>
/// Particle swarm: <c>v ← w v + c₁ r₁ (p − x) + c₂ r₂ (g − x)</c>, <c>x ← x + v</c>, with p the best point of the particle, g the
/// best of its neighbours and r uniform in [0, 1) for each coordinate.
/// </summary>
/// <remarks>
/// Kennedy and Eberhart 1995, "Particle swarm optimization"; the inertia is that of Shi and Eberhart 1998, the default constants
/// are those of Clerc and Kennedy 2002, "The particle swarm: explosion, stability, and convergence", and the ring is from
/// Bratton and Kennedy 2007. Differs from the papers: a particle that leaves the bounds is put on them and turns back at
/// half its speed in that coordinate (as in the standard swarm of 2011, Clerc 2012); a swarm that has contracted is drawn anew around its
/// best point.
/// </remarks>
/// <example><code>Optimizer.Run(Problem.Of(objective).KeptWithin(Box.Of(-5, 5)), new ParticleSwarm(), start)</code></example>
[About("v ← w v + c₁ r₁ (p − x) + c₂ r₂ (g − x), x ← x + v", "Kennedy and Eberhart 1995; Clerc and Kennedy 2002",
    Use = "values alone, many valleys, within bounds; many points at once")]
public sealed record ParticleSwarm() : RestartingMethod<ParticleSwarmMemory>(1e-8, 1)
{
    /// <summary>The number of particles, at least 2, default 40.</summary>
    [AtLeast(2)] public int Population { get; init => field = Checked(value); } = 40;

    /// <summary>w in [0, 1), default 0.7298.</summary>
    [Fraction] public double Inertia { get; init => field = Checked(value); } = 0.7298;

    /// <summary>c₁ ≥ 0, default 1.49618: the pull of the particle's own best point.</summary>
    [NonNegative] public double Cognitive { get; init => field = Checked(value); } = 1.49618;

    /// <summary>c₂ ≥ 0, default 1.49618: the pull of the neighbours' best point.</summary>
    [NonNegative] public double Social { get; init => field = Checked(value); } = 1.49618;

    /// <summary>Whose best point a particle knows, default <see cref="Neighbourhood.Global"/>.</summary>
    public Neighbourhood Neighbours { get; init; }

    /// <summary>
    /// The deviation of the first swarm around the start > 0, default 0.3, in sizes of the coordinates there, where the bounds are not
    /// finite; else it is uniform.
    /// </summary>
    [Positive] public double Spread { get; init => field = Checked(value); } = 0.3;

    /// <inheritdoc/>
    protected internal override double Extent(int dimension) => 3.0 * Population * dimension;

    /// <inheritdoc/>
    protected internal override ParticleSwarmMemory First(Vector point, Key key, Region region)
    {
        ArgumentNullException.ThrowIfNull(point);
        return Drawn(new ParticleSwarmMemory(point, key), key.Fold(0), region);
    }

    /// <summary>The memory whose trials are a new swarm: its point, and draws.</summary>
    private ParticleSwarmMemory Drawn(ParticleSwarmMemory memory, Key key, Region region)
    {
        var (point, draws) = (memory.Point, key.Split(Population));
        Vector[] particles = [point, .. draws.Skip(1).Select(draw => region.Anywhere(point, Spread, draw.Fold(0)))];
        return memory with
        {
            Bests = VectorList.Empty,
            Trials = VectorList.OfSeq(particles),
            // Half the way to another place, as in the standard swarm of 2007.
            Velocities = VectorList.OfSeq(
                particles.Zip(draws, (particle, draw) => 0.5 * (region.Anywhere(particle, Spread, draw.Fold(1)) - particle))),
        };
    }

    /// <inheritdoc/>
    protected internal override ParticleSwarmMemory Next(ParticleSwarmMemory memory, double[] values, Region region)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(values);
        var first = memory.Bests.Count == 0;
        bool Improves(int i) => first || values[i] < memory.BestValues[i];
        Vector[] bests = [.. values.Select((_, i) => Improves(i) ? memory.Trials[i] : memory.Bests[i])];
        double[] bestValues = [.. values.Select((value, i) => Improves(i) ? value : memory.BestValues[i])];
        var best = Array.IndexOf(bestValues, bestValues.Min());
        var draws = memory.Key.Fold(memory.Step + 1);
        var next = memory with
        {
            Point = bests[best],
            Value = bestValues[best],
            Bests = VectorList.OfSeq(bests),
            BestValues = Vector.Copy(bestValues),
        };
        if (IsContracted(next, Spread, bestValues, region, bests.Concat(memory.Trials.AsSeq())))
            return Drawn(Counted(next), draws, region);
        var (particles, velocities) = (new Vector[values.Length], new Vector[values.Length]);
        for (var i = 0; i < values.Length; i++)
        {
            var guide = bests[Neighbours == Neighbourhood.Global ? best : BestOnRing(bestValues, i)];
            (particles[i], velocities[i]) = Fly(memory.Trials[i], memory.Velocities[i], bests[i], guide, draws.Fold(i), region);
        }
        return next with { Trials = VectorList.OfSeq(particles), Velocities = VectorList.OfSeq(velocities) };
    }

    private (Vector Particle, Vector Velocity) Fly(Vector particle, Vector velocity, Vector own, Vector guide, Key draw, Region region)
    {
        var n = particle.Count;
        var pull = Cognitive * draw.Fold(0).Uniforms(n).Times(own - particle) + Social * draw.Fold(1).Uniforms(n).Times(guide - particle);
        var moved = Inertia * velocity + pull;
        var free = particle + moved;
        var kept = region.Project(free);
        return (kept, ReferenceEquals(kept, free) ? moved : Vector.Init(n, j => kept[j] == free[j] ? moved[j] : -0.5 * moved[j]));
    }

    private static int BestOnRing(double[] values, int i)
    {
        var n = values.Length;
        int[] near = [i, (i + n - 1) % n, (i + 1) % n];
        return near.MinBy(j => values[j]);
    }
}
