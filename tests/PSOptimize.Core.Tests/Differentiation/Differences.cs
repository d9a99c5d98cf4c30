namespace PSOptimize.Tests.Differentiation;

/// <summary>Compares a partial derivative with central differences, as far as these can be trusted.</summary>
internal static class Differences
{
    /// <summary>
    /// Central differences at three step sizes tell how wrong they are: by how much they disagree. At a jump they disagree by more than
    /// the derivative; at a kink the slopes on both sides stay apart however small the step. In both cases nothing can be said.
    /// </summary>
    public static void Check(Func<double[], double> function, double[] point, int coordinate, double derivative)
    {
        double At(double step)
        {
            double[] moved = [.. point];
            moved[coordinate] += step;
            return function(moved);
        }

        var value = At(0);
        double Central(double step) => (At(step) - At(-step)) / ((point[coordinate] + step) - (point[coordinate] - step));
        double Bend(double step) => Math.Abs((At(step) - value) - (value - At(-step))) / step;

        var step = 1e-4 * Math.Max(1, Math.Abs(point[coordinate]));
        double[] estimates = [Central(step), Central(step / 2), Central(step / 4)];
        var disagreement = estimates.Max() - estimates.Min();
        var rounding = 1e-13 * (1 + Math.Abs(value) + Math.Abs(At(step))) / step;
        if (!estimates.All(double.IsFinite) || disagreement > 0.1 * estimates.Max(Math.Abs) + rounding)
            return;
        if (Bend(step / 4) > 0.5 * Bend(step) + 4 * rounding)
            return;
        Assert.InRange(derivative, estimates.Min() - 2 * disagreement - rounding, estimates.Max() + 2 * disagreement + rounding);
    }
}
