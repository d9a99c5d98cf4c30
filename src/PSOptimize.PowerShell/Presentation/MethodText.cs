using System.Globalization;
using PSOptimize.Catalogues;
using PSOptimize.Methods;
using PSOptimize.Methods.FirstOrder;

namespace PSOptimize.Presentation;

/// <summary>A method in words.</summary>
internal static class MethodText
{
    /// <summary>
    /// The hyperparameters with their values, the learning rate first: <c>LearningRate = 0.001, Beta1 = 0.9</c>. What a method shares with
    /// its whole family is left out where it has its default.
    /// </summary>
    public static string Settings(Method method) => Words(method, Parameter.Of(method).Where(parameter =>
        IsRate(parameter) || parameter.SharedBy.Length == 0 || !Equals(parameter.ValueOf(method), Usual(parameter))));

    /// <summary>All hyperparameters with their values.</summary>
    public static string AllSettings(Method method) => Words(method, Parameter.Of(method));

    private static string Words(Method method, IEnumerable<Parameter> parameters) => string.Join(", ", parameters
        .Where(parameter => parameter.ValueOf(method) is not null)
        .OrderBy(parameter => !IsRate(parameter))
        .Select(parameter => string.Create(CultureInfo.InvariantCulture, $"{parameter.Name} = {parameter.ValueOf(method)}")));

    private static bool IsRate(Parameter parameter) => parameter.Name == nameof(FirstOrderMethod.LearningRate);

    // A chain has no defaults of its own; what it shares with its family has the defaults of any of them.
    private static object? Usual(Parameter parameter) =>
        parameter.Default ?? Parameter.Find(new GradientDescent(), parameter.Name)?.Default;
}
