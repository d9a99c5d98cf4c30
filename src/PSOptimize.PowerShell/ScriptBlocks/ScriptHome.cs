using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks;

/// <summary>The session in which a script block was made, whose variables the block sees.</summary>
/// <param name="Function">The block.</param>
/// <param name="Session">The session.</param>
internal sealed record ScriptHome(ScriptFunction Function, SessionState Session)
{
    /// <summary>The session if the current thread runs it, otherwise another one.</summary>
    /// <param name="other">The session of the command.</param>
    public SessionState SessionOr(SessionState other) => Function.IsHome ? Session : other;

    /// <summary>Whether the block calls a program or a script file; a name that is text with variables in it is taken for one.</summary>
    public bool RunsProgram
    {
        get
        {
            // A function of the block goes before a program of the same name, such as sum or factor.
            var own = All<FunctionDefinitionAst>().Select(function => function.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            return All<CommandAst>().Any(command => command.CommandElements[0] is ExpandableStringExpressionAst
                || (command.GetCommandName() is { } name && !own.Contains(name)
                    && Session.InvokeCommand.GetCommand(name, CommandTypes.All)?.CommandType
                        is CommandTypes.Application or CommandTypes.ExternalScript));

            IEnumerable<T> All<T>() => Function.Block.Ast.FindAll(node => node is T, searchNestedScriptBlocks: true).Cast<T>();
        }
    }

    /// <summary>Whether the block draws random numbers, so that its value is another one each time.</summary>
    public bool DrawsNumbers => Function.Block.Ast.Find(node => node switch
    {
        CommandAst command => command.GetCommandName() is { } name && Generators.Contains(name),
        TypeExpressionAst type => type.TypeName.GetReflectionType() is { } known && typeof(Random).IsAssignableFrom(known),
        _ => false,
    }, searchNestedScriptBlocks: true) is not null;

    private static readonly HashSet<string> Generators = new(["Get-Random", "Get-SecureRandom"], StringComparer.OrdinalIgnoreCase);
}
