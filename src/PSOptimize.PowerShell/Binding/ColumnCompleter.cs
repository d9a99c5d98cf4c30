using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Binding;

/// <summary>
/// Completes the columns of the rows that come down the pipeline, if they are in a variable or in a file that Import-Csv reads.
/// </summary>
public sealed class ColumnCompleter : NameCompleter
{
    private protected override IEnumerable<(string Name, string Tip)> NamesFor(CompletionPlace place) =>
        Columns(place.Source).Select(name => (name, "a column"));

    private static IEnumerable<string> Columns(CommandBaseAst? source) => source switch
    {
        CommandExpressionAst { Expression: VariableExpressionAst variable } =>
            ColumnsOf(CompletionPlace.Variable(variable.VariablePath.UserPath)),
        CommandAst command when command.GetCommandName() is "Import-Csv" or "ipcsv" => HeaderOf(command),
        _ => [],
    };

    private static IEnumerable<string> ColumnsOf(object? value) => value.Unwrap() switch
    {
        IDictionary named => named.Keys.Cast<object>().Select(key => $"{key}"),
        IList { Count: > 0 } rows => ColumnsOf(rows[0]),
        _ when value is null => [],
        _ => PSObject.AsPSObject(value).Properties.Where(property => property.MemberType == PSMemberTypes.NoteProperty)
            .Select(property => property.Name),
    };

    private static IEnumerable<string> HeaderOf(CommandAst command)
    {
        var path = command.CommandElements.Skip(1).OfType<StringConstantExpressionAst>().FirstOrDefault()?.Value;
        if (path is null || CompletionPlace.FullPath(path) is not { } file || !File.Exists(file)) return [];
        return (File.ReadLines(file).FirstOrDefault() ?? "").Split(',').Select(name => name.Trim().Trim('"'));
    }
}
