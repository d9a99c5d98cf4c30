using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Assignments to elements of arrays and to properties of hashtables and objects: the variable gets a changed copy.</summary>
internal sealed class ElementAssignmentTranslator(
    TranslationContext context, ElementWrites writes, Elements elements, Conversions conversions, Translators translators)
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
        var path = new Stack<ExpressionAst>();
        ExpressionAst holder = target;
        while (holder is IndexExpressionAst or MemberExpressionAst)
        {
            path.Push(holder);
            holder = holder is IndexExpressionAst indexed ? indexed.Target : ((MemberExpressionAst)holder).Expression;
        }

        if (holder is not VariableExpressionAst variable)
            throw target.Outside("an assignment to an element of what is not a variable", "write into an array that a variable holds");
        var name = variable.PlainName();
        Demand(name, target, path.Count);
        before?.Invoke();
        context.Write(name, Within(context.Read(name), [.. path], change));
    }

    /// <summary>Demands that nothing else can hold the array that a variable holds, or the one within it that is written into.</summary>
    public void Demand(string name, Ast target, int depth = 1)
    {
        if (!writes.AreAllowed(name) || !context.Scope.Owns(name) || context.Scope.Shares(name)
            || (depth > 1 && !writes.AreAllowedWithin(name, depth)))
        {
            throw new OutsideException($"an assignment to an element of ${name}", target,
                $"write into an array that is made here and that only ${name} holds, as in ${name} = [double[]]::new(3)");
        }
    }

    /// <summary>What a variable holds, with a part changed that indexes and properties lead to, one after the other.</summary>
    private ScriptValue Within(ScriptValue whole, ExpressionAst[] path, Func<Func<ScriptValue>, ScriptValue> change) =>
        Changed(whole, path[0], path.Length == 1 ? change : old => Within(old(), path[1..], change));

    /// <summary>An array, a hashtable or an object with a part changed.</summary>
    private ScriptValue Changed(ScriptValue whole, ExpressionAst target, Func<Func<ScriptValue>, ScriptValue> change)
    {
        var index = target is IndexExpressionAst { Index: var written } ? translators.Expressions.Evaluate(written) : null;
        var key = target is MemberExpressionAst { Member: StringConstantExpressionAst member } ? member.Value
            : index is not null && whole is Record { IsTable: true } ? Elements.KeyOf(index) : null;
        return whole switch
        {
            Record { IsOrdered: true } when index is Number =>
                throw new OutsideException($"an assignment to {target.Shortened()}", target, "use names as keys"),
            Record record when key is not null && (record.IsTable || record.Properties.ContainsKey(key)) =>
                WithProperty(record, key, change),
            Grid grid when index is not null => WithCell(grid, elements.CellOf(grid, index, target), change, target),
            _ when index is not null => WithElement(whole, index, change, target),
            _ => throw new OutsideException($"an assignment to {target.Shortened()}", target, "assign to plain variables"),
        };
    }

    private Grid WithCell(Grid grid, Whole place, Func<Func<ScriptValue>, ScriptValue> change, ExpressionAst target) =>
        grid.Cells.Element is { } type && change(() => Arrays.NumberAt(grid.Cells, place)) is Number number
            ? grid with { Cells = grid.Cells with { Values = grid.Cells.Values.With(place, ToElement(type, number, target)) } }
            : throw new OutsideException($"an assignment to {target.Shortened()}", target, "write numbers into a [double[,]]");

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
        if (before is Numbers { Collapses: true } output)
        {
            TranslationLimit.Demand(context.Graph, output.Values.Count > 1, $"{target.Shortened()} is assigned to, and is no array.");
            before = output with { Collapses = false };
        }

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

        // Also if nothing reads the array any more.
        context.Graph.Require((position >= 0) & (position < count), $"The index of {target.Shortened()} is outside the array.");
        if (Arrays.ToNumbers(before, context.Graph) is not { } numbers
            || change(() => Arrays.NumberAt(numbers, position)) is not Number element)
        {
            throw new OutsideException($"an assignment to {target.Shortened()}", target,
                "write numbers into an array of numbers");
        }

        if (numbers.Element is { } type)
            return numbers with { Values = numbers.Values.With(position, ToElement(type, element, target)) };
        var values = numbers.Values.With(position, element.Value);
        if (numbers.IsInteger is { } isInteger && element.IsInteger?.ConstantValue == isInteger)
            return numbers with { Values = values, Width = Arithmetic.Joined(numbers.Width, element.Width) };
        var flags = element.IsInteger is { } flag
            ? Arrays.FlagsOf(numbers, context.Graph)?.With(position, Real.Select(flag, 1, 0))
            : null;
        return new Numbers(values, null, flags, Width: Arithmetic.Joined(numbers.Width, element.Width));
    }

    /// <summary>What an array of a type makes of a number that is put in.</summary>
    private Real ToElement(Type type, Number number, Ast ast) => type == typeof(void)
        ? throw ast.Outside("an array whose type depends on the path", "declare one type for all paths")
        : ((Number)conversions.Convert(type, number, ast)).Value;
}
