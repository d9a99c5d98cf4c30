namespace PSOptimize.Methods;

/// <summary>A hyperparameter of a method.</summary>
/// <param name="Name">Its name, spelled alike in C#, in the cmdlets and in files.</param>
/// <param name="Type">Its type: a number, a flag, a schedule, ….</param>
/// <param name="Default">The value where none is given.</param>
public sealed record Hyperparameter(string Name, Type Type, object? Default)
{
    /// <summary>The hyperparameters of a method, each with the value that the method has.</summary>
    /// <param name="method">Any method.</param>
    public static ReadOnlyCollection<Hyperparameter> Of(Method method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return [.. method.GetType().GetProperties()
            .Where(property => property.SetMethod is { IsPublic: true } && property.Name != nameof(Method.Label) && method.Has(property.Name))
            .Select(property => new Hyperparameter(property.Name, property.PropertyType, property.GetValue(method)))];
    }
}
