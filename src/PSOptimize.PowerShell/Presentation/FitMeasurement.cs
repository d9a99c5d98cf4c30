using System.Collections.ObjectModel;
using PSOptimize.Objectives.Regression;
using PSOptimize.Runs.Fits;
using PSOptimize.Vectors;

namespace PSOptimize.Presentation;

/// <summary>How well a fitted model describes rows of data, and what these say about its parameters.</summary>
/// <param name="Objective">The objective's name.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Loss">The loss on them, without penalties; NaN if the rows lack the target.</param>
/// <param name="RSquared">R²; NaN for classes.</param>
/// <param name="Accuracy">The share of rows whose class is predicted right, from 0 to 1; NaN for numbers.</param>
/// <param name="Parameters">
/// Name, value, standard error, t and P value, confidence interval and note of each parameter, in the original units of the columns.
/// </param>
/// <param name="Predictions">
/// The prediction for each row, or the fitted value of a row that was fitted: numbers, or names of classes.
/// </param>
/// <param name="Residuals">Target minus prediction of each row; empty for classes, or if the rows lack the target.</param>
/// <param name="Fit">The fit itself, for everything else.</param>
public sealed record FitMeasurement(string Objective, int Rows, double Loss, double RSquared, double Accuracy,
    ReadOnlyCollection<Estimate> Parameters, ReadOnlyCollection<object> Predictions, ReadOnlyCollection<double> Residuals, Fit Fit)
{
    private readonly Table _rows = Table.OfColumns([], []);

    /// <summary>Whether the rows are those that were fitted.</summary>
    internal bool IsOfFittedRows { get; private init; }

    /// <summary>How the intervals of the parameters were found: Wald or Profile.</summary>
    public string Interval { get; private init; } = "Wald";

    /// <summary>
    /// The fit as one line of text, without the rows that were fitted: Get-Prediction takes it, as it takes what Import-Clixml makes of a
    /// fit. Reading it runs no code.
    /// </summary>
    public string Json => SavedFit.Of(Fit, Parameters).Json;

    /// <summary>The value of each parameter by its name.</summary>
    public IReadOnlyDictionary<string, double> Coefficients =>
        Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>The standard errors of the parameters; NaN if they do not hold.</summary>
    public Vector StandardErrors => Vector.OfSeq(Parameters.Select(parameter => parameter.StandardError));

    /// <summary>The weighted sum of the squared residuals of the fitted rows; NaN for classes.</summary>
    public double ChiSquared => Fit.ChiSquared;

    /// <summary>χ² over the degrees of freedom.</summary>
    public double ReducedChiSquared => Fit.ReducedChiSquared;

    /// <summary>χ² over N − p − 1, as in the adjusted R².</summary>
    public double AdjustedChiSquared => Fit.AdjustedChiSquared;

    /// <summary>The fitted rows minus the parameters that they determine.</summary>
    public int DegreesOfFreedom => Fit.DegreesOfFreedom;

    /// <summary>Akaike's criterion; NaN if it does not hold.</summary>
    public double Aic => Fit.Aic;

    /// <summary>Schwarz's criterion; NaN if it does not hold.</summary>
    public double Bic => Fit.Bic;

    /// <summary>Why the fit has no standard errors; empty if it has some.</summary>
    public string Note => Fit.Note;

    /// <summary>The covariance matrix of the parameters; NaN for those without a standard error.</summary>
    public Matrix Covariance => Fit.Covariance;

    /// <summary>The correlation matrix of the parameters; NaN for those without a standard error.</summary>
    public Matrix Correlation => Fit.Correlation;

    /// <summary>The coefficients of a softmax regression relative to those of the first class; empty for other models.</summary>
    public ReadOnlyCollection<Estimate> Contrasts => Fit.Contrasts;

    /// <summary>
    /// The rows with their predictions: the columns, Prediction, StandardError, Lower and Upper of the curve, PredictionLower and
    /// PredictionUpper of a new measurement, Residual; for classes, the probability of each. What does not hold is empty.
    /// </summary>
    public ReadOnlyCollection<object> PredictionRows => [.. FitRows.Of(Fit.Model, _rows)];

    internal static FitMeasurement Of(RegressionObjective objective, Vector point, FitOptions options, Table? others, bool profile)
    {
        var (fit, rows) = (objective.Fit(point, options), others ?? objective.Data);
        var classes = objective.Classes.Count > 0;
        // Rows to be predicted may lack the target.
        var known = rows.Has(objective.Target);
        return new FitMeasurement(objective.Name, rows.RowCount,
            others is null ? fit.Loss : known ? fit.LossOn(rows) : double.NaN,
            known ? fit.RSquaredOn(rows) : double.NaN, known ? fit.AccuracyOn(rows) : double.NaN,
            profile ? ProfileInterval.Of(fit) : fit.Estimates,
            [.. classes ? fit.PredictClasses(rows) : fit.Predict(rows).AsSeq().Cast<object>()],
            classes || !known ? [] : fit.ResidualsOn(rows).Elements, fit, rows)
        {
            IsOfFittedRows = others is null,
            Interval = profile ? "Profile" : "Wald",
        };
    }

    private FitMeasurement(string objective, int count, double loss, double rSquared, double accuracy,
        ReadOnlyCollection<Estimate> parameters, ReadOnlyCollection<object> predictions, ReadOnlyCollection<double> residuals, Fit fit,
        Table rows)
        : this(objective, count, loss, rSquared, accuracy, parameters, predictions, residuals, fit) => _rows = rows;
}
