using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Binding;

/// <summary>Where a value is completed: the parameter, and what the line says so far.</summary>
/// <param name="Parameter">The name of the parameter.</param>
/// <param name="Word">What has been typed of the value, without quotes.</param>
/// <param name="Command">The command in the syntax tree of the line.</param>
/// <param name="Bound">The other parameters, as far as their values are known.</param>
internal sealed record CompletionPlace(string Parameter, string Word, CommandAst Command, IDictionary Bound)
{
    /// <summary>The texts that another parameter was given.</summary>
    public IEnumerable<string> Texts(string parameter) => Bound[parameter].Unwrap() switch
    {
        string text => [text],
        IEnumerable items => items.Cast<object?>().Select(item => $"{item.Unwrap()}"),
        null => [],
        var other => [$"{other}"],
    };

    /// <summary>What the command before this one in the pipeline is.</summary>
    public CommandBaseAst? Source => Command.Parent is PipelineAst { PipelineElements: [var first, ..] } && first != Command ? first : null;

    /// <summary>The value of a variable of the session.</summary>
    public static object? Variable(string name) => Session?.PSVariable.GetValue(name);

    /// <summary>The full path of a file, as the session sees it.</summary>
    public static string? FullPath(string path)
    {
        if (Session is not { } session) return null;
        var full = session.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return provider.Name == "FileSystem" ? full : null;
    }

    /// <summary>The session in which the key was pressed, which no completer is told.</summary>
    private static SessionState? Session =>
        ScriptBlock.Create("$ExecutionContext.SessionState").InvokeReturnAsIs().Unwrap() as SessionState;
}
