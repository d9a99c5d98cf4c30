using System.Globalization;
using PSOptimize.Methods;

namespace PSOptimize.Presentation;

/// <summary>A method in words.</summary>
internal static class MethodText
{
    /// <summary>The hyperparameters with their values: <c>LearningRate = 0.001, Beta1 = 0.9</c>.</summary>
    public static string Settings(Method method) => method is ScaledMethod scaled
        ? $"{Settings(scaled.Inner)}, Scale = {scaled.Scale}"
        : string.Join(", ", Hyperparameter.Of(method).Where(parameter => parameter.Default is not null)
            .Select(parameter => string.Create(CultureInfo.InvariantCulture, $"{parameter.Name} = {parameter.Default}")));
}
