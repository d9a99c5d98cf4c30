using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Objectives;
using PSOptimize.Presentation;
using PSOptimize.ScriptBlocks;
using PSOptimize.Vectors;

namespace PSOptimize.Commands;

/// <summary>The base of cmdlets that evaluate objectives at points.</summary>
public abstract class ObjectiveCommand : GuardedCommand
{
    /// <summary>The objectives: from New-Objective, script blocks, or test problems or their names.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Objectives]
    [ArgumentCompleter(typeof(ProblemCompleter))]
    public object[] Objective { get; set => field = value ?? []; } = [];

    /// <summary>
    /// The points: one number per coordinate, or several points, as in (0.1, 3), (1, 2); or numbers by the names of coordinates, as
    /// in @{ a = 3; b = 0.04 }. A run from the pipeline brings its objective and
    /// its best point.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [NamedPoints]
    [ArgumentCompleter(typeof(StartCompleter))]
    public PointChoice[] Point { get; set => field = value ?? []; } = [];

    /// <inheritdoc/>
    private protected override void Begin() => ParameterRules.Demand(this);

    /// <inheritdoc/>
    private protected override void Process()
    {
        foreach (var objective in Objective.Cast<Objective>())
            foreach (var point in Point)
                EvaluateAt(objective, point);
    }

    /// <summary>What the cmdlet writes about one point.</summary>
    private protected abstract IEnumerable<object> Evaluate(Objective objective, Vector point);

    /// <summary>The objective that is evaluated at a point: by default with the blocks as written where a translation is wrong.</summary>
    private protected virtual Objective Prepared(Objective objective, Vector point) => new TranslationGuard(this).Trusted(objective, point);

    /// <summary>The objective whose blocks the evaluation invokes.</summary>
    private protected virtual Objective Invoked(Objective objective) => objective;

    private void EvaluateAt(Objective objective, PointChoice given)
    {
        object[] results = [];
        object point = given;
        try
        {
            var at = given.For([objective], nameof(Point));
            point = at;
            var prepared = Prepared(objective, at);
            StrictScope.Run(this, Invoked(prepared), () => results = [.. Evaluate(prepared, at)]);
        }
        catch (ArgumentException error)
        {
            WriteError(Errors.BadArgument(error, point));
        }
        catch (InvalidDataException error)
        {
            WriteError(Errors.BadData(error));
        }
        catch (Exception error) when (error is not (PipelineStoppedException or OperationCanceledException or OutOfMemoryException))
        {
            WriteError(Errors.Evaluation(error, $"{objective.Name} failed at {(point as Vector)?.Brief ?? point}", point));
        }
        WriteObject(results, enumerateCollection: true);
    }
}
