using System.Globalization;

namespace PSOptimize.Objectives.Regression;

/// <summary>A fitted parameter with what is known of its uncertainty; numbers that do not hold are NaN.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, in the original units of the columns.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="TValue">
/// Value over standard error: t of Student's distribution if the spread is estimated from the residuals, otherwise z of the normal one.
/// </param>
/// <param name="PValue">The probability of a |t| or |z| at least as large if the true value were 0.</param>
/// <param name="Lower">The lower end of the confidence interval.</param>
/// <param name="Upper">The upper end of the confidence interval.</param>
/// <param name="Note">Why there is no standard error; empty if there is one.</param>
public sealed record Estimate(
    string Name, double Value, double StandardError, double TValue, double PValue, double Lower, double Upper, string Note)
{
    /// <summary>The parameter as one line, such as <c>a = 3.64 ± 0.02</c>.</summary>
    public override string ToString() => double.IsNaN(StandardError)
        ? string.Create(CultureInfo.InvariantCulture, $"{Name} = {Value:G6}{(Note.Length > 0 ? $" ({Note})" : "")}")
        : string.Create(CultureInfo.InvariantCulture, $"{Name} = {Value:G6} ± {StandardError:G3}");
}
