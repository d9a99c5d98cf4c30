using System.Collections;
using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Storage;

namespace PSOptimize.Commands;

/// <summary>Gets runs from a store, whole, as rows of the same form that Invoke-Optimizer gives.</summary>
/// <remarks>
/// Filters are applied before a run is read, so that it makes no difference how many others the store has. The rows have the experiment,
/// the tags and the status as further columns. A run whose process ended, or has not been heard of for a minute, is Lost; of a run that has
/// not ended one gets what has been found up to its last write.
/// <para>
/// Reading a run runs no code. Of a test problem the objective comes back with the run; of a script block its text does, as
/// $run.Problem.Objective.Script, and cmdlets that must evaluate it take it again as -Objective.
/// </para>
/// </remarks>
/// <example>
/// The three best runs of an experiment.
/// <code>
/// Invoke-Optimizer Adam, Momentum, RMSProp -Objective Rosenbrock -LearningRate 0.001 -Store runs.db -Experiment rates
/// Get-Run runs.db -Experiment rates -Best 3
/// </code>
/// </example>
/// <example>
/// The steps of one run, by the beginning of its Id.
/// <code>
/// $id = (Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 50 -Store runs.db).Id
/// Get-Run runs.db -Id $id | Get-Trajectory -Last 3
/// </code>
/// </example>
/// <example>
/// What was lost when a machine went down is finished, each run from where it was.
/// <code>
/// Invoke-Optimizer CMAES -Objective Rastrigin -MaxEvaluations 300 -Seed (1..20) -Store runs.db
/// Get-Run runs.db -Status Lost | Resume-Run
/// </code>
/// </example>
/// <seealso cref="InvokeOptimizerCommand"/>
/// <seealso cref="ResumeRunCommand"/>
/// <seealso cref="CompareRunCommand"/>
/// <seealso cref="RemoveRunCommand"/>
/// <seealso href="about_PSOptimize_Experiments"/>
[Cmdlet(VerbsCommon.Get, "Run")]
[Alias("grun")]
[OutputType(RunRow.TypeName)]
public sealed class GetRunCommand : StoreCommand
{
    /// <summary>
    /// The store: the path of a file, or a connection string of PostgreSQL, such as 'Host=db;Database=runs;Username=me'.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StoreCompleter))]
    public string Store { get; set; } = "";

    /// <summary>Only runs of these experiments; wildcards are allowed. Default all.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(StoredCompleter))]
    public string[] Experiment { get; set => field = value ?? []; } = [];

    /// <summary>Only runs of these methods, by name or label; wildcards are allowed. Default all.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(MethodCompleter))]
    public string[] Method { get; set => field = value ?? []; } = [];

    /// <summary>Only runs of objectives of these names; wildcards are allowed. Default all.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(StoredCompleter))]
    public string[] Objective { get; set => field = value ?? []; } = [];

    /// <summary>Only runs that stand so: Running, Converged, Budget, Stalled, Failed, Cancelled or Lost. Default all.</summary>
    [Parameter]
    public RunStatus[] Status { get; set => field = value ?? []; } = [];

    /// <summary>Only runs with these tags, as in @{ rig = 3 }; wildcards are allowed in the values. Default all.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(StoredCompleter))]
    public IDictionary? Tag { get; set; }

    /// <summary>
    /// Only this many of the runs, at least 1, those with the best values first; failed ones come last. Default all, in the order in which
    /// they began.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [NoFiles]
    public int? Best { get; set; }

    /// <summary>Only the runs whose identity begins with one of these texts, as the column Id shows it. Default all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StoredCompleter))]
    public string[] Id { get; set => field = value ?? []; } = [];

    /// <inheritdoc/>
    private protected override void Process()
    {
        var store = Open(Store);
        IReadOnlyList<StoredRun> all = [];
        ForOne(Store, () => all = store.List());
        var lines = (Id.Length == 0 ? all : [.. Id.Select(id => Find(store, all, id)).OfType<StoredRun>()]).Where(Wanted);
        if (Best is { } best) lines = lines.OrderBy(line => line.Rank).Take(best);
        Write(Store, store, lines);
    }

    private bool Wanted(StoredRun line) =>
        Like(Experiment, line.Experiment) && (Like(Method, line.Method) || Like(Method, line.Label)) && Like(Objective, line.Objective)
        && (Status.Length == 0 || Status.Contains(line.Status))
        && TextsOf(Tag).All(tag => line.Tags.Any(
            other => other.Key.Equals(tag.Key, StringComparison.OrdinalIgnoreCase) && Like([tag.Value], other.Value)));

    private static bool Like(string[] patterns, string text) => patterns.Length == 0
        || patterns.Any(pattern => NamePattern.Matching(pattern, [text], name => name).Length > 0);
}
