using System.Reflection;

namespace PSOptimize.Schedules;

/// <summary>A schedule in the catalogue: what it is called and what it takes.</summary>
public sealed class ScheduleEntry
{
    private readonly ConstructorInfo _constructor;

    internal ScheduleEntry(Type type)
    {
        _constructor = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;
        Name = type.Name.EndsWith(nameof(Schedule), StringComparison.Ordinal) ? type.Name[..^nameof(Schedule).Length] : type.Name;
        Parameters = [.. _constructor.GetParameters().Select(parameter => new ScheduleParameter(
            parameter.Name!, parameter.ParameterType, !parameter.HasDefaultValue, parameter.HasDefaultValue ? parameter.DefaultValue : null))];
    }

    /// <summary>The name by which the schedule is chosen: that of its type without the word Schedule.</summary>
    public string Name { get; }

    /// <summary>What it takes, in the order of the constructor.</summary>
    public IReadOnlyList<ScheduleParameter> Parameters { get; }

    /// <summary>The schedule with these parameters.</summary>
    /// <param name="values">By name, whatever its case, of the parameter's type.</param>
    /// <exception cref="ArgumentException">There is no such parameter, one is missing, or a value is out of its range; the message says what would be right.</exception>
    public Schedule Create(IEnumerable<KeyValuePair<string, object?>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var given = new Dictionary<string, object?>(values, StringComparer.OrdinalIgnoreCase);
        var names = string.Join(", ", Parameters.Select(parameter => parameter.Name));
        if (given.Keys.FirstOrDefault(name => !Parameters.Any(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))) is { } unknown)
            throw new ArgumentException($"{Name} has no parameter {unknown}: it has {names}.", nameof(values));
        if (Parameters.FirstOrDefault(parameter => parameter.IsRequired && !given.ContainsKey(parameter.Name)) is { } missing)
            throw new ArgumentException($"{Name} needs {missing.Name}: its parameters are {names}.", nameof(values));
        object?[] arguments = [.. Parameters.Select(parameter => given.TryGetValue(parameter.Name, out var value) ? value : parameter.Default)];
        return (Schedule)_constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
