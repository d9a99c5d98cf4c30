using System.Management.Automation;
using PSOptimize.Runs;

namespace PSOptimize.Presentation;

/// <summary>
/// Turns the iterates of runs into rows with one property per column. Export-Csv takes its columns from the first row, so no row has fewer
/// columns than those before it: what a later run lacks is empty.
/// </summary>
internal sealed class TrajectoryRows
{
    /// <summary>The type name by which views find a row.</summary>
    public const string TypeName = "PSOptimize.TrajectoryRow";

    private readonly List<string> _columns = [];

    /// <summary>Whether a run brought columns that earlier rows lack.</summary>
    public bool Widened { get; private set; }

    /// <summary>The rows of a run, in the order of the trajectory.</summary>
    /// <param name="run">The run.</param>
    /// <param name="number">The number in the column Run.</param>
    /// <param name="iterates">Which of its iterates.</param>
    public IEnumerable<PSObject> Of(Run run, int number, IEnumerable<TrajectoryRow> iterates)
    {
        var own = ColumnsOf(run);
        Widened |= _columns.Count > 0 && own.Except(_columns, StringComparer.OrdinalIgnoreCase).Any();
        _columns.AddRange(own.Except(_columns, StringComparer.OrdinalIgnoreCase).ToArray());
        var places = own.Select(name => _columns.FindIndex(column => column.Equals(name, StringComparison.OrdinalIgnoreCase))).ToArray();
        var names = _columns.ToArray();
        return iterates.Select(iterate => Row(run, number, iterate, names, places));
    }

    private static string[] ColumnsOf(Run run) =>
    [
        .. CoordinateNames.Of(run.Objective, run.Start.Count),
        .. run.Objective.MetricNames,
    ];

    private static PSObject Row(Run run, int number, TrajectoryRow iterate, string[] names, int[] places)
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
        var cells = new object?[names.Length];
        for (var i = 0; i < places.Length; i++)
            cells[places[i]] = i < iterate.Point.Count ? iterate.Point[i] : iterate.Metrics[i - iterate.Point.Count];
        for (var i = 0; i < names.Length; i++) Add(names[i], cells[i]);
        return row;
    }
}
