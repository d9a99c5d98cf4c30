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
    private readonly HashSet<ArrayLiteralAst> _shared = [];
    private readonly HashSet<(string Name, int Depth)> _within = [];
    private readonly HashSet<VariableExpressionAst> _released = [];

    /// <summary>Looks at a function or a block of the session too, because the script calls it.</summary>
    public void Add(ScriptBlockAst called)
    {
        for (var outer = called.Parent; outer is not null; outer = outer.Parent)
            if (outer is ScriptBlockAst around && _scripts.Contains(around))
                return;
        if (!_scripts.Add(called))
            return;
        _known.Clear();
        if (_released.FirstOrDefault(use => !AreAllReadsLast(use.VariablePath.UserPath)) is { } read)
            throw read.Outside("an exchange of arrays whose variable a function reads", "give it another name");
    }

    public bool AreAllowed(string name)
    {
        if (!_known.TryGetValue(name, out var allowed))
        {
            var uses = UsesOf(name);
            // It must be assigned at all: the item of a pipeline is not.
            allowed = uses.Any(use => use.Parent is AssignmentStatementAst or ConvertExpressionAst) && uses.All(IsSafe)
                && !(uses.Any(use => IsCopied(use) || IsExchanged(use)) && uses.Any(IsReturnedWhole));
            _known.Add(name, allowed);
        }

        return allowed;
    }

    /// <summary>Whether an array within that of a variable can be written into, at some depth, because nothing else can hold it.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="depth">How many indexes and properties lead to what is written.</param>
    public bool AreAllowedWithin(string name, int depth)
    {
        _within.Add((name, depth));
        return UsesOf(name).All(use => (IsAssigned(use) && ValueOf(use) is { } value && IsNewThroughout(value)) || IsHarmless(use));

        bool IsHarmless(VariableExpressionAst use)
        {
            var steps = 0;
            Ast part = use;
            while (part.Parent is IndexExpressionAst index ? index.Target == part
                : part.Parent is MemberExpressionAst and not InvokeMemberExpressionAst)
            {
                part = part.Parent;
                steps++;
            }

            return steps >= depth
                || (part.Parent is AssignmentStatementAst { Operator: TokenKind.Equals } put && put.Left == part
                    && IsNewThroughout(put.Right))
                || (part is MemberExpressionAst { Member: StringConstantExpressionAst { Value: var last } }
                && (last.Equals("Count", StringComparison.OrdinalIgnoreCase) || last.Equals("Length", StringComparison.OrdinalIgnoreCase)));
        }
    }

    /// <summary>Notes that an array was made of something that holds an array or a hashtable already.</summary>
    /// <exception cref="OutsideException">Something was written into such an array already.</exception>
    public void Share(ArrayLiteralAst literal)
    {
        if (_shared.Add(literal) && _within.ToArray().Any(write => !AreAllowedWithin(write.Name, write.Depth)))
            throw literal.Outside("an array of arrays that others hold, and that is written into", "copy them with .Clone()");
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
            && !writes.Any(IsAddedTo)
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
    public static VariableExpressionAst? VariableOf(ExpressionAst? source) => source switch
    {
        VariableExpressionAst variable => variable,
        ConvertExpressionAst convert => VariableOf(convert.Child),
        ParenExpressionAst paren => VariableOf(paren.Pipeline.OnlyExpression()),
        ArrayExpressionAst { SubExpression.Statements: [var only] } => VariableOf(only.OnlyExpression()),
        SubExpressionAst { SubExpression.Statements: [var only] } => VariableOf(only.OnlyExpression()),
        _ => null,
    };

    private static bool IsAddedTo(VariableExpressionAst use) =>
        use.Parent is InvokeMemberExpressionAst call && call.Expression == use && Methods.IsAddition(call);

    private static bool IsWrittenInto(VariableExpressionAst use)
    {
        if (IsAddedTo(use))
            return true;
        Ast written = use;
        while (written.Parent is IndexExpressionAst or MemberExpressionAst)
            written = written.Parent;
        if (written != use && written.Parent is ArrayLiteralAst { Parent: AssignmentStatementAst } targets)
            written = targets;
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

    private static StatementAst? ValueOf(VariableExpressionAst assigned) =>
        assigned.Parent is AssignmentStatementAst { Operator: TokenKind.Equals } assignment ? assignment.Right : null;

    /// <summary>Whether an array is new, and so are all arrays in it.</summary>
    private bool IsNewThroughout(StatementAst value) => IsNewObject(value) ||
        ((value as CommandExpressionAst)?.Expression ?? value.OnlyExpression()) is { } expression && IsNewThroughout(expression);

    private bool IsNewThroughout(ExpressionAst value) => value switch
    {
        ArrayLiteralAst literal => !_shared.Contains(literal)
            && literal.Elements.All(element => !IsArray(element) || IsNewThroughout(element)),
        ArrayExpressionAst array => array.SubExpression.Statements.All(IsNewThroughout),
        ParenExpressionAst paren => paren.Pipeline is StatementAst inner && IsNewThroughout(inner),
        HashtableAst table => table.KeyValuePairs.All(pair => IsNewThroughout(pair.Item2)),
        ConvertExpressionAst { Child: HashtableAst table } => IsNewThroughout(table),
        ConstantExpressionAst or InvokeMemberExpressionAst { Static: true } or UnaryExpressionAst => true,
        BinaryExpressionAst { Operator: TokenKind.Multiply, Left: ArrayExpressionAst array } =>
            // Repeated arrays would be the same array.
            array.SubExpression.Statements is [var only] && only.OnlyExpression() is ConstantExpressionAst,
        BinaryExpressionAst { Operator: TokenKind.Minus or TokenKind.Multiply or TokenKind.Divide or TokenKind.Rem } number =>
            !IsArray(number.Left) && number.Left is not ParenExpressionAst,
        _ => false,
    };

    /// <summary>Whether an expression writes out an array or a hashtable.</summary>
    public static bool IsArray(ExpressionAst value) => value switch
    {
        ArrayLiteralAst or ArrayExpressionAst or HashtableAst or InvokeMemberExpressionAst { Static: true } => true,
        ConvertExpressionAst convert => IsArray(convert.Child),
        ParenExpressionAst paren => paren.Pipeline.OnlyExpression() is { } inner && IsArray(inner),
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
        CommandExpressionAst { Parent: AssignmentStatementAst } => IsCopied(use),
        // A pipeline sends on the elements, and a block outputs the elements.
        CommandExpressionAst { Parent: PipelineAst pipeline } => pipeline.PipelineElements.Count > 1
            || pipeline.Parent is ReturnStatementAst or NamedBlockAst or ForEachStatementAst
            || pipeline.Parent is StatementBlockAst { Parent: not (ArrayExpressionAst or SubExpressionAst) },
        _ => IsReturnedWhole(use) || IsExchanged(use),
    };

    private static bool IsExchanged(VariableExpressionAst use) => use.Parent is ArrayLiteralAst literal
        && (literal.Parent as AssignmentStatementAst ?? (literal.Parent as CommandExpressionAst)?.Parent as AssignmentStatementAst)
            is { } assignment && Exchanged(assignment) is not null;

    /// <summary>
    /// The variables that an assignment gives what others of them hold, as <c>$a, $b = $b, $a</c> does, each with the one whose array it
    /// gets; null if it does something else.
    /// </summary>
    public static IReadOnlyDictionary<string, string>? Exchanged(AssignmentStatementAst assignment)
    {
        if (assignment is not
            {
                Operator: TokenKind.Equals, Left: ArrayLiteralAst targets, Parent: StatementBlockAst or NamedBlockAst,
                Right: CommandExpressionAst { Expression: ArrayLiteralAst sources },
            } || targets.Elements.Count != sources.Elements.Count
            || NamesOf(targets) is not { } written || NamesOf(sources) is not { } read || !written.SetEquals(read))
            return null;
        return targets.Elements.Zip(sources.Elements).ToDictionary(
            pair => ((VariableExpressionAst)pair.First).VariablePath.UserPath,
            pair => ((VariableExpressionAst)pair.Second).VariablePath.UserPath, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The names of the variables of which a literal consists; null if there is more in it, or one comes twice.</summary>
    private static HashSet<string>? NamesOf(ArrayLiteralAst literal)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return literal.Elements.All(element => element is VariableExpressionAst { Splatted: false, VariablePath.IsUnqualified: true } one
            && names.Add(one.VariablePath.UserPath)) ? names : null;
    }

    /// <summary>
    /// Whether nothing reads a variable after this, because whatever reads it is the copy <c>$b = $t</c> in a row of copies of which one
    /// before has set it: so the last step of an exchange in three.
    /// </summary>
    public bool IsLastRead(VariableExpressionAst use)
    {
        var isLast = AreAllReadsLast(use.VariablePath.UserPath);
        if (isLast)
            _released.Add(use);
        return isLast;
    }

    private bool AreAllReadsLast(string name)
    {
        return UsesOf(name).All(one => IsAssigned(one)
            ? one.Parent is AssignmentStatementAst set && IsCopy(set)
            : (one.Parent as CommandExpressionAst)?.Parent is AssignmentStatementAst read && IsCopy(read) && IsSetBefore(read));

        bool IsSetBefore(AssignmentStatementAst read)
        {
            var statements = read.Parent is StatementBlockAst block ? block.Statements : ((NamedBlockAst)read.Parent).Statements;
            foreach (var statement in statements.Take(statements.IndexOf(read)).Reverse())
            {
                if (statement is not AssignmentStatementAst copy || !IsCopy(copy) || Is(((CommandExpressionAst)copy.Right).Expression))
                    return false;
                if (Is(copy.Left))
                    return true;
            }

            return false;
        }

        bool Is(ExpressionAst expression) => expression is VariableExpressionAst variable
            && variable.VariablePath.UserPath.Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a new array is assigned, and the assignment is not itself the value of something.</summary>
    private static bool IsOnlyAssigned(AssignmentStatementAst assignment) =>
        (IsNew(assignment.Right) || IsCopy(assignment)) && assignment.Parent is StatementBlockAst or NamedBlockAst or ForStatementAst;

    /// <summary>Whether a variable gets what another one holds; the scope knows from then on that the two share it.</summary>
    private static bool IsCopy(AssignmentStatementAst assignment) => assignment is
    {
        Operator: TokenKind.Equals, Left: VariableExpressionAst, Right: CommandExpressionAst { Expression: VariableExpressionAst },
        Parent: StatementBlockAst or NamedBlockAst,
    };

    private static bool IsCopied(VariableExpressionAst use) =>
        (use.Parent as AssignmentStatementAst ?? (use.Parent as CommandExpressionAst)?.Parent as AssignmentStatementAst) is { } assignment
        && IsCopy(assignment);

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

    /// <summary>Whether a command is one that makes an object.</summary>
    public static bool IsNewObject(StatementAst value) => value is PipelineAst { PipelineElements: [CommandAst command] }
        && "New-Object".Equals(command.GetCommandName(), StringComparison.OrdinalIgnoreCase);

    private static bool IsNew(StatementAst value) => value switch
    {
        CommandExpressionAst { Expression: var expression } => IsNew(expression),
        AssignmentStatementAst => false,
        // What outputs is collected in a new array, unless it outputs one array and nothing else, of which the scope knows.
        _ => value.OnlyExpression() is not { } only || IsNew(only),
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
        ParenExpressionAst paren => IsNew(paren.Pipeline),
        ConstantExpressionAst => true,
        _ => false,
    };
}
