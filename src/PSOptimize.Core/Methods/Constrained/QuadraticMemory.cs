using PSOptimize.Methods.Curvature;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Constrained;

/// <summary>What <see cref="SQP"/> remembers. All vectors are in coordinates divided by their sizes.</summary>
/// <param name="Sizes">The typical sizes of the coordinates.</param>
/// <param name="Gradient">The gradient of the objective where the run stands.</param>
/// <param name="Heights">The values of the constraints there.</param>
/// <param name="Normals">Their gradients, row by row.</param>
/// <param name="Curvature">B, row by row; empty while nothing is known.</param>
/// <param name="Multipliers">Those of the quadratic program there.</param>
/// <param name="Step">Its solution.</param>
/// <param name="Trial">The step that is tried: a share of it, or the corrected one.</param>
/// <param name="Weights">Those of the violations.</param>
/// <param name="Reach">How much each constraint changes over the size of the starting point.</param>
/// <param name="Travel">How far the run has come.</param>
/// <param name="Share">The share of the step that is tried; 0 for the corrected one.</param>
/// <param name="Left">The share of the violations that the step leaves in the linearised constraints.</param>
/// <param name="Residual">The gradient of the Lagrange function there, without what bounds hold.</param>
/// <param name="Slopes">The longest that the gradients in it have been together.</param>
/// <param name="Doubts">How often it has looked beyond where it stands.</param>
/// <param name="Stage">What the run is about.</param>
internal sealed record QuadraticMemory(
    Vector Sizes, Vector Gradient, Vector Heights, Vector Normals, Vector Curvature, Vector Multipliers, Vector Step, Vector Trial,
    Vector Weights, Vector Reach, Travel Travel, double Share, double Left, double Residual, double Slopes, double Doubts,
    Stage Stage)
{
    private static readonly string[] Vectors =
    [
        nameof(Sizes), nameof(Gradient), nameof(Heights), nameof(Normals), nameof(Curvature), nameof(Multipliers), nameof(Step),
        nameof(Trial), nameof(Weights), nameof(Reach), nameof(Travel.Lowest), nameof(Travel.Highest),
    ];

    /// <summary>The memory at a start whose value is not known yet.</summary>
    public static QuadraticMemory At(Vector start, int constraints)
    {
        var (none, zero, free) = (Vector.Empty, Vector.Zero(start.Count), Vector.Zero(constraints));
        return new(
            Typical.Sizes(start), zero, free, none, none, free, zero, zero, free, none, new(zero, zero, double.NaN), 1, 0, double.NaN, 0,
            0, Stage.Starting);
    }

    /// <summary>The memory of a state; null if the state lacks a part of it.</summary>
    /// <param name="state">The state.</param>
    /// <param name="missing">The name of the part.</param>
    public static QuadraticMemory? Read(State state, out string? missing)
    {
        var (vectors, numbers) = (state.Memory.Vectors, state.Memory.Numbers);
        missing = Array.Find(Vectors, name => !vectors.ContainsKey(name));
        if (missing is not null) return null;
        return new(
            vectors[nameof(Sizes)], vectors[nameof(Gradient)], vectors[nameof(Heights)], vectors[nameof(Normals)],
            vectors[nameof(Curvature)], vectors[nameof(Multipliers)], vectors[nameof(Step)], vectors[nameof(Trial)],
            vectors[nameof(Weights)], vectors[nameof(Reach)],
            new(vectors[nameof(Travel.Lowest)], vectors[nameof(Travel.Highest)], numbers[nameof(Travel.FirstValue)]),
            numbers[nameof(Share)], numbers[nameof(Left)], numbers[nameof(Residual)], numbers[nameof(Slopes)],
            numbers[nameof(Doubts)], (Stage)numbers[nameof(Stage)]);
    }

    /// <summary>What holds of every memory that a run makes.</summary>
    /// <param name="n">The number of coordinates.</param>
    /// <param name="constraints">The number of constraints.</param>
    public IEnumerable<(bool Holds, string Part)> Conditions(int n, int constraints) =>
    [
        (Sizes.Count == n && Sizes.AsSeq().All(size => size > 0), nameof(Sizes)), (Gradient.Count == n, nameof(Gradient)),
        (Multipliers.Count == constraints, nameof(Multipliers)), (Weights.Count == constraints, nameof(Weights)),
        (Heights.Count == constraints, nameof(Heights)),
        (Stage == Stage.Starting || Normals.Count == (long)n * constraints, nameof(Normals)),
        (Stage == Stage.Starting || Reach.Count == constraints, nameof(Reach)),
        (Curvature.Count == 0 || Curvature.Count == (long)n * n, nameof(Curvature)),
        (Step.Count == n, nameof(Step)), (Trial.Count == n, nameof(Trial)), (Travel.Lowest.Count == n, nameof(Travel.Lowest)),
        (Travel.Highest.Count == n, nameof(Travel.Highest)), (Share is >= 0 and <= 1, nameof(Share)), (Left is >= 0 and <= 1, nameof(Left)),
        (Doubts >= 0 && Doubts <= n + 1 && double.IsInteger(Doubts), nameof(Doubts)), (Enum.IsDefined(Stage), nameof(Stage)),
    ];

    /// <summary>The memory as named vectors and numbers.</summary>
    public Memory Written() => Memory.Of(
        Vectors.Zip(
            [
                Sizes, Gradient, Heights, Normals, Curvature, Multipliers, Step, Trial, Weights, Reach, Travel.Lowest, Travel.Highest,
            ],
            KeyValuePair.Create),
        [
            new(nameof(Travel.FirstValue), Travel.FirstValue), new(nameof(Share), Share), new(nameof(Left), Left),
            new(nameof(Residual), Residual), new(nameof(Slopes), Slopes), new(nameof(Doubts), Doubts),
            new(nameof(Stage), (double)Stage),
        ]);
}
