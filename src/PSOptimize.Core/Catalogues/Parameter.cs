using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using PSOptimize.Checks;
using PSOptimize.Vectors;

namespace PSOptimize.Catalogues;

/// <summary>What a record, or the function that makes something, takes: all that is known of it stands where it is declared.</summary>
public sealed class Parameter
{
    private readonly Func<object?> _default;

    /// <summary>A property that can be set.</summary>
    internal Parameter(PropertyInfo property, Func<object?> @default) : this(property.Name, property.PropertyType, property, @default)
    {
        Property = property;
        SharedBy = property.DeclaringType!.GetCustomAttribute<SharedByAttribute>(inherit: false)?.Everyone ?? "";
    }

    /// <summary>A property that the constructor sets.</summary>
    internal Parameter(PropertyInfo property, ParameterInfo argument) : this(property, () => DefaultOf(argument)) =>
        IsMandatory = !argument.HasDefaultValue;

    /// <summary>The argument of a function.</summary>
    internal Parameter(ParameterInfo argument) : this(argument.Name!, argument.ParameterType, argument, () => DefaultOf(argument)) =>
        IsMandatory = !argument.HasDefaultValue;

    private Parameter(string name, Type type, ICustomAttributeProvider source, Func<object?> @default)
    {
        (Name, Type, _default) = (name, type, @default);
        Range = (RangeAttribute?)source.GetCustomAttributes(typeof(RangeAttribute), inherit: false).FirstOrDefault();
        IsListed = source.GetCustomAttributes(typeof(BrowsableAttribute), inherit: false) is not [BrowsableAttribute { Browsable: false }];
    }

    /// <summary>Its name, spelled alike in C#, in the cmdlets and in files.</summary>
    public string Name { get; }

    /// <summary>Its type: a number, a flag, a schedule, ….</summary>
    public Type Type { get; }

    /// <summary>What it may be, if it is a number with limits; else null.</summary>
    public RangeAttribute? Range { get; }

    /// <summary>What it may be, in words: the range of a number, the names of a choice; empty if its type says all.</summary>
    public string Values => (Nullable.GetUnderlyingType(Type) ?? Type) is var type && Range is not null ? Range.Words(type)
        : type.IsEnum ? string.Join(", ", Enum.GetNames(type))
        : "";

    /// <summary>Whether it has to be given.</summary>
    public bool IsMandatory { get; }

    /// <summary>The value if none is given; null also if there is none, or if it depends on other parameters.</summary>
    public object? Default => _default();

    /// <summary>The property that holds it; null for the argument of a function.</summary>
    public PropertyInfo? Property { get; }

    /// <summary>The whole kind that has it, such as every first-order method; empty for what the record or its family has.</summary>
    public string SharedBy { get; } = "";

    /// <summary>Whether it is one of those that are listed.</summary>
    internal bool IsListed { get; }

    /// <summary>The parameters of a record, those of its constructor first.</summary>
    /// <param name="record">A method, a schedule, a transformation or a set.</param>
    public static ReadOnlyCollection<Parameter> Of(Parameterized record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return [.. Description.Of(record.Holder.GetType()).Parameters.Where(parameter => parameter.IsListed && record.Has(parameter.Name))];
    }

    /// <summary>The parameter of a record by its name, whatever its case; null if it has none.</summary>
    /// <param name="record">A method, a schedule, a transformation or a set.</param>
    /// <param name="name">For example <c>LearningRate</c>.</param>
    public static Parameter? Find(Parameterized record, string name)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Description.Of(record.Holder.GetType()).Find(name) is { } parameter && record.Has(parameter.Name) ? parameter : null;
    }

    /// <summary>The value that a record has for it.</summary>
    /// <param name="record">A record that has this parameter.</param>
    public object? ValueOf(Parameterized record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Property?.GetValue(record.Holder);
    }

    /// <summary>The name, the type and the default.</summary>
    public override string ToString() => FormattableString.Invariant($"{Type.Name} {Name}{(IsMandatory ? "" : $" = {Default}")}");

    /// <summary>Throws unless it may have a value.</summary>
    internal void Check(object? value)
    {
        if (value is null && IsMandatory) throw new ArgumentNullException(Name);
        if ((value is IConstant given ? given.Constant : value) is IConvertible number) Range?.Check(number, Name);
    }

    // The record is still nobody else's, so that setting an init-only property is construction.
    internal void Set(object record, object? value) =>
        Property!.SetMethod!.Invoke(record, BindingFlags.DoNotWrapExceptions, null, [value], null);

    /// <summary>A value as its type: numbers of any type, names of choices, lists of numbers.</summary>
    internal object? Converted(object? value, string what)
    {
        var type = Nullable.GetUnderlyingType(Type) ?? Type;
        if (value is null) return Type.IsValueType ? Default : null;
        if (type.IsInstanceOfType(value)) return value;
        try
        {
            if (type.IsEnum) return Enum.Parse(type, Convert.ToString(value, CultureInfo.InvariantCulture)!, ignoreCase: true);
            if (type.IsPrimitive || type == typeof(string)) return Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
            if (type == typeof(Vector) && value is IEnumerable elements and not string)
                return Vector.OfSeq(elements.Cast<object>().Select(element => Convert.ToDouble(element, CultureInfo.InvariantCulture)));
        }
        catch (Exception error) when (error is FormatException or InvalidCastException or OverflowException or ArgumentException)
        {
            throw Wrong(error);
        }
        throw Wrong(null);

        ArgumentException Wrong(Exception? cause) =>
            new($"The parameter {Name} of {what} is a {type.Name}; {value} cannot be read as one.", Name, cause);
    }

    // Reflection gives the default of a choice as its number.
    private static object? DefaultOf(ParameterInfo argument) => !argument.HasDefaultValue ? null
        : argument.ParameterType.IsEnum ? Enum.ToObject(argument.ParameterType, argument.DefaultValue!)
        : argument.DefaultValue;
}
