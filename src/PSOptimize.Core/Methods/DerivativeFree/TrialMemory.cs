using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>What a method without gradients remembers: where it stands, and the points that it wants to know next.</summary>
public abstract record TrialMemory
{
    /// <summary>For derived records.</summary>
    /// <param name="point">The starting point, which is the first trial.</param>
    /// <param name="key">The key of the run.</param>
    protected TrialMemory(Vector point, Key key) => (Point, Key, Trials) = (point, key, VectorList.Of(point));

    /// <summary>The key of the run, from which each transition's draws follow.</summary>
    public Key Key { get; }

    /// <summary>How many transitions have been made, from 0.</summary>
    public long Step { get; init; }

    /// <summary>The unit of length in each coordinate: see <see cref="Region.Units"/>.</summary>
    public Vector Units { get; init; } = Vector.Empty;

    /// <summary>The first finite value, against which decreases are judged; NaN before there is one.</summary>
    public double FirstValue { get; init; } = double.NaN;

    /// <summary>Where the method stands: the current point, or the best of a population.</summary>
    public Vector Point { get; init; }

    /// <summary>The value there; NaN before the first transition.</summary>
    public double Value { get; init; } = double.NaN;

    /// <summary>The rate (or temperature, or radius) of the last transition; NaN if there is none.</summary>
    public double LearningRate { get; init; } = double.NaN;

    /// <summary>The points to evaluate for the next transition; at the start, the starting point is the first of them.</summary>
    public VectorList Trials { get; init; }

    /// <summary>What holds of every memory that a run makes, each with the name of the part that it is about.</summary>
    internal virtual IEnumerable<(bool Holds, string Part)> Conditions() =>
    [
        (Trials.Count > 0, nameof(Trials)),
        (Units.Count == Point.Count && Units.AsSeq().All(unit => unit > 0 && double.IsFinite(unit)), nameof(Units)),
    ];
}
