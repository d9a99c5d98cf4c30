using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Presentation;

namespace PSOptimize.Commands;

/// <summary>Removes runs from their store, with their trajectories.</summary>
/// <remarks>A run that is being made is not removed. What was removed does not come back: try -WhatIf first.</remarks>
/// <example>
/// The failed runs of an experiment, so that the same line with -SkipDone makes them again.
/// <code>
/// Invoke-Optimizer Adam, CMAES -Objective Rosenbrock -MaxEvaluations 300 -Seed 1, 2 -Store runs.db -Experiment rates
/// Get-Run runs.db -Experiment rates -Status Failed | Remove-Run
/// </code>
/// </example>
/// <example>
/// One run, by the beginning of its Id.
/// <code>
/// $id = (Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 5 -Store runs.db).Id
/// Remove-Run -Store runs.db -Id $id
/// </code>
/// </example>
/// <seealso cref="GetRunCommand"/>
/// <seealso cref="InvokeOptimizerCommand"/>
/// <seealso href="about_PSOptimize_Experiments"/>
[Cmdlet(VerbsCommon.Remove, "Run", DefaultParameterSetName = "Run", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveRunCommand : StoreCommand
{
    /// <summary>The runs, from Get-Run; of others -Store says where they are.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Run")]
    [NoFiles]
    public PSObject[] Run { get; set => field = value ?? []; } = [];

    /// <summary>The store, a path or a connection string; default the one that the runs were read from.</summary>
    [Parameter(ParameterSetName = "Run")]
    [Parameter(Mandatory = true, ParameterSetName = "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StoreCompleter))]
    [PSDefaultValue(Help = "the store that the runs were read from")]
    public string? Store { get; set; }

    /// <summary>The beginnings of the identities of runs, as the column Id shows them.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StoredCompleter))]
    public string[] Id { get; set => field = value ?? []; } = [];

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var (store, line) in Run.Select(run => Find(run, Store)).OfType<(Storage.RunStore, Storage.StoredRun)>())
            Remove(store, line);
        if (Id.Length == 0) return;
        var named = Open(Store!);
        var lines = named.List();
        foreach (var line in Id.Select(id => Find(named, lines, id)).OfType<Storage.StoredRun>()) Remove(named, line);
    }

    private void Remove(Storage.RunStore store, Storage.StoredRun line)
    {
        if (!ShouldProcess($"{line.Label} on {line.Objective}, run {line.Id} in {store.Source}", "Remove")) return;
        ForOne(line.Id, () =>
        {
            if (!store.Remove(line)) WriteError(StoreErrors.RunMissing(line.Id.ToString("D"), store.Source));
        });
    }
}
