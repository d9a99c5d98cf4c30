using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using PSOptimize.Catalogues;
using PSOptimize.Checks;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.ScriptBlocks;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Binding;

/// <summary>
/// A run as one flat row: what was asked for, how it ended and where, one property per column, for Sort-Object, Group-Object, Export-Csv,
/// ConvertTo-Json and Format-Table. The run itself is behind it; its other parts (Trajectory, Best, Last, Failures, ...) are properties
/// that PowerShell does not list.
/// </summary>
/// <remarks>
/// The columns are instance members, and this class has no public property, so that nothing else is a column. Serialised, a row takes its
/// <c>Json</c> along, from which every cmdlet restores the run.
/// </remarks>
public sealed class RunRow
{
    /// <summary>Points of more coordinates have no columns.</summary>
    private const int MostCoordinates = 32;

    /// <summary>The type name by which PowerShell finds views and further properties.</summary>
    internal const string TypeName = "PSOptimize.Run";

    /// <summary>The type name by which a view finds a run that is one of several.</summary>
    private const string OfSeveral = "PSOptimize.RunOfSeveral";

    /// <summary>The type name by which a view finds a run of a store.</summary>
    private const string OfStore = "PSOptimize.RunOfStore";

    /// <summary>The names that a column of a coordinate or of a table cannot have.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Id", "Objective", "Method", "Label", "Seed", "Outcome", "Value", "Iterations", "Evaluations", "Seconds", "Run", "Problem", "Start",
        "Point", "Best", "Last", "Trajectory", "State", "Stop", "Failures", "FailureCount", "Reason", "Multipliers", "Elapsed",
        "Provenance",
        "Evaluated", "Differs", "Curve", "Criteria", "Advice", "Message", "Json", "Experiment", "Status",
        "PSComputerName", "RunspaceId", "PSShowComputerName",
    };

    private static readonly Dictionary<Type, PropertyInfo[]> Parts = typeof(Outcome).GetNestedTypes()
        .ToDictionary(type => type, type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly));

    private RunRow(Run run, string differs, StoredOrigin? origin) => (Run, Differs, Origin) = (run, differs, origin);

    /// <summary>The run.</summary>
    internal Run Run { get; }

    /// <summary>The columns that every row has and that say nothing to a new run.</summary>
    internal static IReadOnlySet<string> Results => Reserved;

    /// <summary>What sets the run apart from others of its command, such as <c>rate 0.05, seed 3</c>; empty if it is alone.</summary>
    internal string Differs { get; }

    /// <summary>The store that the run was read from; null if it comes from none.</summary>
    internal StoredOrigin? Origin { get; }

    /// <summary>The row of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="differs">What sets it apart from others of its command; default nothing.</param>
    public static PSObject Of(Run run, string differs = "") => Of(run, differs, null);

    /// <summary>The row of a run of a store, with its experiment, its tags and its status there.</summary>
    internal static PSObject Of(Run run, string differs, StoredOrigin? origin)
    {
        ArgumentNullException.ThrowIfNull(run);
        var row = new PSObject(new RunRow(run, differs, origin));
        row.TypeNames.Insert(0, TypeName);
        if (origin is not null) row.TypeNames.Insert(0, OfStore);
        else if (differs.Length > 0) row.TypeNames.Insert(0, OfSeveral);
        var (provenance, method) = (run.Provenance, run.Method);
        Add("Id", provenance.Id == Guid.Empty ? null : provenance.Id.ToString("N")[..8]);
        Add("Objective", Name(run.Objective));
        Add("Method", Name(method));
        Add("Label", method.Label);
        foreach (var name in provenance.Given) AddFree(name, Plain(Parameter.Find(method, name)?.ValueOf(method)));
        Add("Seed", provenance.Seed);
        foreach (var (name, text) in provenance.Row) AddFree(name, text);
        if (origin is not null) Add("Experiment", origin.Line.Experiment);
        if (origin is not null)
            foreach (var (name, text) in origin.Line.Tags) AddFree(name, text);
        var coordinates = run.Start.Count <= MostCoordinates ? CoordinateNames.Of(run.Objective, run.Start.Count) : [];
        for (var i = 0; i < coordinates.Count; i++) AddFree($"Start.{coordinates[i]}", run.Start[i]);
        if (origin is not null) Add("Status", origin.Line.Status.ToString());
        Add("Outcome", Name(run.Outcome));
        Add("Value", Ranked(run));
        Add("Iterations", run.Iterations);
        Add("Evaluations", run.Evaluations);
        Add("Seconds", run.Elapsed.TotalSeconds);
        for (var i = 0; i < coordinates.Count; i++)
            AddFree(Reserved.Contains(coordinates[i]) ? $"Point.{coordinates[i]}" : coordinates[i], run.Point[i]);
        return row;

        void Add(string name, object? value) => row.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
        void AddFree(string name, object? value)
        {
            if (row.Properties[name] is null) Add(name, value);
        }
    }

    /// <summary>The value of the objective that a text in the column Objective stands for, as a method of that text.</summary>
    /// <param name="objective">The text.</param>
    /// <param name="point">A point.</param>
    public static double ValueAt(PSObject objective, Vector point) => ((Objective)objective.Unwrap()!).Value(point);

    /// <summary>The objective, the method and how the run ended.</summary>
    public override string ToString() => $"{Run.Method.Label} on {Run.Objective.Name}: {Run.Outcome}";

    /// <summary>The best value; of a run that found none the worst of all, so that it is the last of a ranking.</summary>
    private static double Ranked(Run run) => !double.IsNaN(run.Value) ? run.Value
        : run.Objective.Maximize ? double.NegativeInfinity : double.PositiveInfinity;

    private static PSObject Name(Objective objective)
    {
        var name = Linked.Text(objective.Name, objective,
        [
            (nameof(objective.Name), objective.Name),
            (nameof(objective.Maximize), objective.Maximize),
            (nameof(objective.Dimension), objective.Dimension),
            (nameof(objective.CoordinateNames), objective.CoordinateNames),
            (nameof(objective.MetricNames), objective.MetricNames),
            (nameof(objective.Differentiation), objective.Differentiation),
            (nameof(objective.CanEvaluate), objective.CanEvaluate),
        ]);
        name.Methods.Add(new PSCodeMethod(nameof(Objective.Value), typeof(RunRow).GetMethod(nameof(ValueAt))!));
        return name;
    }

    private static PSObject Name(Method method) => Linked.Text(method.Name, method,
    [
        (nameof(method.Name), method.Name),
        (nameof(method.Label), method.Label),
        (nameof(method.Needs), method.Needs),
        .. Parameter.Of(method).Select(parameter => (parameter.Name, parameter.ValueOf(method))),
    ]);

    private static PSObject Name(Outcome outcome) => Linked.Text(outcome.Kind.ToString(), outcome,
    [
        (nameof(outcome.Kind), outcome.Kind),
        ("Message", outcome.ToString()),
        .. Parts[outcome.GetType()].Select(part => (part.Name, part.GetValue(outcome))),
    ]);

    /// <summary>A hyperparameter as a cell: numbers and texts as they are, a constant schedule as its number, others in words.</summary>
    private static object? Plain(object? value) => value switch
    {
        null or string or bool or double or int or long => value,
        IConstant { Constant: { } number } => number,
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };
}
