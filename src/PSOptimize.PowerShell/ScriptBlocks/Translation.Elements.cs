using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.ScriptValue;

namespace PSOptimize.ScriptBlocks;

/// <summary>Writing into arrays and hashtables.</summary>
internal sealed partial class Translation
{
    private ScriptValue AssignElement(AssignmentStatementAst assignment, ExpressionAst target)
    {
        var holder = target is IndexExpressionAst indexed ? indexed.Target : ((MemberExpressionAst)target).Expression;
        if (holder is not VariableExpressionAst variable)
            throw Outside($"an assignment to an element of what is not a variable ({Shortened(target)})", target, "write into an array that a variable holds");
        var name = NameOf(variable);
        if (_writes is null || !_writes.AreAllowed(name) || _callers.ContainsKey(name) || !_slots.TryGetValue(name, out var before))
            throw Outside($"an assignment to an element of ${name}", target, $"write into an array that is made here and that only ${name} holds, as in ${name} = [double[]]::new(3)");
        var right = StatementValue(assignment.Right);
        var key = target switch
        {
            MemberExpressionAst { Member: StringConstantExpressionAst member } => member.Value,
            IndexExpressionAst { Index: StringConstantExpressionAst text } => text.Value,
            _ => null,
        };
        var after = before switch
        {
            Record record when key is not null && (record.IsTable || record.Properties.ContainsKey(key)) => WithProperty(record, key, assignment, right),
            _ when target is IndexExpressionAst { Index: var index } => WithElement(before, Expression(index), assignment, right, target),
            _ => throw Outside($"an assignment to {Shortened(target)}", target, "assign to plain variables"),
        };
        _slots = _slots.SetItem(name, after);
        return right;
    }

    private Record WithProperty(Record record, string key, AssignmentStatementAst assignment, ScriptValue right) => record with
    {
        Properties = new Dictionary<string, ScriptValue>(record.Properties, StringComparer.OrdinalIgnoreCase)
        {
            [key] = Assigned(assignment, () => record.Properties.GetValueOrDefault(key) ?? Null.Value, right),
        },
    };

    private ScriptValue WithElement(ScriptValue before, ScriptValue where, AssignmentStatementAst assignment, ScriptValue right, ExpressionAst target)
    {
        if (where is not Number at || Arrays.Count(before) is not { } count || before is not (Items or Numbers { Texts: false, Collapses: false }))
            throw Outside($"an assignment to {Shortened(target)}", target, "use one number as the index, and an array of numbers");
        var position = at.Value.ToIndex(count);
        if (before is Items { Elements: var elements } && position.ConstantValue is { } i)
        {
            if (i < 0 || i >= elements.Count)
                throw Outside($"an index outside the array ({Shortened(target)})", target, $"the array has {elements.Count} elements");
            var value = Assigned(assignment, () => elements[i], right);
            return new Items([.. elements.Take(i), value, .. elements.Skip(i + 1)]);
        }

        if (Arrays.ToNumbers(before, _graph) is not { } numbers || Assigned(assignment, () => Arrays.NumberAt(numbers, position), right) is not Number element)
            throw Outside($"an assignment to {Shortened(target)}", target, "write numbers into an array of numbers");
        var values = numbers.Values.With(position, element.Value);
        if (numbers.IsTyped || (numbers.IsInteger is { } isInteger && element.IsInteger?.ConstantValue == isInteger))
            return numbers with { Values = values };
        var flags = element.IsInteger is { } flag ? Arrays.FlagsOf(numbers, _graph)?.With(position, Real.Select(flag, 1, 0)) : null;
        return new Numbers(values, null, flags);
    }
}
