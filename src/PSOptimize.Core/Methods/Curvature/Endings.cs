using System.Globalization;
using PSOptimize.Stopping;

namespace PSOptimize.Methods.Curvature;

/// <summary>The outcomes of methods with curvature that cannot go on.</summary>
internal static class Endings
{
    /// <summary>The outcome where the gradient vanishes, and no lower value is known.</summary>
    public static Outcome.Stalled Flat { get; } = new("GradientNorm", 0, 0)
    {
        Detail = "no coordinate has an influence on the value here: start elsewhere",
    };

    /// <summary>The outcome of an ending; null if the method goes on.</summary>
    /// <param name="stage">Why it cannot go on.</param>
    /// <param name="state">Where it stands.</param>
    /// <param name="promised">The decrease that the model promises.</param>
    /// <param name="fallen">The last value of a function that falls without end.</param>
    public static Outcome? OutcomeOf(Stage stage, State state, double promised, double fallen) => stage switch
    {
        Stage.Stalled => new Outcome.Stalled("PredictedDecrease", promised, 2.220446049250313e-16 * Math.Abs(state.Value)),
        Stage.Flat => Flat with { Detail = "the function is flat here, its gradient 0 also some way off: start elsewhere" },
        Stage.NoDescent => new Outcome.Failed(FailureReason.NoDescent, state.Iteration,
            $"no step lowers the value, though the gradient promises a decrease of {Text(promised)}. The gradient may be wrong "
            + "(Test-Gradient shows it), or the function has a kink or noise there: use a method without gradients."),
        Stage.Unbounded => Unbounded(state.Iteration, fallen),
        _ => null,
    };

    /// <summary>The outcome of a function that falls without end.</summary>
    /// <param name="iteration">When that was seen.</param>
    /// <param name="fallen">Its last value.</param>
    public static Outcome.Failed Unbounded(long iteration, double fallen) => new(FailureReason.Unbounded, iteration,
        $"the value falls without end: far along the last direction it is {Text(fallen)} and still falls. "
        + "Check the sign of the objective, or bound its coordinates.");

    private static string Text(double number) => number.ToString("G3", CultureInfo.InvariantCulture);
}
