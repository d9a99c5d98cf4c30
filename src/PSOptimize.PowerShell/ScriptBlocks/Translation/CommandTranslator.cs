using System.Management.Automation.Language;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Commands, and calls of functions and script blocks: the body is translated at each place that calls it.</summary>
internal sealed class CommandTranslator(
    TranslationContext context, IScriptSurroundings surroundings, Loops loops, Output output, Variables variables, Translators translators)
{
    private const int DeepestCall = 32;

    private readonly ArgumentBinder _binder = new(context, translators);
    private int _depth;

    public void Run(CommandAst command)
    {
        if (command.InvocationOperator is TokenKind.Ampersand or TokenKind.Dot)
        {
            var called = command.CommandElements[0] is ExpressionAst expression ? translators.Expressions.Evaluate(expression) : null;
            if (called is not Block block)
                throw command.Outside("a call", "call script blocks and functions whose bodies can be differentiated");
            Call(block.Ast, block.Ast.ParamBlock?.Parameters, command, command.InvocationOperator == TokenKind.Dot);
            return;
        }

        if (Is(command, "Write-Verbose") || Is(command, "Write-Debug"))
            return;
        var name = command.GetCommandName();
        switch (name is null ? null : context.Function(name))
        {
            case FunctionDefinitionAst function:
                var parameters = SyntaxBeyondStandard.Parameters(function) ?? function.Body.ParamBlock?.Parameters;
                Call(function.Body, parameters, command, isDotSourced: false);
                break;
            case ScriptBlockAst block:
                Call(block, block.ParamBlock?.Parameters, command, isDotSourced: false);
                break;
            default:
                throw new OutsideException($"the command {name ?? command.Shortened()}", command,
                    "only functions whose bodies can be differentiated can be called");
        }
    }

    /// <summary>Whether a command is the one of this name that PowerShell itself brings.</summary>
    public bool Is(CommandAst command, string name) =>
        command.InvocationOperator == TokenKind.Unknown
        && command.GetCommandName() is { } written && surroundings.IsCommand(written, name);

    private void Call(ScriptBlockAst body, IReadOnlyList<ParameterAst>? parameters, CommandAst command, bool isDotSourced)
    {
        var statements = ScriptChecks.Statements(body);
        if (++_depth > DeepestCall)
            throw command.Outside($"calls nested more than {DeepestCall} deep", "write recursion as a loop");
        var arguments = _binder.Bind(parameters ?? [], command);
        var result = context.Call(isDotSourced, () =>
        {
            foreach (var (parameter, argument) in arguments)
            {
                var name = parameter.Name.PlainName();
                context.Declare(name, parameter.StaticType == typeof(object) ? null : parameter.StaticType);
                variables.Assign(name, argument, command);
            }

            return output.ArrayOf(() => loops.Function(() => translators.Statements.Run(statements)));
        });
        _depth--;
        output.Emit(result, command.Extent);
    }
}
