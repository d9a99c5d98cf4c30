using System.Globalization;
using PSOptimize.Stopping;

namespace PSOptimize.Methods.Curvature;

/// <summary>The outcomes of methods with curvature that cannot go on.</summary>
internal static class Endings
{
    /// <summary>The outcome of an ending; null if the method goes on.</summary>
    /// <param name="stage">Why it cannot go on.</param>
    /// <param name="state">Where it stands.</param>
    /// <param name="promised">The decrease that the model promises.</param>
    /// <param name="fallen">The last value of a function that falls without end.</param>
    public static Outcome? OutcomeOf(Stage stage, State state, double promised, double fallen) => stage switch
    {
        Stage.Stalled => new Outcome.Stalled("PredictedDecrease", promised, 2.220446049250313e-16 * Math.Abs(state.Value)),
        Stage.NoDescent => new Outcome.Failed(FailureReason.NoDescent, state.Iteration,
            $"no step lowers the value, though the gradient promises a decrease of {Text(promised)}. The gradient may be wrong "
            + "(Test-Gradient shows it), or the function has a kink or noise there: use a method without gradients."),
        Stage.Unbounded => new Outcome.Failed(FailureReason.Unbounded, state.Iteration,
            $"the value falls without end: far along the last direction it is {Text(fallen)} and still falls. "
            + "Check the sign of the objective, or bound its coordinates."),
        _ => null,
    };

    private static string Text(double number) => number.ToString("G3", CultureInfo.InvariantCulture);
}
