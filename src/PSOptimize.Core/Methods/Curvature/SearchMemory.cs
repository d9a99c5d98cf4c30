using PSOptimize.Methods.Searches;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Curvature;

/// <summary>What a method with a search remembers. All vectors are in coordinates divided by their sizes.</summary>
/// <param name="Sizes">The typical sizes of the coordinates.</param>
/// <param name="Gradient">The gradient where the run stands.</param>
/// <param name="Direction">The direction of the search: the full step of the descent.</param>
/// <param name="Known">What the descent knows of the curvature.</param>
/// <param name="Travel">How far the run has come.</param>
/// <param name="Line">The search in progress.</param>
/// <param name="Doubts">How often it has looked beyond where it stands.</param>
/// <param name="Stage">What the run is about.</param>
internal sealed record SearchMemory(
    Vector Sizes, Vector Gradient, Vector Direction, Vector[] Known, Travel Travel, Line Line, double Doubts, Stage Stage)
{
    private static readonly string[] Own =
        [nameof(Sizes), nameof(Gradient), nameof(Direction), nameof(Travel.Lowest), nameof(Travel.Highest)];

    /// <summary>The memory at a start whose value is not known yet.</summary>
    public static SearchMemory At(Vector start, Vector[] nothing)
    {
        var zero = Vector.Zero(start.Count);
        var travel = new Travel(zero, zero, double.NaN);
        return new(Typical.Sizes(start), zero, zero, nothing, travel, Line.From(double.NaN, 0, 0, 0), 0, Stage.Starting);
    }

    /// <summary>The memory of a state; null if the state lacks a part of it.</summary>
    /// <param name="state">The state.</param>
    /// <param name="names">The names of what the descent knows.</param>
    /// <param name="missing">The name of the part.</param>
    public static SearchMemory? Read(State state, IReadOnlyList<string> names, out string? missing)
    {
        var (vectors, numbers) = (state.Memory.Vectors, state.Memory.Numbers);
        missing = Own.Concat(names).FirstOrDefault(name => !vectors.ContainsKey(name));
        if (missing is not null) return null;
        return new(
            vectors[nameof(Sizes)], vectors[nameof(Gradient)], vectors[nameof(Direction)], [.. names.Select(name => vectors[name])],
            new(vectors[nameof(Travel.Lowest)], vectors[nameof(Travel.Highest)], numbers[nameof(Travel.FirstValue)]),
            Line.Read(state.Value, numbers), numbers[nameof(Doubts)], (Stage)numbers[nameof(Stage)]);
    }

    /// <summary>What holds of every memory that a run makes.</summary>
    /// <param name="n">The number of coordinates.</param>
    public IEnumerable<(bool Holds, string Part)> Conditions(int n) =>
    [
        (Sizes.Count == n && Sizes.AsSeq().All(size => size > 0), nameof(Sizes)), (Gradient.Count == n, nameof(Gradient)),
        (Direction.Count == n, nameof(Direction)), (Travel.Lowest.Count == n, nameof(Travel.Lowest)),
        (Travel.Highest.Count == n, nameof(Travel.Highest)), (Line.Low.Step >= 0, "LowStep"), (Line.High.Step >= Line.Low.Step, "HighStep"),
        (Line.Step >= Line.Low.Step, nameof(Line.Step)), (Line.Limit >= Line.Step, nameof(Line.Limit)),
        (Line.Trials >= 0, nameof(Line.Trials)), (Enum.IsDefined(Stage), nameof(Stage)),
        (Doubts >= 0 && Doubts <= n + 1 && double.IsInteger(Doubts), nameof(Doubts)),
    ];

    /// <summary>The memory as named vectors and numbers.</summary>
    /// <param name="names">The names of what the descent knows.</param>
    public Memory Written(IReadOnlyList<string> names) => Memory.Of(
        [
            new(nameof(Sizes), Sizes), new(nameof(Gradient), Gradient), new(nameof(Direction), Direction),
            new(nameof(Travel.Lowest), Travel.Lowest), new(nameof(Travel.Highest), Travel.Highest),
            .. names.Zip(Known, KeyValuePair.Create),
        ],
        [
            .. Line.Numbers, new(nameof(Travel.FirstValue), Travel.FirstValue), new(nameof(Doubts), Doubts),
            new(nameof(Stage), (double)Stage),
        ]);
}
