using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Presentation;
using PSOptimize.Runs;
using PSOptimize.Runs.Comparisons;

namespace PSOptimize.Commands;

/// <summary>Compares groups of runs: quartiles, success rates, a rank test; or data and performance profiles.</summary>
/// <remarks>
/// A group is what has the same text in the columns of -By. A run has solved its problem if it has come from the value at its start all but
/// a share -Tolerance of the way to the best value that any of the runs from that start has found; or with -Target, if it has reached that
/// value. Runs without a value count as the worst.
/// <para>
/// P is the probability, by ranks alone, of a difference as large as that between the group and the one with the best median, were there
/// none: of independent groups by the test of Mann and Whitney (1947), of runs that -Over pairs by that of Wilcoxon (1945).
/// </para>
/// <para>
/// -Profile Data gives for each group the share of problems that are solved within Alpha times n + 1 evaluations, n the number of
/// coordinates (Moré and Wild 2009); -Profile Performance the share that is solved with at most Alpha times the evaluations of the best
/// group (Dolan and Moré 2002). Each row is a step of these curves.
/// </para>
/// </remarks>
/// <example>
/// Two methods over ten seeds.
/// <code>
/// Invoke-Optimizer CMAES, DifferentialEvolution -Objective Rastrigin -Seed (1..10) -Within -5.12..5.12 -MaxEvaluations 500 | Compare-Run
/// </code>
/// </example>
/// <example>
/// Each rate of each method, with the same starts for all.
/// <code>
/// foreach ($rate in 0.001, 0.01) {
///     Invoke-Optimizer Adam, RMSProp -Objective Himmelblau -StartCount 8 -LearningRate $rate -Store runs.db -Experiment compared
/// }
/// Get-Run runs.db -Experiment compared | Compare-Run -By Method, LearningRate -Over Start -Target 0.01
/// </code>
/// </example>
/// <example>
/// Data profiles over several problems, as a table for a plot.
/// <code>
/// 'Rosenbrock', 'Beale', 'Himmelblau' | ForEach-Object { Invoke-Optimizer NelderMead, PatternSearch -Objective $_ -MaxEvaluations 300 } |
///     Compare-Run -Profile Data -Tolerance 1e-3
/// </code>
/// </example>
/// <seealso cref="GetRunCommand"/>
/// <seealso cref="InvokeOptimizerCommand"/>
/// <seealso href="about_PSOptimize_Experiments"/>
[Cmdlet(VerbsData.Compare, "Run")]
[OutputType(ComparisonName, ProfileName)]
public sealed class CompareRunCommand : GuardedCommand
{
    private const string ComparisonName = "PSOptimize.RunComparison";
    private const string ProfileName = "PSOptimize.RunProfile";

    private readonly List<(Run Run, PSObject Row)> _runs = [];

    /// <summary>What the quartiles and the rank test are of.</summary>
    public enum RunMetric
    {
        /// <summary>The best value.</summary>
        Value,

        /// <summary>The number of evaluations.</summary>
        Evaluations,

        /// <summary>The duration.</summary>
        Seconds,
    }

    /// <summary>A curve of solved problems over effort.</summary>
    public enum RunProfile
    {
        /// <summary>Over evaluations, in units of n + 1.</summary>
        Data,

        /// <summary>Over evaluations as a multiple of those of the best group.</summary>
        Performance,
    }

    /// <summary>The runs: from Invoke-Optimizer, Get-Run or Import-Run.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [NoFiles]
    public PSObject[] Run { get; set => field = value ?? []; } = [];

    /// <summary>The columns by which runs are grouped, default Label: the name of the method, unless it was given another.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string[] By { get; set => field = value ?? []; } = ["Label"];

    /// <summary>
    /// The columns that pair the runs of one group with those of another, such as Seed or Start, for the rank test; by default groups are
    /// independent.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [NotWith(nameof(Profile))]
    public string[] Over { get; set => field = value ?? []; } = [];

    /// <summary>What is compared: Value, the default, Evaluations or Seconds.</summary>
    [Parameter]
    [NotWith(nameof(Profile))]
    public RunMetric Metric { get; set; } = RunMetric.Value;

    /// <summary>The share τ of the way to the best value that may be missing, 0 to 1, default 0.001.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    [NoFiles]
    [NotWith(nameof(Target))]
    public double Tolerance { get; set; } = 1e-3;

    /// <summary>The value that solves a problem; default none, and -Tolerance decides.</summary>
    [Parameter]
    [NoFiles]
    public double? Target { get; set; }

    /// <summary>Gives the steps of a curve instead of a row for each group: Data or Performance.</summary>
    [Parameter]
    public RunProfile? Profile { get; set; }

    /// <inheritdoc/>
    private protected override void Begin() => ParameterRules.Demand(this);

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var given in Run)
        {
            var run = RunsAttribute.RunOf(given);
            _runs.Add((run, given.BaseObject is RunRow ? given : RunRow.Of(run)));
        }
    }

    /// <inheritdoc/>
    private protected override void End()
    {
        foreach (var column in By.Concat(Over))
            if (_runs.Count > 0 && _runs.All(each => Cell(each.Row, column) is null))
            {
                WriteError(ComparisonErrors.NoColumn(column, _runs[0].Row.Properties
                    .Where(property => property.MemberType == PSMemberTypes.NoteProperty).Select(property => property.Name)));
                return;
            }
        var benchmark = new Benchmark(_runs.Select(each => each.Run), Tolerance, Target);
        var groups = _runs.GroupBy(each => string.Join(", ", By.Select(column => Cell(each.Row, column))))
            .Select(group => new Group(group.Key, [.. group])).ToList();
        if (Profile is null) Summarise(groups, benchmark);
        else Draw(groups, benchmark);
    }

    /// <summary>The text of a column; null if the row does not have it.</summary>
    private static string? Cell(PSObject row, string column) => row.Properties[column]?.Value is { } value
        ? LanguagePrimitives.ConvertTo<string>(value) : null;

    private double MeasureOf(Run run) => Metric switch
    {
        RunMetric.Evaluations => run.Evaluations,
        RunMetric.Seconds => run.Elapsed.TotalSeconds,
        _ => double.IsNaN(run.Value) ? double.PositiveInfinity : run.Problem.Objective.Maximize ? -run.Value : run.Value,
    };

    private void Summarise(List<Group> groups, Benchmark benchmark)
    {
        // Low is good; what is maximised is turned back where it is written.
        var sign = Metric == RunMetric.Value && _runs.Count > 0 && _runs.All(each => each.Run.Problem.Objective.Maximize) ? -1 : 1;
        var measures = groups.ToDictionary(group => group, group => group.Runs.Select(each => MeasureOf(each.Run)).ToArray());
        var best = groups.MinBy(group => Quantile.Of(measures[group], 0.5));
        foreach (var group in groups.OrderBy(group => Quantile.Of(measures[group], 0.5)))
        {
            long[] solved = [.. group.Runs.Select(each => benchmark.EvaluationsUntilSolved(each.Run)).OfType<long>()];
            var row = Row(ComparisonName, group);
            Add("Count", group.Runs.Length);
            Add("Solved", (double)solved.Length / group.Runs.Length);
            Add("Best", sign * measures[group].Min());
            Add("LowerQuartile", sign * Quantile.Of(measures[group], 0.25));
            Add("Median", sign * Quantile.Of(measures[group], 0.5));
            Add("UpperQuartile", sign * Quantile.Of(measures[group], 0.75));
            Add("Worst", sign * measures[group].Max());
            Add("EvaluationsToSolve", Quantile.Of(solved.Select(count => (double)count), 0.5));
            Add("P", group == best ? double.NaN
                : Over.Length > 0 ? Paired(best!, group) : RankTest.MannWhitney(measures[best!], measures[group]));
            WriteObject(row);

            void Add(string name, object value) => row.Properties.Add(new PSNoteProperty(name, value));
        }
    }

    private double Paired(Group first, Group second)
    {
        var other = Keyed(second);
        return RankTest.SignedRank([.. Keyed(first).Where(pair => other.ContainsKey(pair.Key)).Select(pair =>
            pair.Value.Equals(other[pair.Key]) ? 0 : pair.Value - other[pair.Key])]);

        // Of several runs of a group with one key, the first are pairs, and the second.
        Dictionary<string, double> Keyed(Group group) => group.Runs
            .GroupBy(each => string.Join("\n", Over.Select(column => Cell(each.Row, column))))
            .SelectMany(same => same.Select((each, i) => KeyValuePair.Create($"{same.Key}\n{i}", MeasureOf(each.Run))))
            .ToDictionary();
    }

    private void Draw(List<Group> groups, Benchmark benchmark)
    {
        var efforts = groups.Select(group => group.Runs
            .GroupBy(each => Benchmark.ProblemOf(each.Run))
            .SelectMany(same => same.Select((each, i) => (
                Problem: $"{same.Key}\n{i}", Evaluations: benchmark.EvaluationsUntilSolved(each.Run), Dimension: each.Run.Start.Count)))
            .ToList()).ToList();
        var curves = Profile == RunProfile.Data
            ? Profiles.Data([.. efforts.Select(solver => solver.Select(effort => (effort.Evaluations, effort.Dimension)).ToList())])
            : Profiles.Performance(
                [.. efforts.Select(solver => solver.ToDictionary(effort => effort.Problem, effort => effort.Evaluations))]);
        foreach (var (group, curve) in groups.Zip(curves))
            foreach (var (alpha, solved) in curve)
            {
                var row = Row(ProfileName, group);
                row.Properties.Add(new PSNoteProperty("Alpha", alpha));
                row.Properties.Add(new PSNoteProperty("Solved", solved));
                WriteObject(row);
            }
    }

    private PSObject Row(string type, Group group)
    {
        var row = new PSObject();
        row.TypeNames.Insert(0, type);
        row.Properties.Add(new PSNoteProperty("Group", group.Name));
        foreach (var column in By.Where(column => column != "Group"))
            row.Properties.Add(new PSNoteProperty(column, group.Runs[0].Row.Properties[column]?.Value));
        return row;
    }

    private sealed record Group(string Name, (Run Run, PSObject Row)[] Runs);
}
