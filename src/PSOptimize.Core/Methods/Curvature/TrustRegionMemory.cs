using PSOptimize.Vectors;

namespace PSOptimize.Methods.Curvature;

/// <summary>What Newton's method with a trust region remembers. All vectors are in coordinates divided by their sizes.</summary>
/// <param name="Sizes">The typical sizes of the coordinates.</param>
/// <param name="Gradient">The gradient where the run stands.</param>
/// <param name="Hessian">
/// The Hessian there, row by row, or its first row alone while the others are asked for; empty if it is not assembled.
/// </param>
/// <param name="Step">The step, as far as it is known.</param>
/// <param name="Product">The product of the Hessian and the step, while conjugate gradients find it; else empty.</param>
/// <param name="Residual">The gradient of the model at the step, while conjugate gradients find it; else empty.</param>
/// <param name="Conjugate">The direction of conjugate gradients; else empty.</param>
/// <param name="Ahead">The step that failed, or with the next one after it, while the run looks beyond it; else empty.</param>
/// <param name="AheadGradient">The gradient after the step that failed, while the Hessian there is asked for; else empty.</param>
/// <param name="AheadHessian">The first row of the Hessian there; else empty.</param>
/// <param name="Travel">How far the run has come.</param>
/// <param name="FirstNorm">The norm of the first gradient.</param>
/// <param name="Radius">The radius; NaN before the first step.</param>
/// <param name="Promised">The decrease that the model promises of the step.</param>
/// <param name="IsFull">Whether the step leads to the minimum of the whole model.</param>
/// <param name="Patience">How many iterates are to pass after a look beyond a failed step that comes to nothing.</param>
/// <param name="Waiting">How many are still to pass until the next one.</param>
/// <param name="Stage">What the run is about.</param>
internal sealed record TrustRegionMemory(
    Vector Sizes, Vector Gradient, Vector Hessian, Vector Step, Vector Product, Vector Residual, Vector Conjugate, Vector Ahead,
    Vector AheadGradient, Vector AheadHessian, Travel Travel, double FirstNorm, double Radius, double Promised, bool IsFull,
    double Patience, double Waiting, Stage Stage)
{
    private static readonly string[] Vectors =
    [
        nameof(Sizes), nameof(Gradient), nameof(Hessian), nameof(Step), nameof(Product), nameof(Residual), nameof(Conjugate),
        nameof(Ahead), nameof(AheadGradient), nameof(AheadHessian), nameof(Travel.Lowest), nameof(Travel.Highest),
    ];

    /// <summary>The memory at a start whose value is not known yet.</summary>
    public static TrustRegionMemory At(Vector start)
    {
        var (none, zero) = (Vector.Empty, Vector.Zero(start.Count));
        return new(
            Typical.Sizes(start), zero, none, zero, none, none, none, none, none, none, new(zero, zero, double.NaN), double.NaN,
            double.NaN, 0, false, 2, 0, Stage.Starting);
    }

    /// <summary>The memory of a state; null if the state lacks a part of it.</summary>
    /// <param name="state">The state.</param>
    /// <param name="missing">The name of the part.</param>
    public static TrustRegionMemory? Read(State state, out string? missing)
    {
        var (vectors, numbers) = (state.Memory.Vectors, state.Memory.Numbers);
        missing = Array.Find(Vectors, name => !vectors.ContainsKey(name));
        if (missing is not null) return null;
        return new(
            vectors[nameof(Sizes)], vectors[nameof(Gradient)], vectors[nameof(Hessian)], vectors[nameof(Step)], vectors[nameof(Product)],
            vectors[nameof(Residual)], vectors[nameof(Conjugate)], vectors[nameof(Ahead)],
            vectors[nameof(AheadGradient)], vectors[nameof(AheadHessian)],
            new(vectors[nameof(Travel.Lowest)], vectors[nameof(Travel.Highest)], numbers[nameof(Travel.FirstValue)]),
            numbers[nameof(FirstNorm)], numbers[nameof(Radius)], numbers[nameof(Promised)], numbers[nameof(IsFull)] != 0,
            numbers[nameof(Patience)], numbers[nameof(Waiting)], (Stage)numbers[nameof(Stage)]);
    }

    /// <summary>What holds of every memory that a run makes.</summary>
    /// <param name="n">The number of coordinates.</param>
    /// <param name="isAssembled">Whether the Hessian is assembled from its rows.</param>
    public IEnumerable<(bool Holds, string Part)> Conditions(int n, bool isAssembled) =>
    [
        (Sizes.Count == n && Sizes.AsSeq().All(size => size > 0), nameof(Sizes)), (Gradient.Count == n, nameof(Gradient)),
        (IsWhole(n, isAssembled), nameof(Hessian)),
        (Step.Count == n, nameof(Step)), (Ahead.Count == 0 || Ahead.Count == n, nameof(Ahead)),
        (Stage is not (Stage.CurvingAhead or Stage.SearchingAhead) || Ahead.Count == n, nameof(Ahead)),
        (AheadGradient.Count == 0 || AheadGradient.Count == n, nameof(AheadGradient)),
        (Stage != Stage.CurvingAhead || AheadGradient.Count == n, nameof(AheadGradient)),
        (AheadHessian.Count == 0 || AheadHessian.Count == n || AheadHessian.Count == (long)n * n, nameof(AheadHessian)),
        (Stage != Stage.CurvingAhead || AheadHessian.Count == n, nameof(AheadHessian)),
        (Conjugate.Count == 0 || Conjugate.Count == n, nameof(Conjugate)), (Product.Count == Conjugate.Count, nameof(Product)),
        (Residual.Count == Conjugate.Count, nameof(Residual)), (Travel.Lowest.Count == n, nameof(Travel.Lowest)),
        (Travel.Highest.Count == n, nameof(Travel.Highest)), (!(Radius < 0), nameof(Radius)), (!(FirstNorm < 0), nameof(FirstNorm)),
        (Enum.IsDefined(Stage), nameof(Stage)),
    ];

    /// <summary>While the curvature is being learnt, its first row alone is known.</summary>
    private bool IsWhole(int n, bool isAssembled) => !isAssembled ? Hessian.Count == 0 : Stage switch
    {
        Stage.Starting => Hessian.Count == 0,
        Stage.Curving => Hessian.Count == n,
        Stage.Searching or Stage.SearchingAhead or Stage.CurvingAhead => Hessian.Count == (long)n * n,
        _ => true,
    };

    /// <summary>The memory as named vectors and numbers.</summary>
    public Memory Written() => Memory.Of(
        Vectors.Zip(
            [
                Sizes, Gradient, Hessian, Step, Product, Residual, Conjugate, Ahead, AheadGradient, AheadHessian, Travel.Lowest,
                Travel.Highest,
            ],
            KeyValuePair.Create),
        [
            new(nameof(Travel.FirstValue), Travel.FirstValue), new(nameof(FirstNorm), FirstNorm), new(nameof(Radius), Radius),
            new(nameof(Promised), Promised), new(nameof(IsFull), IsFull ? 1 : 0), new(nameof(Patience), Patience),
            new(nameof(Waiting), Waiting), new(nameof(Stage), (double)Stage),
        ]);
}
