using System.Globalization;
using System.Reflection;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives;

/// <summary>A family of test problems in the catalogue: its name and its parameters.</summary>
public sealed class TestProblemEntry
{
    private readonly MethodInfo _factory;
    private readonly Lazy<TestProblem> _default;

    internal TestProblemEntry(MethodInfo factory)
    {
        _factory = factory;
        _default = new(() => Create([]));
        Parameters =
        [
            .. factory.GetParameters()
                .Select(parameter => new TestProblemParameter(parameter.Name!, parameter.ParameterType, parameter.DefaultValue)),
        ];
    }

    /// <summary>The name of the family, such as <c>Rosenbrock</c>.</summary>
    public string Name => _factory.Name;

    /// <summary>The parameters with their defaults.</summary>
    public ReadOnlyCollection<TestProblemParameter> Parameters { get; }

    /// <summary>The problem with all parameters at their defaults.</summary>
    public TestProblem Default => _default.Value;

    /// <summary>The problem with some parameters set and the others at their defaults.</summary>
    /// <param name="values">The values by parameter name, in any case; numbers are converted to the type of the parameter.</param>
    /// <exception cref="ArgumentException">
    /// There is no such parameter, or a value is not of its type or out of its range; the message says what would be right.
    /// </exception>
    public TestProblem Create(IEnumerable<KeyValuePair<string, object?>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        object?[] arguments = [.. Parameters.Select(parameter => parameter.Default)];
        foreach (var (name, value) in values)
        {
            var index = Parameters.ToList().FindIndex(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (index < 0)
                throw new ArgumentException(
                    Parameters.Count == 0
                        ? $"{Name} has no parameters; {name} was given."
                        : $"{Name} has no parameter {name}: it has {string.Join(", ", Parameters.Select(parameter => parameter.Name))}.",
                    nameof(values));
            arguments[index] = Converted(value, Parameters[index]);
        }
        return (TestProblem)_factory.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private object? Converted(object? value, TestProblemParameter parameter)
    {
        if (value is null || parameter.Type.IsInstanceOfType(value)) return value ?? parameter.Default;
        try
        {
            if (parameter.Type != typeof(Vector)) return Convert.ChangeType(value, parameter.Type, CultureInfo.InvariantCulture);
            if (value is System.Collections.IEnumerable elements and not string)
                return Vector.OfSeq(elements.Cast<object>().Select(element => Convert.ToDouble(element, CultureInfo.InvariantCulture)));
        }
        catch (Exception error) when (error is FormatException or InvalidCastException or OverflowException)
        {
            throw Wrong(error);
        }
        throw Wrong(null);

        ArgumentException Wrong(Exception? cause) => new(
            $"The parameter {parameter.Name} of {Name} is a {parameter.Type.Name}; {value} cannot be read as one.", parameter.Name, cause);
    }
}
