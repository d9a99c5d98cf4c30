using System.Collections;
using System.Globalization;
using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Objectives;
using PSOptimize.Runs.Sessions;
using PSOptimize.ScriptBlocks;
using PSOptimize.Vectors;

namespace PSOptimize.Presentation;

/// <summary>The request of a step as rows to fill in, and the answers of such rows, of values and of errors.</summary>
internal static class StepTable
{
    /// <summary>The type name of a row.</summary>
    public const string TypeName = "PSOptimize.StepRow";

    // Programs that fill in tables write numbers with 15 digits.
    private const double Rounding = 1e-12;

    /// <summary>One row per point of the request, with what is answered already.</summary>
    public static PSObject[] Of(OptimizerStep step)
    {
        var request = step.Request;
        var answers = step.Session.Pending.ToDictionary(answer => answer.Index);
        return [.. request.Points.Select((point, index) =>
        {
            var row = new PSObject();
            row.TypeNames.Insert(0, TypeName);
            void Add(string name, object? value) => row.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
            var known = answers.GetValueOrDefault(index);
            Add("Index", index);
            foreach (var (name, number) in Names(step).Zip(point.AsSeq())) Add(name, number);
            Add("Value", known?.Evaluation?.Value);
            if (Wants(step, Information.Gradient))
                Add("Gradient", known?.Evaluation is { } made ? string.Join(" ", made.Gradient.AsSeq().Select(Text)) : null);
            Add("Error", known?.Error);
            return row;
        })];
    }

    /// <summary>The answers of rows; a row that is not filled in gives none.</summary>
    /// <exception cref="ArgumentException">A row has no index, other coordinates than its point, or no number.</exception>
    public static IEnumerable<SessionAnswer> Answers(OptimizerStep step, object[] rows, DateTimeOffset now)
    {
        var points = step.Request.Points;
        foreach (var row in rows)
        {
            if (!InvariantNumber.TryRead(Cell(row, "Index"), out var given) || given < 0 || given >= points.Count || given % 1 != 0)
                throw new ArgumentException(
                    $"A row has '{Cell(row, "Index")}' as its Index: give rows of the step's Table, with Index 0 to {points.Count - 1}.");
            var index = (int)given;
            foreach (var (name, wanted) in Names(step).Zip(points[index].AsSeq()))
                if (Cell(row, name) is { } cell and not ""
                    && !(InvariantNumber.TryRead(cell, out var number) && Math.Abs(number - wanted) <= Rounding * Math.Abs(wanted)))
                    throw new ArgumentException(
                        $"Row {index} has {name} = {cell}, and the step asks for {Text(wanted)}: the rows belong to another request.");
            var error = $"{Cell(row, "Error")}".Trim();
            var gradient = Cell(row, "Gradient") is { } cells and not "" ? PointsAttribute.PointOf(cells) : null;
            if (error.Length > 0) yield return SessionAnswer.Failed(index, error, now);
            else if (Answer(step, index, Cell(row, "Value"), gradient, now) is { } answer) yield return answer;
        }
    }

    /// <summary>
    /// The answer of a cell: a number, or words that say why there is none; null if the cell is empty or NaN. What begins like a number
    /// and is none is an error.
    /// </summary>
    /// <exception cref="ArgumentException">The cell has neither a number nor words, or the gradient has another length.</exception>
    public static SessionAnswer? Answer(OptimizerStep step, int index, object? cell, Vector? gradient, DateTimeOffset now)
    {
        var text = cell.Unwrap() as string;
        if (cell.Unwrap() is null || text?.Trim() is "") return null;
        if (!InvariantNumber.TryRead(cell, out var value))
            return text is not null && char.IsLetter(text.Trim()[0])
                ? SessionAnswer.Failed(index, text.Trim(), now)
                : throw new ArgumentException(
                    $"The value at {step.Request.Points[index].Brief} is '{cell}': give a number, or words for why there is none.");
        if (double.IsNaN(value)) return null;
        if (!Wants(step, Information.Gradient)) return SessionAnswer.Of(index, Evaluation.Of(value), now);
        var length = step.Request.Points[index].Count;
        return gradient?.Count == length
            ? SessionAnswer.Of(index, Evaluation.Of(value, gradient), now)
            : throw new ArgumentException(
                $"{step.Method.Label} needs the gradient at {step.Request.Points[index].Brief}: "
                + $"give {length} numbers, one per coordinate.");
    }

    /// <summary>Whether a step asks for a part at any point.</summary>
    public static bool Wants(OptimizerStep step, Information part) => (step.Request.Wanted & part) != 0;

    private static IEnumerable<string> Names(OptimizerStep step) => CoordinateNames.Of(step.Problem.Objective, step.Point.Count);

    private static object? Cell(object row, string name) =>
        row.Unwrap() is IDictionary table ? table[name] : PSObject.AsPSObject(row).Properties[name]?.Value;

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
