using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using PSOptimize.Catalogues;
using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.Searches;
using PSOptimize.Schedules;
using PSOptimize.ScriptBlocks;
using PSOptimize.Vectors;

namespace PSOptimize.Binding;

/// <summary>
/// Parameters of a cmdlet that are found in a catalogue: the union over all its entries, whatever entry is chosen, so that the columns of
/// a CSV file bind to them by name.
/// </summary>
internal sealed class DynamicParameters : RuntimeDefinedParameterDictionary
{
    private readonly Type _cmdlet;
    private readonly string? _set;
    private readonly bool _fromColumns;

    /// <summary>One parameter a name.</summary>
    /// <param name="cmdlet">The cmdlet, whose own parameters take precedence.</param>
    /// <param name="parameters">Names and types; of a name with several types the value is converted once the entry is chosen.</param>
    /// <param name="set">The parameter set, or nothing for all.</param>
    /// <param name="fromColumns">Whether columns of the pipeline bind to them by name.</param>
    public DynamicParameters(
        Type cmdlet, IEnumerable<(string Name, Type Type)> parameters, string? set = null, bool fromColumns = true)
    {
        (_cmdlet, _set, _fromColumns) = (cmdlet, set, fromColumns);
        var byName = parameters.GroupBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var group in byName.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Type[] types = [.. group.Select(parameter => parameter.Type).Distinct()];
            Add(group.Key, types.Length == 1 ? types[0] : typeof(object), "");
        }
    }

    /// <summary>
    /// The parameters as completion and Get-Command -ArgumentList show them: those of what was chosen alone, in the order of their
    /// declaration, each with its default and its range. A command that runs has them all, so that it can say whose a wrong one is.
    /// </summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="own">The parameters of what was chosen; none if nothing was.</param>
    public DynamicParameters Shown(PSCmdlet cmdlet, IEnumerable<Parameter> own)
    {
        // Only a command that runs is in a pipeline.
        var chosen = cmdlet.MyInvocation.PipelineLength > 0 ? [] : own.DistinctBy(parameter => parameter.Name).ToArray();
        if (chosen.Length == 0) return this;
        var shown = new DynamicParameters(_cmdlet, [], _set, _fromColumns);
        foreach (var parameter in chosen)
        {
            var range = parameter.Values.Length > 0 ? $", {parameter.Values}" : "";
            shown.Add(parameter.Name, parameter.Type, FormattableString.Invariant($"default {parameter.Default ?? "none"}{range}"));
        }
        return shown;
    }

    /// <summary>What was given: bound, and not an empty cell.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Given =>
    [
        .. Values.Where(parameter => parameter.IsSet && parameter.Value is not null)
            .Select(parameter => KeyValuePair.Create<string, object?>(
                parameter.Name, parameter.Value is SwitchParameter flag ? flag.ToBool() : parameter.Value)),
    ];

    /// <summary>What was given, each value as the type that what was chosen wants.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> Typed(
        IEnumerable<KeyValuePair<string, object?>> given, Func<string, Parameter?> find) => given.Select(value =>
            find(value.Key) is { } parameter ? KeyValuePair.Create(value.Key, Converted(value.Key, value.Value, parameter.Type)) : value);

    private static object? Converted(string name, object? value, Type type)
    {
        if (value is null || type.IsInstanceOfType(value)) return value;
        try
        {
            // PowerShell would look into a list for names, and into the lists within it, without end if one holds itself.
            if (type.IsEnum && value.Unwrap() is IList) throw new PSInvalidCastException();
            return LanguagePrimitives.ConvertTo(value, type, CultureInfo.InvariantCulture);
        }
        catch (PSInvalidCastException)
        {
            var right = type.IsEnum ? string.Join(", ", Enum.GetNames(type))
                : type == typeof(int) || type == typeof(long) ? "a whole number" : type == typeof(double) ? "a number" : $"a {type.Name}";
            throw new ArgumentException($"-{name} is '{value}': it must be {(type.IsEnum ? "one of " : "")}{right}.");
        }
    }

    private void Add(string parameter, Type type, string tip)
    {
        var name = char.ToUpperInvariant(parameter[0]) + parameter[1..];
        if (_cmdlet.GetProperty(name) is not null) return;
        var binding = new ParameterAttribute { ValueFromPipelineByPropertyName = _fromColumns };
        if (_set is not null) binding.ParameterSetName = _set;
        if (tip.Length > 0) binding.HelpMessage = tip;
        var attributes = new Collection<Attribute> { binding, new ArgumentCompleterAttribute(typeof(HyperparameterCompleter)) };
        if (type == typeof(Schedule)) attributes.Add(new ScheduleAttribute());
        else if (type == typeof(Vector)) attributes.Add(new PointsAttribute { Single = true });
        else if (type == typeof(Projection)) attributes.Add(new SetAttribute());
        else if (type == typeof(Search)) attributes.Add(new SearchAttribute());
        else if (type == typeof(Method)) attributes.Add(new MethodAttribute());
        else if (type == typeof(bool)) attributes.Add(new FlagAttribute());
        else if (type.IsPrimitive) attributes.Add(new NumberAttribute());
        var parameterType = type == typeof(bool) ? typeof(SwitchParameter)
            // PowerShell would run a block for each object of the pipeline, were the type another one.
            : type == typeof(Schedule) ? typeof(object)
            : type.IsValueType && Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type)
            : type;
        Add(name, new RuntimeDefinedParameter(name, parameterType, attributes));
    }
}
