using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>The command <c>Measure-Object</c>.</summary>
internal sealed class MeasureObject(TranslationContext context, Elements elements)
{
    private static readonly string[] Measures = ["Sum", "Average", "Minimum", "Maximum"];

    /// <summary>What the command gives for the elements that the feed sends.</summary>
    public ScriptValue Measure(CommandAst command, Action<Action<ScriptValue>> feed)
    {
        var (wanted, property) = Options(command);
        using var count = context.NewHidden("count");
        using var sum = context.NewHidden("sum");
        using var least = context.NewHidden("least");
        using var most = context.NewHidden("most");
        count.Value = Number.Integer(0);
        sum.Value = Number.Double(0.0);
        least.Value = Number.Double(double.NaN);
        most.Value = Number.Double(double.NaN);
        static Real Of(HiddenVariable variable) => ((Number)variable.Value).Value;

        feed(element =>
        {
            var x = NumberOf(element, property, command);
            // NaN counts as smaller than every number, as in the order of .NET.
            var first = Real.AreEqual(Of(count), 0);
            least.Value = Number.Double(Real.Select(first | (x < Of(least)) | !Real.AreEqual(x, x), x, Of(least)));
            most.Value = Number.Double(Real.Select(
                first | (x > Of(most)) | (!Real.AreEqual(Of(most), Of(most)) & Real.AreEqual(x, x)), x, Of(most)));
            sum.Value = Number.Double(Of(sum) + x);
            count.Value = Number.Integer(Of(count) + 1.0);
        });

        var isEmpty = Real.AreEqual(Of(count), 0);
        return new Record(new Dictionary<string, ScriptValue>(StringComparer.OrdinalIgnoreCase)
        {
            ["Count"] = Number.Integer(Of(count)),
            ["Sum"] = wanted.Contains("Sum") ? Number.Double(Of(sum)) : Null.Value,
            ["Average"] = UnlessEmpty("Average", Of(sum) / Of(count)),
            ["Minimum"] = UnlessEmpty("Minimum", Of(least)),
            ["Maximum"] = UnlessEmpty("Maximum", Of(most)),
        });

        ScriptValue UnlessEmpty(string name, Real value)
        {
            if (!wanted.Contains(name))
                return Null.Value;
            if (isEmpty.ConstantValue == true)
                return new Uncertain("is $null if nothing was measured; ask for it in Measure-Object, and measure something");
            TranslationLimit.Demand(context.Graph, !isEmpty, $"Measure-Object has no {name} of nothing.");
            return Number.Double(value);
        }
    }

    private static (HashSet<string> Wanted, string? Property) Options(CommandAst command)
    {
        var wanted = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        string? property = null;
        for (var i = 1; i < command.CommandElements.Count; i++)
        {
            switch (command.CommandElements[i])
            {
                case CommandParameterAst { Argument: null, ParameterName: var name } when FullName(name) is { } measure:
                    wanted.Add(measure);
                    break;
                case CommandParameterAst { Argument: null, ParameterName: { Length: > 0 } name }
                    when "Property".StartsWith(name, StringComparison.OrdinalIgnoreCase)
                        && i + 1 < command.CommandElements.Count && command.CommandElements[i + 1] is StringConstantExpressionAst text:
                    property = text.Value;
                    i++;
                    break;
                case StringConstantExpressionAst text when property is null:
                    property = text.Value;
                    break;
                default:
                    throw new OutsideException(command.Shortened(), command,
                        "use Measure-Object with -Sum, -Average, -Minimum and -Maximum");
            }
        }

        return property is null || (property.Length > 0 && property.IndexOfAny(['*', '?', '[']) < 0)
            ? (wanted, property)
            : throw new OutsideException(command.Shortened(), command, "name one property");
    }

    /// <summary>The measure that a parameter asks for, whose name may be shortened; null for any other parameter.</summary>
    private static string? FullName(string parameter) => parameter.Length < 2
        ? null
        : Measures.SingleOrDefault(measure => measure.StartsWith(parameter, StringComparison.OrdinalIgnoreCase));

    private Real NumberOf(ScriptValue element, string? property, CommandAst command)
    {
        if (property is not null)
        {
            element = element switch
            {
                Row row => elements.Property(row, property, command),
                Record { IsTable: false } record when record.Properties.TryGetValue(property, out var value) => value,
                _ => throw new OutsideException(command.Shortened(), command, "measure a property of captured rows"),
            };
        }

        return element switch
        {
            Number number => number.Value,
            NumericText text => text.Digits.Value,
            _ => throw new OutsideException(command.Shortened(), command, "send numbers to Measure-Object"),
        };
    }
}
