using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Runs;
using PSOptimize.Runs.Evaluations;

namespace PSOptimize.Presentation;

/// <summary>Turns the evaluations of runs into rows with one property per column.</summary>
internal sealed class EvaluationRows
{
    /// <summary>The type name by which views find a row.</summary>
    public const string TypeName = "PSOptimize.EvaluationRow";

    private readonly RowColumns _columns = new();

    /// <summary>Whether a run brought columns that earlier rows lack.</summary>
    public bool Widened => _columns.Widened;

    /// <summary>The rows of a run, in the order in which the evaluations were asked for.</summary>
    /// <param name="run">The run.</param>
    /// <param name="number">The number in the column Run.</param>
    /// <param name="indexes">Which of its evaluations, from 0.</param>
    public IEnumerable<PSObject> Of(Run run, int number, IEnumerable<int> indexes)
    {
        var arranged = _columns.For(CoordinateNames.Of(run.Objective, run.Start.Count));
        return indexes.Select(index => (Index: index, Made: run.Evaluated[index]))
            .Select(one => Row(run, number, one.Index + 1, one.Made, arranged([.. one.Made.Point])));
    }

    private static PSObject Row(
        Run run, int number, int evaluation, EvaluationRecord made, IEnumerable<(string Name, object? Value)> cells)
    {
        var row = new PSObject();
        row.TypeNames.Insert(0, TypeName);
        void Add(string name, object? value) => row.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
        Add("Run", number);
        Add("Objective", run.Objective.Name);
        Add("Method", run.Method.Label);
        Add("Evaluation", evaluation);
        Add("Iteration", made.Iteration);
        Add("Value", made.Failed ? null : made.Value);
        Add("Error", made.Error);
        Add("Started", made.Started.LocalDateTime);
        Add("Seconds", made.Duration.TotalSeconds);
        Add("Worker", made.Worker);
        Add("Attempt", made.Attempt);
        foreach (var (name, value) in cells) Add(name, value);
        return row;
    }
}
