using System.Globalization;

namespace PSOptimize.Presentation;

/// <summary>A parameter of a fitted model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, for the columns as they came.</param>
/// <param name="StandardError">Its standard error; NaN where that is not defined, as for classes and networks.</param>
public sealed record FitParameter(string Name, double Value, double StandardError)
{
    /// <summary>The parameter in a line.</summary>
    public override string ToString() => double.IsNaN(StandardError)
        ? string.Create(CultureInfo.InvariantCulture, $"{Name} = {Value:G6}")
        : string.Create(CultureInfo.InvariantCulture, $"{Name} = {Value:G6} ± {StandardError:G3}");
}
