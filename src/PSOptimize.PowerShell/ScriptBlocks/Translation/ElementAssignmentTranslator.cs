using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Assignments to elements of arrays and to properties of hashtables and objects: the variable gets a changed copy.</summary>
internal sealed class ElementAssignmentTranslator(TranslationContext context, ElementWrites writes, Translators translators)
{
    public ScriptValue Assign(AssignmentStatementAst assignment, ExpressionAst target)
    {
        if (SyntaxBeyondStandard.IsNullCoalescingAssignment(assignment.Operator))
            throw new OutsideException($"the operator of {assignment.Shortened()}", assignment, "write if");
        ScriptValue? right = null;
        Change(target, old => translators.Assignments.NewValue(assignment, old, right!), () =>
            right = translators.Expressions.Evaluate(assignment.Right));
        return right!;
    }

    /// <summary>Changes an element or a property.</summary>
    /// <param name="target">The element.</param>
    /// <param name="change">The new value as a function of what reads the old one.</param>
    /// <param name="before">What is evaluated before the index; null for nothing.</param>
    public void Change(ExpressionAst target, Func<Func<ScriptValue>, ScriptValue> change, Action? before = null)
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

        before?.Invoke();
        var whole = context.Read(name);
        var key = target switch
        {
            MemberExpressionAst { Member: StringConstantExpressionAst member } => member.Value,
            IndexExpressionAst { Index: StringConstantExpressionAst text } => text.Value,
            _ => null,
        };
        context.Write(name, whole switch
        {
            Record record when key is not null && (record.IsTable || record.Properties.ContainsKey(key)) =>
                WithProperty(record, key, change),
            _ when target is IndexExpressionAst { Index: var index } =>
                WithElement(whole, translators.Expressions.Evaluate(index), change, target),
            _ => throw new OutsideException($"an assignment to {target.Shortened()}", target, "assign to plain variables"),
        });
    }

    private static Record WithProperty(Record record, string key, Func<Func<ScriptValue>, ScriptValue> change) => record with
    {
        Properties = new Dictionary<string, ScriptValue>(record.Properties, StringComparer.OrdinalIgnoreCase)
        {
            [key] = change(() => record.Properties.GetValueOrDefault(key) ?? Null.Value),
        },
    };

    private ScriptValue WithElement(
        ScriptValue before, ScriptValue index, Func<Func<ScriptValue>, ScriptValue> change, ExpressionAst target)
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
            return new Items([.. elements.Take(i), change(() => elements[i]), .. elements.Skip(i + 1)]);
        }

        if (Arrays.ToNumbers(before, context.Graph) is not { } numbers
            || change(() => Arrays.NumberAt(numbers, position)) is not Number element)
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
