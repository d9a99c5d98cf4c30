using System.Globalization;
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
    public static string Settings(Method method) => Words(Hyperparameter.Of(method)
        .Where(parameter => IsOwn(method, parameter) || !Equals(parameter.Default, Usual(method, parameter))));

    /// <summary>All hyperparameters with their values.</summary>
    public static string AllSettings(Method method) => Words(Hyperparameter.Of(method));

    private static string Words(IEnumerable<Hyperparameter> parameters) => string.Join(", ", parameters
        .Where(parameter => parameter.Default is not null)
        .OrderBy(parameter => !IsRate(parameter))
        .Select(parameter => string.Create(CultureInfo.InvariantCulture, $"{parameter.Name} = {parameter.Default}")));

    private static bool IsRate(Hyperparameter parameter) => parameter.Name == nameof(FirstOrderMethod.LearningRate);

    private static bool IsOwn(Method method, Hyperparameter parameter) =>
        IsRate(parameter) || method.GetType().GetProperty(parameter.Name)!.DeclaringType == method.GetType();

    // A method that is not in the catalogue is a chain; what it shares with its family has the defaults of any of them.
    private static object? Usual(Method method, Hyperparameter parameter) => Hyperparameter.Of(
        MethodCatalogue.All.FirstOrDefault(entry => entry.Default.GetType() == method.GetType())?.Default ?? new GradientDescent())
        .FirstOrDefault(other => other.Name == parameter.Name)?.Default;
}
