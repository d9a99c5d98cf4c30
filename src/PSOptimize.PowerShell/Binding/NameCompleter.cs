using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PSOptimize.Storage;

namespace PSOptimize.Binding;

/// <summary>Completes the values of a parameter from what is known when the key is pressed; never names of files.</summary>
public abstract class NameCompleter : IArgumentCompleter
{
    /// <summary>The names, each with its tooltip, wherever the parameter is completed.</summary>
    private protected virtual IEnumerable<(string Name, string Tip)> Names => [];

    /// <summary>The names, each with its tooltip, at this place.</summary>
    private protected virtual IEnumerable<(string Name, string Tip)> NamesFor(CompletionPlace place) => Names;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = (wordToComplete ?? "").Trim('\'', '"');
        var pattern = WildcardPattern.Get(WildcardPattern.Escape(word) + "*", WildcardOptions.IgnoreCase);
        try
        {
            return [.. NamesFor(new CompletionPlace(parameterName, word, commandAst, fakeBoundParameters))
                .Where(entry => pattern.IsMatch(entry.Name))
                .Select(entry => new CompletionResult(
                    Quoted(entry.Name), entry.Name, CompletionResultType.ParameterValue, entry.Tip.Length > 0 ? entry.Tip : entry.Name))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or StoreException or RuntimeException)
        {
            // What cannot be read while a line is typed is said when it runs.
            return [];
        }
    }

    /// <summary>A word or an expression as it is, anything else as a text.</summary>
    private static string Quoted(string name) =>
        name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.' or '/')
            || name[0] is '(' or '@' || InvariantNumber.TryReadMany(name, out _)
            ? name : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";
}
