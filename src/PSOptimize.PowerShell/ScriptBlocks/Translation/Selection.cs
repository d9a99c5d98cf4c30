using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>The commands <c>Sort-Object</c> and <c>Select-Object</c> for values that are known only when the program runs.</summary>
internal sealed class Selection(ExpressionGraph graph)
{
    /// <summary>Numbers are sorted by comparisons that are written out one by one.</summary>
    private const int MostSorted = 40;

    /// <summary>Numbers in order. Which of them comes first is a branch, so that each keeps its derivative.</summary>
    public ScriptValue Sorted(ScriptValue array, CommandAst command)
    {
        var isDescending = command.CommandElements switch
        {
            [_] => false,
            [_, CommandParameterAst { ParameterName: { Length: > 1 } name, Argument: null }]
                when "Descending".StartsWith(name, StringComparison.OrdinalIgnoreCase) => true,
            _ => throw new OutsideException(command.Shortened(), command, "sort numbers, by their value"),
        };
        if (Arrays.Count(array)?.ConstantValue is not (>= 0 and <= MostSorted and var count))
            throw command.Outside("numbers to be sorted whose count varies or is large", $"sort at most {MostSorted} numbers");
        Number[] numbers = [.. Enumerable.Range(0, count).Select(i => Arrays.Element(array, i, graph)).OfType<Number>()];
        if (numbers.Length != count || !(numbers.All(number => number.IsDouble) || numbers.All(number => number.IsCertainlyInteger)))
            throw command.Outside("a sort of what is not all doubles or all integers", "write [double] before each");
        var values = numbers.Select(number => number.Value).ToArray();
        for (var end = 1; end < count; end++)
        {
            for (var i = end; i > 0; i--)
            {
                var (first, second) = (values[i - 1], values[i]);
                var swaps = isDescending ? IsBefore(first, second) : IsBefore(second, first);
                (values[i - 1], values[i]) = (Real.Select(swaps, second, first), Real.Select(swaps, first, second));
            }
        }

        return new Items([.. numbers.Zip(values, (number, value) => number with { Value = value })]);
    }

    /// <summary>The elements that <c>-First</c>, <c>-Last</c> and <c>-Skip</c> pick.</summary>
    public ScriptValue Selected(ScriptValue array, CommandAst command)
    {
        var (first, last, skip) = Options(command);
        if (first is not null && ((PipelineAst)command.Parent).PipelineElements.TakeWhile(stage => stage != command)
            .Any(ExpressionTranslator.CanChangeSomething))
        {
            throw new OutsideException(command.Shortened(), command,
                "-First stops what comes before it: take the elements of an array by their indexes");
        }

        if (Arrays.Count(array)?.ConstantValue is not { } count)
            throw command.Outside("a selection of elements whose count varies", "use indexes");
        var kept = last is { } wanted
            ? Enumerable.Range(0, count).SkipLast(skip).TakeLast(wanted)
            : Enumerable.Range(0, count).Skip(skip).Take(first ?? count);
        return new Items([.. kept.Select(i => Arrays.Element(array, i, graph)
            ?? throw command.Outside("a selection of what is not numbers", "use indexes"))]);
    }

    private static (int? First, int? Last, int Skip) Options(CommandAst command)
    {
        var options = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 1; i < command.CommandElements.Count; i += 2)
        {
            if (command.CommandElements[i] is not CommandParameterAst { ParameterName: { Length: > 0 } name, Argument: null }
                || i + 1 == command.CommandElements.Count
                || command.CommandElements[i + 1] is not ConstantExpressionAst { Value: int number and >= 0 }
                || !(Is("First", 1) || Is("Last", 1) || Is("Skip", 4)) || !options.TryAdd(name[..1], number))
            {
                throw new OutsideException(command.Shortened(), command,
                    "use Select-Object with -First, -Last and -Skip and numbers that are written there");
            }

            bool Is(string option, int shortest) =>
                name.Length >= shortest && option.StartsWith(name, StringComparison.OrdinalIgnoreCase);
        }

        if (options.ContainsKey("F") && options.ContainsKey("L"))
            throw new OutsideException(command.Shortened(), command, "use either -First or -Last");
        return (options.TryGetValue("F", out var first) ? first : null, options.TryGetValue("L", out var last) ? last : null,
            options.GetValueOrDefault("S"));
    }

    /// <summary>Whether a number is less than another one; NaN is less than every number, as in the order of .NET.</summary>
    private static Truth IsBefore(Real first, Real second) =>
        Truths.Or(first < second, Truths.And(Truths.Not(Real.AreEqual(first, first)), Real.AreEqual(second, second)));
}
