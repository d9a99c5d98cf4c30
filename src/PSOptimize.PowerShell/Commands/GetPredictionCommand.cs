using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Objectives.Regression;
using PSOptimize.Presentation;
using PSOptimize.Runs.Fits;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Commands;

/// <summary>Predicts rows with a fit: the rows as they came, each with its prediction and what is known of its error.</summary>
/// <remarks>
/// The fit is one that Measure-Objective -Fit gave, here or in another session: it can be kept with Export-Clixml, or as the text of its
/// Json. It holds the parameters with their covariance and none of the rows that were fitted. Reading it runs no code. Of a curve it has
/// the text of the model: if that computes with the row and the parameters alone, in arithmetic and [Math], it is compiled from the text,
/// and PowerShell runs none of it; if it is more, such as variables of the session, commands or texts, -Model gives the model again.
/// </remarks>
/// <example>
/// A line and its predictions, with both bands: that of the line, and that of a new measurement.
/// <code>
/// $rows = 1..30 | ForEach-Object { [pscustomobject]@{ x = $_; y = 2 * $_ + [Math]::Sin(5 * $_) } }
/// $fit = $rows | New-Objective -Linear -Target y | Invoke-Optimizer | Measure-Objective -Fit
/// [pscustomobject]@{ x = 31 }, [pscustomobject]@{ x = 32 } | Get-Prediction $fit
/// </code>
/// </example>
/// <example>
/// A curve that is fitted today and predicts in another session.
/// <code>
/// $rows = 1..20 | ForEach-Object { [pscustomobject]@{ t = $_ / 10; y = 3 * [Math]::Exp(-$_ / 8) + 0.01 * [Math]::Sin(7 * $_) } }
/// $decay = $rows | New-Objective -Model { param($row, $a, $k) $a * [Math]::Exp(-$k * $row.t) } -Target y
/// $decay | Invoke-Optimizer -Start 1, 1 | Measure-Objective -Fit | Export-Clixml decay.xml
/// [pscustomobject]@{ t = 2.5 } | Get-Prediction (Import-Clixml decay.xml) | Format-List
/// </code>
/// </example>
/// <seealso cref="MeasureObjectiveCommand"/>
/// <seealso cref="NewObjectiveCommand"/>
/// <seealso href="about_PSOptimize_Fits"/>
[Cmdlet(VerbsCommon.Get, "Prediction")]
[OutputType(typeof(PSObject))]
public sealed class GetPredictionCommand : GuardedCommand
{
    private readonly List<PSObject> _rows = [];

    /// <summary>The rows to predict, with the columns that the model reads; others are passed on.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    [NoFiles]
    public PSObject[] InputObject { get; set => field = value ?? []; } = [];

    /// <summary>The fit: from Measure-Objective -Fit, from Import-Clixml, or the text of its Json.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [NoFiles]
    public object Fit { get; set; } = null!;

    /// <summary>
    /// The model of a curve as New-Objective took it, if the text that the fit has of it does not do; default that text.
    /// </summary>
    [Parameter]
    [NoFiles]
    [PSDefaultValue(Help = "the text in the fit")]
    public ScriptBlock? Model { get; set; }

    /// <inheritdoc/>
    private protected override void Process() => _rows.AddRange(InputObject);

    /// <inheritdoc/>
    private protected override void End()
    {
        var rows = TableFactory.Of(_rows);
        if (rows.RowCount == 0) return;
        WriteObject(FitRows.Of(Predictor(rows), rows), enumerateCollection: true);
    }

    private FittedModel Predictor(Table rows)
    {
        var given = Fit.Unwrap();
        if (given is FitMeasurement { Fit.Model: var live } && Model is null) return live;
        var text = given as string ?? (given is FitMeasurement fit ? fit.Json : $"{PSObject.AsPSObject(Fit).Properties["Json"]?.Value}");
        if (text.Length == 0)
            throw new ArgumentException(
                "-Fit takes what Measure-Objective -Fit gave, what Import-Clixml made of it, or the text of its Json.");
        var saved = SavedFit.FromJson(text);
        if (!saved.NeedsCurve && Model is not null)
            throw new ArgumentException($"-Model has no effect on {saved.Name}, which is no curve: leave it out.");
        return saved.Predictor(saved.NeedsCurve ? CurveOf(saved, rows) : null);
    }

    private CurveModel CurveOf(SavedFit saved, Table rows) => Model is not null
        ? ModelFactory.FromScript(Model, rows, SessionState)
        : ModelFactory.FromText(saved.Source) ?? throw new ArgumentException(
            $"The model of {saved.Name} is more than arithmetic of its row and parameters, so that its text is not run: "
            + $"give it with -Model, as far as you trust it. It is {{{saved.Source}}}.");
}
