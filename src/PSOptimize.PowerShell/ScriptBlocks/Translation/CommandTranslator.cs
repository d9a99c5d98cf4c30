using System.Management.Automation.Language;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>Commands, and calls of functions and script blocks: the body is translated at each place that calls it.</summary>
internal sealed class CommandTranslator(
    TranslationContext context, IScriptSurroundings surroundings, Loops loops, Output output, Variables variables, ElementWrites writes,
    Translators translators)
{
    private const int DeepestCall = 200;
    private const int MostCalls = 2000;

    private readonly ArgumentBinder _binder = new(context, translators);
    private readonly ConstantCalls _constants = new(context);
    private int _depth;
    private int _calls;

    public void Run(CommandAst command)
    {
        if (command.InvocationOperator is TokenKind.Ampersand or TokenKind.Dot)
        {
            var called = command.CommandElements[0] is ExpressionAst expression ? translators.Expressions.Evaluate(expression) : null;
            if (called is not Block block)
                throw command.Outside("a call", "call script blocks and functions whose bodies can be differentiated");
            Call(block.Ast, block.Ast.ParamBlock?.Parameters, command, command.InvocationOperator == TokenKind.Dot, block.IsForeign);
            return;
        }

        if (command.GetCommandName() is not { } written)
            throw Unknown(command.Shortened());
        var name = surroundings.WithoutAlias(written);
        if (FunctionOf(command) is var (body, parameters, isForeign))
        {
            Call(body, parameters, command, false, isForeign);
        }
        else if (surroundings.IsCommand(name, "New-Object"))
        {
            // The array that it makes is one object of its output.
            output.Sink(translators.StaticMembers.NewArray(command), command.Extent);
        }
        else if (surroundings.IsCommand(name, "Write-Output") && command.CommandElements is [_, ExpressionAst sent])
        {
            output.Emit(translators.Expressions.Evaluate(sent), command.Extent);
        }
        else if (!IsSilent(name))
        {
            throw Unknown(name);
        }
        else if (!command.CommandElements.Skip(1).All(IsText))
        {
            throw command.Outside($"{name} of a value, which must not be $null", "write it as text in double quotes");
        }

        OutsideException Unknown(string called) => new($"the command {called}", command,
            "only functions whose bodies can be differentiated can be called");
    }

    /// <summary>The function that a command calls, of the script or of the session; null if it calls none.</summary>
    public (ScriptBlockAst Body, IReadOnlyList<ParameterAst>? Parameters, bool IsForeign)? FunctionOf(CommandAst command)
    {
        if (command.InvocationOperator != TokenKind.Unknown || command.GetCommandName() is not { } written)
            return null;
        var name = surroundings.WithoutAlias(written);
        if (context.TryFunction(name, out var own))
        {
            return own is null
                ? throw new OutsideException($"the function {name}", command, "it is defined on some paths to here only")
                : (own.Body, SyntaxBeyondStandard.Parameters(own) ?? own.Body.ParamBlock?.Parameters, false);
        }

        if (surroundings.Function(name) is not { } function)
            return null;
        if (context.Scope.IsForeign)
            throw new OutsideException($"the function {name}", command, "it is called from another module or from a closure");
        var body = function.Ast is FunctionDefinitionAst definition ? definition.Body : (ScriptBlockAst)function.Ast;
        var parameters = (function.Ast is FunctionDefinitionAst named ? SyntaxBeyondStandard.Parameters(named) : null)
            ?? body.ParamBlock?.Parameters;
        return (body, parameters, surroundings.IsForeign(function));
    }

    /// <summary>Whether a command is the one of this name that PowerShell itself brings.</summary>
    public bool Is(CommandAst command, string name) =>
        command.InvocationOperator == TokenKind.Unknown
        && command.GetCommandName() is { } written && surroundings.WithoutAlias(written) is var called
        && !context.TryFunction(called, out _) && surroundings.IsCommand(called, name);

    /// <summary>Whether a command only tells what happens.</summary>
    private bool IsSilent(string name) => surroundings.IsCommand(name, "Write-Verbose") || surroundings.IsCommand(name, "Write-Debug");

    /// <summary>Whether an element of a command that tells something is a text, to make which changes nothing and cannot fail.</summary>
    private static bool IsText(CommandElementAst element) => element is ConstantExpressionAst
        or CommandParameterAst { Argument: null, ParameterName: "Message" }
        || (element is ExpandableStringExpressionAst text && text.Find(node => node is CommandAst or AssignmentStatementAst
            or InvokeMemberExpressionAst or IndexExpressionAst or ThrowStatementAst
            or UnaryExpressionAst { TokenKind: TokenKind.PlusPlus or TokenKind.MinusMinus }
            or UnaryExpressionAst { TokenKind: TokenKind.PostfixPlusPlus or TokenKind.PostfixMinusMinus },
            searchNestedScriptBlocks: true) is null);

    private void Call(
        ScriptBlockAst body, IReadOnlyList<ParameterAst>? parameters, CommandAst command, bool isDotSourced, bool isForeign)
    {
        var statements = ScriptChecks.Statements(body);
        if (++_depth > DeepestCall)
            throw command.Outside($"calls nested more than {DeepestCall} deep", "write recursion as a loop");
        if (++_calls > MostCalls)
            throw command.Outside($"more than {MostCalls} calls, each of which is translated by itself", "write recursion as a loop");
        if (isDotSourced && isForeign)
            throw command.Outside("a dot-sourced block of another module or a closure", "call it with &");
        writes.Add(body);
        var arguments = _binder.Bind(parameters ?? [], command);
        var result = isDotSourced || isForeign ? Result() : _constants.Result(body, arguments, Result);
        _depth--;
        output.Emit(result, command.Extent);

        ScriptValue Result() => context.Call(isDotSourced, isForeign, () =>
        {
            // First what was given, then the defaults, which see it.
            foreach (var (parameter, argument) in arguments)
                if (argument is not null)
                    Assign(parameter, argument);
            foreach (var (parameter, argument) in arguments)
                if (argument is null)
                    Assign(parameter, parameter.DefaultValue is { } value ? translators.Expressions.Evaluate(value) : Null.Value);
            return output.ArrayOf(() => loops.Function(() => translators.Statements.Run(statements)));
        });

        void Assign(ParameterAst parameter, ScriptValue argument)
        {
            var name = parameter.Name.PlainName();
            context.Declare(name, ScriptChecks.TypeOf(parameter));
            variables.Assign(name, argument, command);
        }
    }
}
