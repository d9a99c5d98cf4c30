using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Runs;

namespace PSOptimize.Presentation;

/// <summary>Turns the iterates of runs into rows with one property per column.</summary>
internal sealed class TrajectoryRows
{
    /// <summary>The type name by which views find a row.</summary>
    public const string TypeName = "PSOptimize.TrajectoryRow";

    private readonly RowColumns _columns = new();

    /// <summary>Whether a run brought columns that earlier rows lack.</summary>
    public bool Widened => _columns.Widened;

    /// <summary>The rows of a run, in the order of the trajectory.</summary>
    /// <param name="run">The run.</param>
    /// <param name="number">The number in the column Run.</param>
    /// <param name="iterates">Which of its iterates.</param>
    public IEnumerable<PSObject> Of(Run run, int number, IEnumerable<TrajectoryRow> iterates)
    {
        var arranged = _columns.For([.. CoordinateNames.Of(run.Objective, run.Start.Count), .. run.Objective.MetricNames]);
        return iterates.Select(iterate => Row(run, number, iterate, arranged([.. iterate.Point, .. iterate.Metrics])));
    }

    private static PSObject Row(Run run, int number, TrajectoryRow iterate, IEnumerable<(string Name, object? Value)> cells)
    {
        var row = new PSObject();
        row.TypeNames.Insert(0, TypeName);
        void Add(string name, object? value) => row.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
        Add("Run", number);
        Add("Objective", run.Objective.Name);
        Add("Method", run.Method.Label);
        Add("Iteration", iterate.Iteration);
        Add("Evaluations", iterate.Evaluations);
        Add("Value", iterate.Value);
        Add("GradientNorm", iterate.GradientNorm);
        Add("StepNorm", iterate.StepNorm);
        Add("LearningRate", iterate.LearningRate);
        foreach (var (name, value) in cells) Add(name, value);
        return row;
    }
}
