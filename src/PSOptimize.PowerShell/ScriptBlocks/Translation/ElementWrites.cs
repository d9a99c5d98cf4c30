using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>
/// Which variables hold an array or a hashtable that nothing else can hold. Only these can be written into: for PowerShell an array is one
/// thing however many variables hold it, but for the translator it is a value.
/// </summary>
internal sealed class ElementWrites(ScriptBlockAst script)
{
    private readonly HashSet<ScriptBlockAst> _scripts = [script];
    private readonly Dictionary<string, bool> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Looks at a function or a block of the session too, because the script calls it.</summary>
    public void Add(ScriptBlockAst called)
    {
        for (var outer = called.Parent; outer is not null; outer = outer.Parent)
            if (outer is ScriptBlockAst around && _scripts.Contains(around))
                return;
        if (_scripts.Add(called))
            _known.Clear();
    }

    public bool AreAllowed(string name)
    {
        if (!_known.TryGetValue(name, out var allowed))
        {
            var uses = UsesOf(name);
            // It must be assigned at all: the item of a pipeline is not.
            allowed = uses.Any(use => use.Parent is AssignmentStatementAst or ConvertExpressionAst) && uses.All(IsSafe);
            _known.Add(name, allowed);
        }

        return allowed;
    }

    /// <summary>
    /// The variable that an enumeration has to read again for each element, because what runs in between writes into its array; null if
    /// there is none.
    /// </summary>
    /// <param name="source">What is enumerated.</param>
    /// <param name="loop">The loop or the pipeline.</param>
    /// <exception cref="OutsideException">It is not certain which array the writes change.</exception>
    public VariableExpressionAst? Enumerated(ExpressionAst? source, Ast loop)
    {
        if (VariableOf(source) is not { } variable)
            return null;
        var uses = UsesOf(variable.VariablePath.UserPath);
        VariableExpressionAst[] writes = [.. uses.Where(IsWrittenInto)];
        if (!writes.Any(write => IsInside(write, loop) || (IsInBlock(write, loop) && HasDotSourcing())))
            return null;
        return source is VariableExpressionAst or ParenExpressionAst or ArrayExpressionAst
            && !uses.Any(use => IsAssigned(use) && (IsInside(use, loop) || IsInBlock(use, loop)))
            && writes.All(write => IsInside(write, loop) || !IsInBlock(write, loop))
            ? variable
            : throw source!.Outside("an array that is enumerated while it is written into", "loop over its indexes");
    }

    private List<VariableExpressionAst> UsesOf(string name) => [.. _scripts.SelectMany(one => one.FindAll(
        node => node is VariableExpressionAst variable && variable.VariablePath.UserPath.Equals(name, StringComparison.OrdinalIgnoreCase),
        searchNestedScriptBlocks: true)).Cast<VariableExpressionAst>()];

    private bool HasDotSourcing() => _scripts.Any(one => one.Find(
        node => node is CommandAst { InvocationOperator: TokenKind.Dot }, searchNestedScriptBlocks: true) is not null);

    /// <summary>The variable whose array an expression gives without copying it; null if there is none.</summary>
    private static VariableExpressionAst? VariableOf(ExpressionAst? source) => source switch
    {
        VariableExpressionAst variable => variable,
        ConvertExpressionAst convert => VariableOf(convert.Child),
        ParenExpressionAst paren => VariableOf(paren.Pipeline.OnlyExpression()),
        ArrayExpressionAst { SubExpression.Statements: [var only] } => VariableOf(only.OnlyExpression()),
        SubExpressionAst { SubExpression.Statements: [var only] } => VariableOf(only.OnlyExpression()),
        _ => null,
    };

    private static bool IsWrittenInto(VariableExpressionAst use)
    {
        Ast written = use;
        while (written.Parent is IndexExpressionAst or MemberExpressionAst)
            written = written.Parent;
        return written != use && written.Parent is AssignmentStatementAst assignment ? assignment.Left == written
            : written != use && written.Parent is UnaryExpressionAst
            {
                TokenKind: TokenKind.PlusPlus or TokenKind.MinusMinus or TokenKind.PostfixPlusPlus or TokenKind.PostfixMinusMinus,
            };
    }

    private static bool IsAssigned(VariableExpressionAst use) => use.Parent switch
    {
        AssignmentStatementAst assignment => assignment.Left == use,
        ConvertExpressionAst { Parent: AssignmentStatementAst assignment } typed => assignment.Left == typed,
        ForEachStatementAst loop => loop.Variable == use,
        ArrayLiteralAst { Parent: AssignmentStatementAst } => true,
        _ => false,
    };

    private static bool IsInside(Ast inner, Ast outer)
    {
        for (var node = inner; node is not null; node = node.Parent)
            if (node == outer)
                return true;
        return false;
    }

    /// <summary>Whether a node is in a block that does not hold the loop, and so may run whenever something calls it.</summary>
    private static bool IsInBlock(Ast node, Ast loop)
    {
        for (var outer = node.Parent; outer is not null; outer = outer.Parent)
            if (outer is ScriptBlockAst { Parent: not null } && !IsInside(loop, outer))
                return true;
        return false;
    }

    private static bool IsSafe(VariableExpressionAst use) => use.Parent switch
    {
        IndexExpressionAst index => index.Target == use,
        MemberExpressionAst member => member.Expression == use,
        AssignmentStatementAst assignment => assignment.Left == use && IsOnlyAssigned(assignment),
        ConvertExpressionAst { Parent: AssignmentStatementAst assignment } typed => assignment.Left == typed && IsOnlyAssigned(assignment),
        // A pipeline sends on the elements, and a block outputs the elements.
        CommandExpressionAst { Parent: PipelineAst pipeline } => pipeline.PipelineElements.Count > 1
            || pipeline.Parent is ReturnStatementAst or NamedBlockAst or ForEachStatementAst
            || pipeline.Parent is StatementBlockAst { Parent: not (ArrayExpressionAst or SubExpressionAst) },
        _ => IsReturnedWhole(use),
    };

    /// <summary>Whether a new array is assigned, and the assignment is not itself the value of something.</summary>
    private static bool IsOnlyAssigned(AssignmentStatementAst assignment) =>
        IsNew(assignment.Right) && assignment.Parent is StatementBlockAst or NamedBlockAst or ForStatementAst;

    /// <summary>
    /// Whether a function ends with <c>,$array</c>: whoever calls it is then the only one who holds the array.
    /// </summary>
    private static bool IsReturnedWhole(VariableExpressionAst use) =>
        use.Parent is ArrayLiteralAst { Elements.Count: 1, Parent: CommandExpressionAst { Parent: PipelineAst only } }
        && only.Parent is var statement && only.PipelineElements.Count == 1
        && (statement is ReturnStatementAst ? statement.Parent : statement) is NamedBlockAst { Parent: ScriptBlockAst body } block
        && (statement is ReturnStatementAst ? block.Statements[^1] == statement : block.Statements[^1] == only)
        && body.Parent is FunctionDefinitionAst
        && block.Statements.Any(first => first is AssignmentStatementAst { Operator: TokenKind.Equals, Left: VariableExpressionAst left }
            && left.VariablePath.UserPath.Equals(use.VariablePath.UserPath, StringComparison.OrdinalIgnoreCase));

    private static bool IsNew(StatementAst value) => value switch
    {
        CommandExpressionAst { Expression: var expression } => IsNew(expression),
        // Anything that outputs may output an array that another variable holds.
        _ => value.OnlyExpression() is { } only && IsNew(only),
    };

    private static bool IsNew(ExpressionAst value) => value switch
    {
        ArrayLiteralAst or HashtableAst or InvokeMemberExpressionAst => true,
        // An array times 1 is the same array.
        BinaryExpressionAst { Operator: TokenKind.Multiply } product => IsNew(product.Left),
        BinaryExpressionAst { Operator: TokenKind.Plus or TokenKind.DotDot } => true,
        ConvertExpressionAst convert => IsNew(convert.Child),
        // @($a) can be the array that $a holds.
        ArrayExpressionAst array => array.SubExpression.Statements is not [var only] || only.OnlyExpression() is not { } expression
            || expression is ConstantExpressionAst || IsNew(expression),
        ParenExpressionAst paren => paren.Pipeline.OnlyExpression() is { } inner && IsNew(inner),
        ConstantExpressionAst => true,
        _ => false,
    };
}
