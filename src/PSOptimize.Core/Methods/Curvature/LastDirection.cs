using PSOptimize.Vectors;

namespace PSOptimize.Methods.Curvature;

/// <summary>The last step and the change of the gradient along it, of which the next direction is to be conjugate.</summary>
/// <remarks>All β are of degree −1 in the direction, so that the step, a multiple of it, does as well.</remarks>
internal sealed class LastDirection(ConjugateForm form) : Descent
{
    // Hager and Zhang 2013, "The limited memory conjugate gradient method", eq. 3.2.
    private const double Least = 0.4;

    public override IReadOnlyList<string> Names { get; } = ["LastStep", "LastChange"];

    public override bool Allows(Vector[] known, int dimension) =>
        (known[0].Count == 0 || known[0].Count == dimension) && known[1].Count == known[0].Count;

    public override Vector[] After(Vector[] known, Vector step, Vector change) =>
        step.Dot(change) > 2.2e-16 * change.Dot(change) ? [step, change] : known;

    public override Vector Step(Vector[] known, Place place)
    {
        var gradient = -place.Feasible(-place.Gradient);
        var (last, change) = (Moving(known[0], gradient, place), Moving(known[1], gradient, place));
        var curvature = last.Dot(change);
        var before = gradient - change;
        var share = form switch
        {
            ConjugateForm.DaiYuan => gradient.Dot(gradient) / curvature,
            ConjugateForm.HestenesStiefel => Math.Max(0, change.Dot(gradient) / curvature),
            _ => Math.Max(
                (change.Dot(gradient) - 2 * change.Dot(change) * last.Dot(gradient) / curvature) / curvature,
                Least * last.Dot(before) / last.Dot(last)),
        };
        var direction = curvature > 0 ? share * last - gradient : -gradient;
        // To the minimum along it, by the curvature that the last step has shown: BFGS of a multiple of the identity (eq. 6.19).
        var (along, across) = (change.Dot(direction), last.Dot(direction));
        var mean = change.Norm() / last.Norm() * (direction.Dot(direction) - across * across / last.Dot(last));
        var length = -direction.Dot(gradient) / (along * along / curvature + mean);
        return place.Clipped(place.Point + length * direction) - place.Point;
    }

    /// <summary>A vector without the coordinates that stay at their bounds.</summary>
    private static Vector Moving(Vector vector, Vector gradient, Place place) => place.Lower is null
        ? vector
        : Vector.Init(vector.Count, i => gradient[i] == 0 && place.Gradient[i] != 0 ? 0 : vector[i]);
}
