using PSOptimize.Checks;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>Random search: draws a point, and moves there if its value is lower.</summary>
/// <remarks>
/// Rastrigin 1963; Schumer and Steiglitz 1968, "Adaptive step size random search", for a radius that follows success. With the
/// defaults it stands still where one trial in five succeeds (Rechenberg 1973).
/// </remarks>
/// <example><code>Optimizer.Run(objective, new RandomSearch { Bounds = Box.Of(-5, 5) }, start)</code></example>
[About("x ← x + r δ if lower, δ normal; r grows on success and shrinks on failure", "Schumer and Steiglitz 1968; Rechenberg 1973")]
public sealed record RandomSearch : DerivativeFreeMethod<RandomSearchState>
{
    /// <summary>Where it looks, default <see cref="RandomSearchForm.Local"/>; <see cref="RandomSearchForm.Uniform"/> needs finite bounds.</summary>
    public RandomSearchForm Form { get; init; }

    /// <summary>The first radius r > 0, default 0.1: a standard deviation, in widths of the bounds.</summary>
    public double Radius { get; init => field = Require.Positive(value); } = 0.1;

    /// <summary>What multiplies the radius after a failure, in (0, 1], default 0.9.</summary>
    public double Shrink { get; init => field = Require.Share(value); } = 0.9;

    /// <summary>What multiplies the radius after a success, at least 1, default 1.5.</summary>
    public double Growth { get; init => field = Require.AtLeast(value, 1.0); } = 1.5;

    /// <inheritdoc/>
    protected override RandomSearchState First(Vector point, Key key)
    {
        ArgumentNullException.ThrowIfNull(point);
        if (Form == RandomSearchForm.Uniform && !Bounds.IsFinite)
            throw new InvalidOperationException($"A uniform random search draws from a finite box: set Bounds; they are {Bounds}.");
        return new RandomSearchState(point, key) { Radius = Radius };
    }

    /// <inheritdoc/>
    protected override RandomSearchState Next(RandomSearchState state, double[] values)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(values);
        var better = state.Step > 0 && values[0] < state.Value;
        var next = state with { LearningRate = state.Radius };
        if (state.Step == 0 || better) (next.Point, next.Value) = (state.Trials[0], values[0]);
        if (state.Step > 0 && Form == RandomSearchForm.Local) next.Radius *= better ? Growth : Shrink;
        var key = state.Key.Fold(state.Step + 1);
        next.Trials = VectorList.Of(Form == RandomSearchForm.Uniform ? Anywhere(next.Point, Radius, key) : Near(next.Point, next.Radius, key));
        return next;
    }
}
