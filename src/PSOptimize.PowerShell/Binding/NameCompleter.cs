using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSOptimize.Binding;

/// <summary>Completes names from a catalogue, the same one that the cmdlets read.</summary>
public abstract class NameCompleter : IArgumentCompleter
{
    /// <summary>The names, each with its tooltip.</summary>
    private protected abstract IEnumerable<(string Name, string Tip)> Names { get; }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var pattern = WildcardPattern.Get((wordToComplete ?? "").Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return Names.Where(entry => pattern.IsMatch(entry.Name)).Select(entry => new CompletionResult(
            entry.Name, entry.Name, CompletionResultType.ParameterValue, entry.Tip.Length > 0 ? entry.Tip : entry.Name));
    }
}
