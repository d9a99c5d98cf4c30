using System.Globalization;
using System.Management.Automation;
using System.Text.Json.Nodes;
using PSOptimize.ScriptBlocks;
using PSOptimize.Sessions;
using PSOptimize.Vectors;

namespace PSOptimize.Commands;

/// <summary>
/// Evaluates a point for another session, which asks with Invoke-Optimizer -Session -On Evaluations. The module does not export it.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "PlannedEvaluation")]
[OutputType(typeof(PSObject))]
public sealed class InvokePlannedEvaluationCommand : GuardedCommand
{
    /// <summary>The record of the function.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string Function { get; set; } = "";

    /// <summary>The coordinates as text.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string[] Point { get; set => field = value ?? []; } = [];

    /// <summary>Whether the gradient is wanted as well.</summary>
    [Parameter]
    public SwitchParameter Gradient { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        var answer = new PSObject();
        try
        {
            var script = FunctionRecord.Read(JsonNode.Parse(Function)!.AsObject()).Parts.OfType<ScriptObjective>().Single();
            var point = Vector.OfSeq(Point.Select(text => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)));
            var (value, gradient) = (double.NaN, new double[Gradient ? point.Count : 0]);
            StrictScope.Run(this, script, () =>
            {
                value = script.ValueAt(point);
                if (Gradient) script.GradientAt(point, gradient);
            });
            answer.Properties.Add(new PSNoteProperty("Value", Text(value)));
            answer.Properties.Add(new PSNoteProperty("Gradient", gradient.Select(Text).ToArray()));
        }
        catch (Exception error) when (error is not (PipelineStoppedException or OutOfMemoryException))
        {
            answer.Properties.Add(new PSNoteProperty("Error", error.Message));
            answer.Properties.Add(new PSNoteProperty("Type", error.GetType().Name));
        }
        WriteObject(answer);
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
