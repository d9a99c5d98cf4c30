using System.Collections;
using System.Globalization;
using System.Management.Automation;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Runs.Evaluations;
using PSOptimize.ScriptBlocks;
using PSOptimize.Vectors;

namespace PSOptimize.Binding;

/// <summary>
/// Evaluations as a user may give them: runs, their evaluations, or rows with a column Value and one column per coordinate. A row without
/// a value is one that failed.
/// </summary>
internal static class KnownEvaluations
{
    /// <summary>The evaluations of what was given.</summary>
    /// <param name="given">Runs, evaluations, rows.</param>
    /// <param name="objectives">The objectives, of which there must be one if anything is known.</param>
    /// <exception cref="ArgumentException">Something is none of these, or a row lacks a column or a number.</exception>
    public static IEnumerable<EvaluationRecord> Of(object[] given, IReadOnlyList<Objective> objectives)
    {
        for (var i = 0; i < given.Length; i++)
            foreach (var record in Of(given[i], i + 1, objectives[0])) yield return record;
    }

    private static IEnumerable<EvaluationRecord> Of(object given, int row, Objective objective) => given.Unwrap() switch
    {
        RunRow run => Of(run.Run, row, objective),
        Run { Evaluated.Count: 0 } run => throw new ArgumentException(
            $"The run of {run.Method.Label} in -Known kept no evaluations: give -KeepEvaluations N when making it."),
        Run run => run.Evaluated,
        EvaluationRecord record => [record],
        not IDictionary when PSObject.AsPSObject(given).Properties[nameof(Run.Json)] is not null =>
            Of(RunsAttribute.RunOf(given), row, objective),
        IDictionary table => [FromRow(row, objective, name => (table.Contains(name), table[name]))],
        _ => [FromRow(row, objective, name => (PSObject.AsPSObject(given).Properties[name] is not null,
            PSObject.AsPSObject(given).Properties[name]?.Value))],
    };

    private static EvaluationRecord FromRow(int row, Objective objective, Func<string, (bool Exists, object? Value)> read)
    {
        object? Cell(string name) => read(name) is (true, var value) ? value : throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture,
            $"Row {row} of -Known has no column {name}: give rows of Get-Evaluation, or rows with Value and each coordinate."));
        double Number(string name) => InvariantNumber.TryRead(Cell(name), out var number) ? number : throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"Row {row} of -Known has '{Cell(name)}' in {name}: it must be a number."));
        IEnumerable<string> names = objective.CoordinateNames.Count > 0 || objective.Dimension > 0
            ? CoordinateNames.Of(objective, objective.Dimension)
            : Enumerable.Range(0, int.MaxValue).Select(i => string.Create(CultureInfo.InvariantCulture, $"x{i}"))
                .TakeWhile((name, i) => i == 0 || read(name).Exists);
        var isEmpty = Cell("Value") is null or "";
        return new EvaluationRecord(
            0, 1, Vector.Create([.. names.Select(Number)]), isEmpty ? double.NaN : Number("Value"), isEmpty ? "there is no value" : "",
            default, default, 0);
    }
}
