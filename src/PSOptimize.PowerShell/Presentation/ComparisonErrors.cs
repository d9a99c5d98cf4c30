using System.Management.Automation;
using PSOptimize.Binding;

namespace PSOptimize.Presentation;

/// <summary>The errors of comparisons.</summary>
internal static class ComparisonErrors
{
    /// <summary>A column that no run has.</summary>
    public static ErrorRecord NoColumn(string column, IEnumerable<string> columns) => Errors.Record(
        "UnknownColumn", ErrorCategory.InvalidArgument, column,
        $"No run has a column {column}.{NearestName.Question(column, columns)} Select-Object * shows all columns of a run.");
}
