using System.Management.Automation.Language;
using System.Runtime.CompilerServices;
using PSOptimize.Differentiation;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Statements: what runs after what, branches and loops.</summary>
internal sealed class StatementTranslator(TranslationContext context, Loops loops, Variables variables, Translators translators)
{
    private int _tries;

    /// <summary>Translates statements one after the other, each under the condition that none before it has left.</summary>
    public void Run(IReadOnlyList<StatementAst> statements) => Run(statements, 0);

    public void Run(StatementBlockAst block) => Run(ScriptChecks.Statements(block));

    public void Run(StatementAst statement)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (statement)
        {
            case AssignmentStatementAst assignment:
                translators.Assignments.Assign(assignment);
                break;
            case PipelineAst pipeline:
                translators.Pipelines.Run(pipeline);
                break;
            case IfStatementAst choice:
                If(choice, 0);
                break;
            case ForStatementAst loop:
                For(loop);
                break;
            case ForEachStatementAst loop:
                ForEach(loop);
                break;
            case WhileStatementAst loop:
                loops.While(Condition(loop.Condition), () => Run(loop.Body), null, loop.Extent, Assigns(loop.Condition), loop.Label);
                break;
            case DoWhileStatementAst loop:
                Do(loop, loop.Body, () => translators.Expressions.Condition(loop.Condition));
                break;
            case DoUntilStatementAst loop:
                Do(loop, loop.Body, () => Truths.Not(translators.Expressions.Condition(loop.Condition)));
                break;
            case SwitchStatementAst choice:
                translators.Switches.Run(choice);
                break;
            case BreakStatementAst { Label: var label } when IsInsideLoop(statement, label):
                loops.Break(LabelOf(label));
                break;
            case ContinueStatementAst { Label: var label } when IsInsideLoop(statement, label):
                loops.Continue(LabelOf(label));
                break;
            case ReturnStatementAst { Pipeline: var pipeline }:
                if (pipeline is not null)
                    Run(pipeline);
                loops.Return();
                break;
            case ThrowStatementAst thrown when IsCaughtHere(thrown):
                loops.Throw();
                break;
            case ThrowStatementAst { Pipeline: { } thrown } when _tries == 0:
                context.Graph.Require(false, MessageOf(thrown));
                loops.Return();
                break;
            case TryStatementAst attempt:
                Try(attempt);
                break;
            case FunctionDefinitionAst function when !function.IsWorkflow:
                context.Define(function);
                break;
            default:
                throw statement.Outside("the statement is not part of what can be differentiated");
        }
    }

    /// <summary>Translates the block of a pipeline stage, or of a condition in braces, with <c>$_</c>.</summary>
    public void Stage(ScriptBlockAst block, ScriptValue item)
    {
        var statements = ScriptChecks.PlainStatements(block);
        if (block.ParamBlock is not null)
            throw new OutsideException("a param block in a pipeline", block.ParamBlock, "use $_");
        context.With(Variables.Item, item, () => loops.Stage(() => Run(statements)));
    }

    /// <summary>Translates statements from one on.</summary>
    /// <param name="statements">The statements.</param>
    /// <param name="first">The first, from 0.</param>
    /// <param name="end">What runs at the end of each path through them; null for nothing.</param>
    private void Run(IReadOnlyList<StatementAst> statements, int first, Action? end = null)
    {
        for (var i = first; i < statements.Count; i++)
        {
            var next = i + 1;
            if (_tries == 0 && loops.IsSkipping.ConstantValue == false
                && statements[i] is IfStatementAst { ElseClause: null, Clauses: [var (guard, body)] }
                && body.Statements is [ThrowStatementAst { Pipeline: { } thrown }])
            {
                context.Graph.Require(Truths.Not(translators.Expressions.Condition(guard)), MessageOf(thrown));
                continue;
            }

            if (statements[i] is IfStatementAst choice && next < statements.Count && PathsOn(choice) <= 1)
            {
                // Every other path leaves: what follows belongs to the one path that does not, and nothing has to be joined.
                If(choice, 0, () => Run(statements, next, end), end);
                return;
            }

            Run(statements[i]);
            var isSkipping = loops.IsSkipping;
            if (isSkipping.ConstantValue == true)
                break;
            if (isSkipping.ConstantValue is null)
            {
                loops.UnlessSkipping(() => end?.Invoke(), () => Run(statements, next, end));
                return;
            }
        }

        end?.Invoke();
    }

    private static string MessageOf(PipelineBaseAst thrown) =>
        thrown.OnlyExpression() is StringConstantExpressionAst text ? text.Value : $"The script block threw {thrown.Shortened()}.";

    /// <summary>How many paths through a choice do not end with a statement that leaves.</summary>
    private static int PathsOn(IfStatementAst choice) =>
        choice.Clauses.Count(clause => !Leaves(clause.Item2)) + (choice.ElseClause is { } last && Leaves(last) ? 0 : 1);

    private static bool Leaves(StatementBlockAst block) =>
        block.Statements is [.., BreakStatementAst or ContinueStatementAst or ReturnStatementAst or ThrowStatementAst];

    /// <summary>Translates a choice from one of its clauses on.</summary>
    /// <param name="choice">The choice.</param>
    /// <param name="clause">The clause, from 0.</param>
    /// <param name="rest">What runs after the choice on each path that does not leave.</param>
    /// <param name="end">What runs on each path that does.</param>
    private void If(IfStatementAst choice, int clause, Action? rest = null, Action? end = null)
    {
        if (clause < choice.Clauses.Count)
        {
            var (condition, body) = choice.Clauses[clause];
            context.Choose(translators.Expressions.Condition(condition), () => Path(body), () => If(choice, clause + 1, rest, end));
        }
        else if (choice.ElseClause is { } last)
        {
            Path(last);
        }
        else
        {
            rest?.Invoke();
        }

        void Path(StatementBlockAst body)
        {
            Run(body);
            (Leaves(body) ? end : rest)?.Invoke();
        }
    }

    /// <summary>Translates a body that throws nothing but by a <c>throw</c> of its own.</summary>
    private void Try(TryStatementAst attempt)
    {
        var requirements = context.Graph.RequirementCount;
        _tries++;
        Run(ScriptChecks.Statements(attempt.Body), 0, Handle);
        _tries--;
        if (context.Graph.RequirementCount != requirements)
            throw new OutsideException("a try whose body can fail", attempt, "test for what can go wrong with if");
        if (attempt.Finally is { } last)
            loops.Always(() => Run(last), last);

        // At the end of each path through the body: so what the handler assigns needs no value on the path that has thrown.
        void Handle()
        {
            if (attempt.CatchClauses.Count == 0 || loops.Caught() is not { ConstantValue: not false } thrown)
                return;
            if (attempt.CatchClauses is not [{ IsCatchAll: true, Body: var handler }] || handler.Find(IsOfError, true) is not null)
                throw new OutsideException("a catch of certain errors, or one that reads the error", attempt, "catch all alike");
            var before = context.Graph.RequirementCount;
            _tries--;
            context.Choose(thrown, () => Run(handler), () => { });
            _tries++;
            requirements += context.Graph.RequirementCount - before;
        }
    }

    /// <summary>Whether a statement throws to a <c>try</c> around it, with nothing but statements between the two.</summary>
    private static bool IsCaughtHere(ThrowStatementAst thrown)
    {
        if (thrown.Pipeline is { } pipeline && ExpressionTranslator.CanChangeSomething(pipeline))
            return false;
        for (Ast inner = thrown; inner.Parent is StatementBlockAst or IfStatementAst or LoopStatementAst or SwitchStatementAst
            or TryStatementAst or CatchClauseAst; inner = inner.Parent)
            if (inner.Parent is TryStatementAst { CatchClauses.Count: > 0 } attempt && attempt.Body == inner)
                return true;
        return false;
    }

    private static bool IsOfError(Ast node) => node is VariableExpressionAst variable
        && (Variables.IsConstant(variable.VariablePath.UserPath) || Variables.IsAutomatic(variable.VariablePath.UserPath));

    private void For(ForStatementAst loop)
    {
        if (loop.Initializer is not null)
            translators.Output.Redirect((_, _) => { }, () => Run(loop.Initializer));
        loops.While(
            loop.Condition is null ? () => true : Condition(loop.Condition),
            () => Run(loop.Body),
            () =>
            {
                if (loop.Iterator is not null)
                    translators.Output.Redirect((_, _) => { }, () => Run(loop.Iterator));
            },
            loop.Extent,
            loop.Condition is not null && Assigns(loop.Condition),
            loop.Label);
    }

    private Func<Truth> Condition(PipelineBaseAst condition) => () => translators.Expressions.Condition(condition);

    /// <summary>Whether a condition changes variables.</summary>
    private static bool Assigns(Ast condition) => condition.Find(
        node => node is AssignmentStatementAst or UnaryExpressionAst
        {
            TokenKind: TokenKind.PlusPlus or TokenKind.MinusMinus or TokenKind.PostfixPlusPlus or TokenKind.PostfixMinusMinus,
        },
        searchNestedScriptBlocks: true) is not null;

    private void Do(LoopStatementAst loop, StatementBlockAst body, Func<Truth> condition)
    {
        using var again = context.NewHidden("again");
        again.Flag = true;
        loops.While(() => again.Flag, () => Run(body), () => again.Flag = condition(), loop.Extent, label: loop.Label);
    }

    private void ForEach(ForEachStatementAst loop)
    {
        if (loop.Flags != ForEachFlags.None)
            throw new OutsideException("foreach -parallel", loop, "use a plain foreach");
        var name = loop.Variable.PlainName();
        var source = translators.Expressions.Evaluate(loop.Condition);
        // After the loop its variable has the last element, if there was one and something reads it. If there was none, PowerShell does not
        // look for it in other scopes.
        if (IsReadElsewhere(loop, name))
        {
            if (Arrays.Count(source)?.ConstantValue > 0 && Arrays.Element(source, 0, context.Graph) is { } first)
                variables.Assign(name, first, loop.Variable);
            else if (!context.Scope.Owns(name) && (source is ScriptValue.Null || Arrays.Count(source) is not null))
                context.Write(name, new ScriptValue.Uncertain("is not set if its loop has no iteration; give it a value first"));
        }

        translators.Pipelines.ForEach(source, loop.Condition.OnlyExpression(), loop, element =>
        {
            variables.Assign(name, element, loop.Variable);
            Run(loop.Body);
        }, loop.Label);
    }

    private static bool IsReadElsewhere(ForEachStatementAst loop, string name)
    {
        Ast root = loop;
        while (root.Parent is not null and not FunctionDefinitionAst)
            root = root.Parent;
        return root.Find(
            node => node is VariableExpressionAst variable
                && variable.VariablePath.UserPath.Equals(name, StringComparison.OrdinalIgnoreCase) && !IsUnderLoopOver(variable, name),
            searchNestedScriptBlocks: true) is not null;
    }

    private static bool IsUnderLoopOver(Ast node, string name)
    {
        for (var outer = node.Parent; outer is not null; outer = outer.Parent)
            if (outer is ForEachStatementAst loop && loop.Variable.VariablePath.UserPath.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private static string? LabelOf(ExpressionAst? label) => (label as StringConstantExpressionAst)?.Value;

    /// <summary>
    /// Whether <c>break</c> or <c>continue</c> has a loop or a switch to act on, in the same script block; with a label, a loop.
    /// </summary>
    private static bool IsInsideLoop(StatementAst statement, ExpressionAst? label)
    {
        for (Ast inner = statement; inner.Parent is { } outer and not ScriptBlockAst; inner = outer)
            if (outer is LabeledStatementAst loop && inner != HeadOf(loop) && (label is null || IsLabelled(loop)))
                return true;
        return false;

        bool IsLabelled(LabeledStatementAst loop) =>
            loop is LoopStatementAst { Label: { } own } && own.Equals(LabelOf(label), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What a loop or a switch evaluates once, before it begins.</summary>
    private static PipelineBaseAst? HeadOf(LabeledStatementAst loop) => loop switch
    {
        ForStatementAst { Initializer: var initializer } => initializer,
        ForEachStatementAst or SwitchStatementAst => loop.Condition,
        _ => null,
    };
}
