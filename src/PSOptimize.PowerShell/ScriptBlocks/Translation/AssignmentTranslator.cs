using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Assignments to variables.</summary>
internal sealed class AssignmentTranslator(
    TranslationContext context, Variables variables, Operators operators, Arithmetic arithmetic, ElementWrites writes,
    Translators translators)
{
    /// <summary>Translates an assignment, and gives its value, which it has in parentheses.</summary>
    public ScriptValue Assign(AssignmentStatementAst assignment)
    {
        var target = assignment.Left;
        var declared = target is ConvertExpressionAst { Child: VariableExpressionAst typed } convert
            && assignment.Operator == TokenKind.Equals ? (Variable: typed, Type: ScriptChecks.TypeOf(convert)) : default;
        target = declared.Variable ?? target;
        if (target is ArrayLiteralAst several && assignment.Operator == TokenKind.Equals)
        {
            var scope = context.Scope;
            var value = AssignEach(several, translators.Expressions.Evaluate(assignment.Right), assignment.Right);
            if (ElementWrites.Exchanged(assignment) is { } exchanged)
                context.Exchange(scope, exchanged, exchanged.Keys.All(one => scope.Owns(one) && writes.AreAllowed(one)));
            return value;
        }

        if (target is IndexExpressionAst or MemberExpressionAst)
            return translators.ElementAssignments.Assign(assignment, target);
        if (target is not VariableExpressionAst variable)
            throw NoTarget(target);
        var name = variable.PlainName();
        if (SyntaxBeyondStandard.IsNullCoalescingAssignment(assignment.Operator))
        {
            return variables.ReadOwn(variable) switch
            {
                Null => variables.Assign(name, translators.Expressions.Evaluate(assignment.Right), variable),
                Number or ScriptValue.Boolean or Items or Numbers { Collapses: false } => Null.Value,
                _ => throw new OutsideException("??= on what may be null", assignment, "write if"),
            };
        }

        var outputs = context.WholeOutputs;
        var right = translators.Expressions.Evaluate(assignment.Right);
        if (declared.Variable is not null)
            context.Declare(name, declared.Type);
        if (name.Equals("null", StringComparison.OrdinalIgnoreCase))
            return Null.Value;
        var source = assignment.Operator == TokenKind.Equals && right is not (Number or ScriptValue.Boolean or Null or Text)
            ? (assignment.Right as CommandExpressionAst)?.Expression as VariableExpressionAst : null;
        var isOwn = source is not null && context.Scope.Owns(source.PlainName()) && writes.AreAllowed(source.PlainName());
        var assigned = variables.Assign(name, NewValue(assignment, () => variables.ReadOwn(variable), right), variable);
        if (source is not null && !name.Equals(source.PlainName(), StringComparison.OrdinalIgnoreCase))
            Share(name, source, isOwn);
        else if (context.WholeOutputs != outputs && !ElementWrites.IsNewObject(assignment.Right))
            context.Alias(name, null);
        return assigned;
    }

    /// <summary>Notes that a variable has got what another one holds.</summary>
    private void Share(string name, VariableExpressionAst source, bool isOwn)
    {
        context.Alias(name, isOwn ? source.PlainName() : null);
        if (isOwn && writes.IsLastRead(source))
            context.Release(source.PlainName());
    }

    /// <summary>What the operator of an assignment makes of the value on the left and the one on the right.</summary>
    public ScriptValue NewValue(AssignmentStatementAst assignment, Func<ScriptValue> left, ScriptValue right)
    {
        return assignment.Operator switch
        {
            TokenKind.Equals => right,
            TokenKind.PlusEquals => Applied(TokenKind.Plus),
            TokenKind.MinusEquals => Applied(TokenKind.Minus),
            TokenKind.MultiplyEquals => Applied(TokenKind.Multiply),
            TokenKind.DivideEquals => Applied(TokenKind.Divide),
            TokenKind.RemainderEquals => Applied(TokenKind.Rem),
            _ => throw new OutsideException($"the operator of {assignment.Shortened()}", assignment, "use =, +=, -=, *=, /= or %="),
        };

        ScriptValue Applied(TokenKind kind) => operators.Apply(kind, left(), right, assignment);
    }

    public ScriptValue Increment(UnaryExpressionAst unary)
    {
        var step = unary.TokenKind is TokenKind.PlusPlus or TokenKind.PostfixPlusPlus ? 1 : -1;
        ScriptValue changed = Null.Value;
        if (unary.Child is VariableExpressionAst variable)
            return variables.Assign(variable.PlainName(), Stepped(variables.Read(variable)), variable);
        if (unary.Child is not (IndexExpressionAst or MemberExpressionAst))
            throw new OutsideException(unary.Shortened(), unary, "increment variables and elements");
        translators.ElementAssignments.Change(unary.Child, old => changed = Stepped(old()));
        return changed;

        ScriptValue Stepped(ScriptValue value) => value switch
        {
            Null => Number.Integer(step),
            Number number => arithmetic.Add(number, Number.Integer(step)),
            _ => throw new OutsideException(unary.Shortened(), unary, "increment numbers"),
        };
    }

    /// <summary>
    /// Assigns the elements of an array to one variable each. The last variable takes all elements that are left over, and a variable
    /// without an element becomes null.
    /// </summary>
    private ScriptValue AssignEach(ArrayLiteralAst targets, ScriptValue right, StatementAst source)
    {
        if (right is Grid or Numbers { IsList: true })
            throw targets.Outside("an assignment of what is not a plain array to several variables", "take its elements one by one");
        if (Arrays.Count(right) is not { } count)
            (right, count) = (new Items([right]), 1);
        if (count.ConstantValue is not { } length)
        {
            // $a, $b, $c = $x[$i..($i + 2)] is meant to take three elements.
            var index = ((source as CommandExpressionAst)?.Expression as IndexExpressionAst)?.Index;
            if (index is not BinaryExpressionAst { Operator: TokenKind.DotDot }
                && !(right is Numbers { Values: var values } && values.Node == context.Graph.Point.Node))
            {
                throw new OutsideException(
                    $"an assignment to several variables ({targets.Shortened()}) of an array whose length varies", targets,
                    "take its elements one by one");
            }

            length = targets.Elements.Count;
            TranslationLimit.Demand(context.Graph, Whole.AreEqual(count, length),
                $"{source.Shortened()} does not have as many elements as there are variables in {targets.Shortened()}.");
        }

        var elements = right is Items items
            ? items.Elements
            : [.. Enumerable.Range(0, length).Select(i => Arrays.Element(right, i, context.Graph)!)];
        for (var i = 0; i < targets.Elements.Count; i++)
        {
            var takesTheRest = i == targets.Elements.Count - 1 && length > i + 1;
            Set(targets.Elements[i], i >= length ? Null.Value : takesTheRest ? new Items([.. elements.Skip(i)]) : elements[i]);
        }

        return right;
    }

    private void Set(ExpressionAst target, ScriptValue value)
    {
        switch (target)
        {
            case VariableExpressionAst variable:
                variables.Assign(variable.PlainName(), value, variable);
                break;
            case ConvertExpressionAst { Child: VariableExpressionAst typed } convert:
                context.Declare(typed.PlainName(), ScriptChecks.TypeOf(convert));
                variables.Assign(typed.PlainName(), value, typed);
                break;
            case IndexExpressionAst or MemberExpressionAst:
                translators.ElementAssignments.Change(target, _ => value);
                break;
            default:
                throw NoTarget(target);
        }
    }

    private static OutsideException NoTarget(ExpressionAst target) =>
        target.Outside("an assignment to what is not a variable", "assign to plain variables");
}
