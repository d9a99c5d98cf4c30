using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Assignments to elements of arrays and to properties of hashtables and objects: the variable gets a changed copy.</summary>
internal sealed class ElementAssignmentTranslator(TranslationContext context, ElementWrites writes, Translators translators)
{
    public ScriptValue Assign(AssignmentStatementAst assignment, ExpressionAst target)
    {
        var holder = target is IndexExpressionAst indexed ? indexed.Target : ((MemberExpressionAst)target).Expression;
        if (holder is not VariableExpressionAst variable)
            throw target.Outside("an assignment to an element of what is not a variable", "write into an array that a variable holds");
        var name = variable.PlainName();
        if (!writes.AreAllowed(name) || !context.Scope.Owns(name))
        {
            throw new OutsideException($"an assignment to an element of ${name}", target,
                $"write into an array that is made here and that only ${name} holds, as in ${name} = [double[]]::new(3)");
        }

        var before = context.Read(name);
        var right = translators.Expressions.Evaluate(assignment.Right);
        var key = target switch
        {
            MemberExpressionAst { Member: StringConstantExpressionAst member } => member.Value,
            IndexExpressionAst { Index: StringConstantExpressionAst text } => text.Value,
            _ => null,
        };
        context.Write(name, before switch
        {
            Record record when key is not null && (record.IsTable || record.Properties.ContainsKey(key)) =>
                WithProperty(record, key, assignment, right),
            _ when target is IndexExpressionAst { Index: var index } =>
                WithElement(before, translators.Expressions.Evaluate(index), assignment, right, target),
            _ => throw new OutsideException($"an assignment to {target.Shortened()}", target, "assign to plain variables"),
        });
        return right;
    }

    private Record WithProperty(Record record, string key, AssignmentStatementAst assignment, ScriptValue right)
    {
        var value = translators.Assignments.NewValue(assignment, () => record.Properties.GetValueOrDefault(key) ?? Null.Value, right);
        return record with
        {
            Properties = new Dictionary<string, ScriptValue>(record.Properties, StringComparer.OrdinalIgnoreCase) { [key] = value },
        };
    }

    private ScriptValue WithElement(
        ScriptValue before, ScriptValue index, AssignmentStatementAst assignment, ScriptValue right, ExpressionAst target)
    {
        if (index is not Number number || Arrays.Count(before) is not { } count
            || before is not (Items or Numbers { Texts: false, Collapses: false }))
        {
            throw new OutsideException($"an assignment to {target.Shortened()}", target,
                "use one number as the index, and an array of numbers");
        }

        var position = number.Value.ToIndex(count);
        if (before is Items { Elements: var elements } && position.ConstantValue is { } i)
        {
            if (i < 0 || i >= elements.Count)
                throw target.Outside("an index outside the array", $"the array has {elements.Count} elements");
            var value = translators.Assignments.NewValue(assignment, () => elements[i], right);
            return new Items([.. elements.Take(i), value, .. elements.Skip(i + 1)]);
        }

        if (Arrays.ToNumbers(before, context.Graph) is not { } numbers
            || translators.Assignments.NewValue(assignment, () => Arrays.NumberAt(numbers, position), right) is not Number element)
        {
            throw new OutsideException($"an assignment to {target.Shortened()}", target,
                "write numbers into an array of numbers");
        }

        var values = numbers.Values.With(position, element.Value);
        if (numbers.IsTyped || (numbers.IsInteger is { } isInteger && element.IsInteger?.ConstantValue == isInteger))
            return numbers with { Values = values, IsOther = numbers.IsOther || element.IsOther };
        var flags = element.IsInteger is { } flag
            ? Arrays.FlagsOf(numbers, context.Graph)?.With(position, Real.Select(flag, 1, 0))
            : null;
        return new Numbers(values, null, flags, IsOther: numbers.IsOther || element.IsOther);
    }
}
