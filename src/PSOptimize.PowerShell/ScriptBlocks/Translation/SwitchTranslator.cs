using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>The statement <c>switch</c>.</summary>
internal sealed class SwitchTranslator(
    TranslationContext context, Loops loops, Output output, Folding folding, Translators translators)
{
    public void Run(SwitchStatementAst choice)
    {
        var value = translators.Expressions.Evaluate(choice.Condition);
        var isText = Folding.TextOf(value) is not null;
        if (choice.Flags != SwitchFlags.None && (!isText || choice.Flags is SwitchFlags.File or SwitchFlags.Parallel))
            throw new OutsideException("a switch with options", choice, "write if and elseif");
        if (value is not (Number or ScriptValue.Boolean) && !isText)
        {
            throw new OutsideException("a switch on what is not one number", choice.Condition,
                "switch on one number, or write if and elseif");
        }

        using var matched = context.NewHidden("matched");
        // In the clauses, $_ is the value.
        loops.Breakable(() => context.With(Variables.Item, value, () => Clause(0)));

        void Clause(int index)
        {
            context.Choose(loops.IsSkipping, () => { }, () =>
            {
                if (index == choice.Clauses.Count)
                {
                    if (choice.Default is not null)
                        context.Choose(matched.Flag, () => { }, () => translators.Statements.Run(choice.Default));
                    return;
                }

                var (pattern, body) = choice.Clauses[index];
                context.Choose(isText ? MatchesText(value, pattern, choice.Flags) : Matches(value, pattern), () =>
                {
                    matched.Flag = true;
                    translators.Statements.Run(body);
                }, () => { });
                Clause(index + 1);
            });
        }
    }

    /// <summary>Whether a text matches a pattern; PowerShell itself compares the two.</summary>
    private Truth MatchesText(ScriptValue value, ExpressionAst pattern, SwitchFlags flags)
    {
        if (pattern is ScriptBlockExpressionAst block)
            return Conversions.ToTruth(Condition(block.ScriptBlock, value), pattern);
        var option = flags == SwitchFlags.None ? "" : "-" + flags.ToString().Replace(", ", " -", StringComparison.Ordinal);
        return folding.Evaluate(
            $"$(switch {option} (${{a}}) {{ ${{b}} {{ $true; break }} default {{ $false }} }})",
            value, translators.Expressions.Evaluate(pattern)) is ScriptValue.Boolean matches
            ? matches.Value
            : throw pattern.Outside("a condition of a switch", "compare texts with texts");
    }

    private Truth Matches(ScriptValue value, ExpressionAst pattern)
    {
        if (pattern is ScriptBlockExpressionAst block)
            return Conversions.ToTruth(Condition(block.ScriptBlock, value), pattern);
        // A negative number without parentheses is a text here, which reads as the number.
        var wanted = pattern is StringConstantExpressionAst { Value: var text }
            ? CapturedTable.Capture(text) ?? throw new OutsideException($"a text as a switch condition ({text})", pattern, "use numbers")
            : translators.Expressions.Evaluate(pattern);
        return Comparisons.Compare(TokenKind.Ieq, value, wanted, pattern);
    }

    /// <summary>A condition in braces runs in a scope of its own.</summary>
    private ScriptValue Condition(ScriptBlockAst block, ScriptValue value) => context.Call(isDotSourced: false, isForeign: false,
        () => output.ValueOf(() => translators.Statements.Stage(block, value)));
}
