using PSOptimize.Checks;
using PSOptimize.Constraints;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.DerivativeFree;

/// <summary>Random search: draws a point, and moves there if its value is lower.</summary>
/// <remarks>
/// Rastrigin 1963; Schumer and Steiglitz 1968, "Adaptive step size random search", for a radius that follows success. With the
/// defaults it stands still where one trial in five succeeds (Rechenberg 1973).
/// </remarks>
/// <example><code>Optimizer.Run(Problem.Of(objective).KeptWithin(Box.Of(-5, 5)), new RandomSearch(), start)</code></example>
[About("x ← x + r δ if lower, δ normal; r grows on success and shrinks on failure", "Schumer and Steiglitz 1968; Rechenberg 1973",
    Use = "values alone, anything: a baseline that better methods must beat")]
public sealed record RandomSearch : DerivativeFreeMethod<RandomSearchMemory>
{
    /// <summary>
    /// Where it looks, default <see cref="RandomSearchForm.Local"/>; <see cref="RandomSearchForm.Uniform"/> needs finite bounds.
    /// </summary>
    public RandomSearchForm Form { get; init; }

    /// <summary>The first radius r > 0, default 0.1: a standard deviation, in widths of the bounds, or sizes at the start.</summary>
    [Positive] public double Radius { get; init => field = Checked(value); } = 0.1;

    /// <summary>What multiplies the radius after a failure, in (0, 1], default 0.9.</summary>
    [Share] public double Shrink { get; init => field = Checked(value); } = 0.9;

    /// <summary>What multiplies the radius after a success, at least 1, default 1.5.</summary>
    [AtLeast(1)] public double Growth { get; init => field = Checked(value); } = 1.5;

    /// <summary>The radius, in the same units, at which a local search ends: in (0, 1), default 1e-9.</summary>
    [OpenFraction] public double Tolerance { get; init => field = Checked(value); } = 1e-9;

    /// <summary>If it is local.</summary>
    public override bool EndsByItself => Form == RandomSearchForm.Local;

    /// <inheritdoc/>
    protected internal override Outcome? Verdict(RandomSearchMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        // Draws prove nothing: in a narrow valley they only find nothing lower.
        return EndsByItself && memory.Radius <= Tolerance
            ? new Outcome.Stalled(nameof(Radius), memory.Radius, Tolerance) { Detail = "draws around the point find nothing lower" }
            : null;
    }

    /// <inheritdoc/>
    protected override string? WhyNot(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return Form == RandomSearchForm.Uniform && problem.Within is not Box { IsFinite: true }
            ? "A uniform random search draws from a finite box: keep the points within one, such as Box.Of(-5, 5) or -Within -5..5." : null;
    }

    /// <inheritdoc/>
    protected internal override RandomSearchMemory First(Vector point, Key key, Region region)
    {
        ArgumentNullException.ThrowIfNull(point);
        return new RandomSearchMemory(point, key) { Radius = Radius };
    }

    /// <inheritdoc/>
    protected internal override RandomSearchMemory Next(RandomSearchMemory memory, double[] values, Region region)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(values);
        var better = memory.Step > 0 && values[0] < memory.Value;
        var (point, value) = memory.Step == 0 || better ? (memory.Trials[0], values[0]) : (memory.Point, memory.Value);
        var adapts = memory.Step > 0 && Form == RandomSearchForm.Local;
        var radius = memory.Radius * (!adapts ? 1 : better ? Growth : Shrink);
        var draw = memory.Key.Fold(memory.Step + 1);
        var trial = Form == RandomSearchForm.Uniform ? region.Anywhere(point, Radius, draw) : region.Near(point, radius, draw);
        return memory with { Point = point, Value = value, LearningRate = memory.Radius, Radius = radius, Trials = VectorList.Of(trial) };
    }
}
