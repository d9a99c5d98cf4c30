using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.ScriptValue;

namespace PSOptimize.ScriptBlocks;

/// <summary>Statements.</summary>
internal sealed partial class Translation
{
    private void Statements(IReadOnlyList<StatementAst> statements, int first)
    {
        for (var i = first; i < statements.Count; i++)
        {
            var next = i + 1;
            if (statements[i] is IfStatementAst { Clauses: [({ } condition, { Statements: [ThrowStatementAst { Pipeline: { } thrown }] })], ElseClause: null })
            {
                _graph.Require(Not(Condition(condition)), thrown is PipelineAst { PipelineElements: [CommandExpressionAst { Expression: StringConstantExpressionAst text }] }
                    ? text.Value : $"The script block threw {Shortened(thrown)}.");
                continue;
            }

            if (statements[i] is IfStatementAst choice && next < statements.Count && WaysOn(choice) <= 1)
            {
                // Every other way leaves: what follows belongs to the one way that goes on, and nothing has to be joined.
                If(choice, 0, () => Statements(statements, next));
                return;
            }

            Statement(statements[i]);
            var left = Left();
            if (left.ConstantValue == true)
                return;
            if (left.ConstantValue is null)
            {
                Choose(left, () => { }, () => Statements(statements, next));
                return;
            }
        }
    }

    private void Block(StatementBlockAst block)
    {
        if (block.Traps is { Count: > 0 })
            throw Outside("a trap statement", block.Traps[0], "remove it");
        Statements(block.Statements, 0);
    }

    private void Statement(StatementAst statement)
    {
        switch (statement)
        {
            case AssignmentStatementAst assignment:
                Assign(assignment);
                break;
            case PipelineAst pipeline:
                PipelineStatement(pipeline);
                break;
            case IfStatementAst choice:
                If(choice, 0, null);
                break;
            case LoopStatementAst { Label: not null }:
                throw Outside("a label", statement, "leave loops without labels");
            case ForStatementAst loop:
                For(loop);
                break;
            case ForEachStatementAst loop:
                ForEach(loop);
                break;
            case WhileStatementAst loop:
                Loop(() => Condition(loop.Condition), () => Block(loop.Body), null, loop);
                break;
            case DoWhileStatementAst loop:
                DoLoop(loop.Body, () => Condition(loop.Condition), loop);
                break;
            case DoUntilStatementAst loop:
                DoLoop(loop.Body, () => Not(Condition(loop.Condition)), loop);
                break;
            case SwitchStatementAst choice:
                Switch(choice);
                break;
            case BreakStatementAst { Label: null } when _insideLoop:
                SetFlag(BreakSlot, true);
                break;
            case ContinueStatementAst { Label: null } when _insideLoop:
                SetFlag(ContinueSlot, true);
                break;
            case ReturnStatementAst { Pipeline: var pipeline }:
                if (pipeline is not null)
                    Statement(pipeline);
                SetFlag(ReturnSlot, true);
                break;
            case FunctionDefinitionAst function when !function.IsFilter && !function.IsWorkflow:
                _functions[function.Name] = function;
                break;
            default:
                throw Outside(NameOf(statement), statement, "the statement is not part of what can be differentiated");
        }
    }

    private static string NameOf(Ast ast)
    {
        var name = ast.GetType().Name.Replace("StatementAst", "", StringComparison.Ordinal).Replace("ExpressionAst", "", StringComparison.Ordinal)
            .Replace("Ast", "", StringComparison.Ordinal);
        return $"'{name}' ({Shortened(ast)})";
    }

    private static string Shortened(Ast ast)
    {
        var text = ast.Extent.Text.ReplaceLineEndings(" ");
        return text.Length <= 40 ? text : text[..39] + "…";
    }

    /// <summary>How many ways through a choice do not end with a statement that leaves.</summary>
    private static int WaysOn(IfStatementAst choice) =>
        choice.Clauses.Count(clause => !Leaves(clause.Item2)) + (choice.ElseClause is { } last && Leaves(last) ? 0 : 1);

    private static bool Leaves(StatementBlockAst block) =>
        block.Statements is [.., BreakStatementAst or ContinueStatementAst or ReturnStatementAst];

    private void If(IfStatementAst choice, int clause, Action? rest)
    {
        if (clause < choice.Clauses.Count)
        {
            var (condition, body) = choice.Clauses[clause];
            Choose(Condition(condition), () => Way(body), () => If(choice, clause + 1, rest));
        }
        else if (choice.ElseClause is { } last)
        {
            Way(last);
        }
        else
        {
            rest?.Invoke();
        }

        void Way(StatementBlockAst body)
        {
            Block(body);
            if (!Leaves(body))
                rest?.Invoke();
        }
    }

    private void For(ForStatementAst loop)
    {
        if (loop.Initializer is not null)
            Statement(loop.Initializer);
        Loop(
            () => loop.Condition is null ? true : Condition(loop.Condition),
            () => Block(loop.Body),
            () =>
            {
                if (loop.Iterator is not null)
                    Statement(loop.Iterator);
            },
            loop);
    }

    private void DoLoop(StatementBlockAst body, Func<Truth> condition, Ast loop)
    {
        var again = NewHidden("again");
        SetFlag(again, true);
        Loop(() => Flag(again), () => Block(body), () => SetFlag(again, condition()), loop);
        _slots = _slots.Remove(again);
    }

    /// <summary>A loop with <c>break</c>, <c>continue</c> and <c>return</c>; the step is what happens after each iteration that goes on.</summary>
    private void Loop(Func<Truth> test, Action body, Action? step, Ast loop)
    {
        var outer = _insideLoop;
        _insideLoop = true;
        Repeat(
            () =>
            {
                var left = Or(Flag(BreakSlot), Flag(ReturnSlot));
                return left.ConstantValue == false ? test() : Both(Not(left), test);
            },
            () =>
            {
                body();
                SetFlag(ContinueSlot, false);
                if (step is not null)
                    Choose(Left(), () => { }, step);
            },
            loop.Extent);
        SetFlag(BreakSlot, false);
        SetFlag(ContinueSlot, false);
        _insideLoop = outer;
    }

    private void ForEach(ForEachStatementAst loop)
    {
        if (loop.Flags != ForEachFlags.None)
            throw Outside("foreach -parallel", loop, "use a plain foreach");
        var name = NameOf(loop.Variable);
        var source = StatementValue(loop.Condition);
        var outer = _insideLoop;
        _insideLoop = true;
        ForEachElement(source, loop.Condition.Extent, element =>
        {
            _slots = _slots.SetItem(name, Converted(name, element, loop.Variable));
            Block(loop.Body);
        });
        _insideLoop = outer;
    }

    /// <summary>Runs a part of the script for each element of an array, or once for what is not an array.</summary>
    private void ForEachElement(ScriptValue source, IScriptExtent extent, Action<ScriptValue> body)
    {
        if (source is Null)
            return;
        if (source is Uncertain uncertain)
            throw new OutsideException("a value that " + uncertain.Reason, extent, "make its type the same on every way");
        if (source is Items items && Arrays.ToNumbers(items, _graph) is null)
            source = items;
        var count = Arrays.Count(source);
        if (count is null || source is Items { Elements.Count: <= 1 } || (source is Items && Arrays.ToNumbers(source, _graph) is null))
        {
            Unroll(source is Items list ? list.Elements : [source], 0, body);
            SetFlag(BreakSlot, false);
            return;
        }

        // The elements are read from where they were when the loop began.
        var array = Arrays.ToNumbers(source, _graph) is { } numbers && source is not Integers ? numbers : source;
        var slot = NewHidden("index");
        _slots = _slots.SetItem(slot, new Counter(0));
        Whole Index() => ((Counter)_slots[slot]).Value;
        Repeat(
            () =>
            {
                var left = Or(Flag(BreakSlot), Flag(ReturnSlot));
                return left.ConstantValue == false ? Index() < count : Both(Not(left), () => Index() < count);
            },
            () =>
            {
                body(Arrays.Element(array, Index(), _graph)!);
                SetFlag(ContinueSlot, false);
                _slots = _slots.SetItem(slot, new Counter(Index() + 1));
            },
            extent);
        _slots = _slots.Remove(slot);
        SetFlag(BreakSlot, false);
    }

    private void Unroll(IReadOnlyList<ScriptValue> elements, int first, Action<ScriptValue> body)
    {
        if (first == elements.Count)
            return;
        body(elements[first]);
        SetFlag(ContinueSlot, false);
        Choose(Or(Flag(BreakSlot), Flag(ReturnSlot)), () => { }, () => Unroll(elements, first + 1, body));
    }

    private void Switch(SwitchStatementAst choice)
    {
        if (choice.Flags != SwitchFlags.None)
            throw Outside("a switch with options", choice, "write if and elseif");
        var value = StatementValue(choice.Condition);
        if (value is not (Number or ScriptValue.Boolean))
            throw Outside("a switch on what is not one number", choice.Condition, "switch on one number, or write if and elseif");
        var outer = _insideLoop;
        _insideLoop = true;
        var matched = NewHidden("matched");
        SetFlag(matched, false);
        Clause(0);
        SetFlag(BreakSlot, false);
        SetFlag(ContinueSlot, false);
        _slots = _slots.Remove(matched);
        _insideLoop = outer;

        void Clause(int index)
        {
            Choose(Left(), () => { }, () =>
            {
                if (index == choice.Clauses.Count)
                {
                    if (choice.Default is not null)
                        Choose(Flag(matched), () => { }, () => Block(choice.Default));
                    return;
                }

                var (pattern, body) = choice.Clauses[index];
                Choose(Matches(pattern), () =>
                {
                    SetFlag(matched, true);
                    Block(body);
                }, () => { });
                Clause(index + 1);
            });
        }

        Truth Matches(ExpressionAst pattern)
        {
            if (pattern is ScriptBlockExpressionAst block)
            {
                ScriptValue answer = Null.Value;
                Item(value, () => answer = Collapsed(Captured(() => Body(block.ScriptBlock))));
                return ToTruth(answer, pattern);
            }

            // A negative number without parentheses is a text here, which reads as the number.
            var wanted = pattern is StringConstantExpressionAst { Value: var text }
                ? CapturedTable.Capture(text) ?? throw Outside($"a text as a switch condition ({text})", pattern, "use numbers")
                : Expression(pattern);
            return Compare(TokenKind.Ieq, value, wanted, pattern);
        }
    }

    private string NewHidden(string name) => $"\0{name}{_hidden++}";
}
