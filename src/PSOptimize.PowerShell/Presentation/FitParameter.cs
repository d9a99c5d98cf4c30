using System.Globalization;

namespace PSOptimize.Presentation;

/// <summary>A parameter of a fitted model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, in the original units of the columns.</param>
/// <param name="StandardError">Its standard error; NaN if that is not defined, as for classes and networks.</param>
public sealed record FitParameter(string Name, double Value, double StandardError)
{
    /// <summary>The parameter as one line, such as <c>a = 3.64 ± 0.02</c>.</summary>
    public override string ToString() => double.IsNaN(StandardError)
        ? string.Create(CultureInfo.InvariantCulture, $"{Name} = {Value:G6}")
        : string.Create(CultureInfo.InvariantCulture, $"{Name} = {Value:G6} ± {StandardError:G3}");
}
