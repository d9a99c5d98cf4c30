using System.Management.Automation;
using PSOptimize.Objectives.Regression;
using PSOptimize.Vectors;

namespace PSOptimize.Presentation;

/// <summary>Predictions as rows: the columns of the data, and what the model says about each row.</summary>
internal static class FitRows
{
    public static IEnumerable<PSObject> Of(FitMeasurement measured, Table rows)
    {
        var fit = measured.Fit;
        var columns = rows.ColumnNames.Select(name => (name, Cells(rows, name))).ToList();
        columns.Add(("Prediction", [.. measured.Predictions]));
        if (measured.HasClasses)
        {
            var probabilities = fit.PredictProbabilities(rows);
            if (fit.ClassNames.Count == 2 && probabilities.Count == 2 && fit.HasOneOutput) AddBand("", fit.ConfidenceBand(rows));
            columns.AddRange(fit.ClassNames.Select((name, k) => ($"P({name})", Numbers(probabilities[k]))));
        }
        else
        {
            AddBand("", fit.ConfidenceBand(rows));
            var wider = fit.PredictionBand(rows);
            columns.Add(("PredictionLower", Numbers(wider.Lower)));
            columns.Add(("PredictionUpper", Numbers(wider.Upper)));
            if (measured.Residuals.Count > 0) columns.Add(("Residual", [.. measured.Residuals.Cast<object>()]));
        }
        return Enumerable.Range(0, rows.RowCount).Select(row =>
        {
            var result = new PSObject();
            foreach (var (name, cells) in columns)
            {
                result.Properties.Remove(name);
                result.Properties.Add(new PSNoteProperty(name, cells[row]));
            }
            return result;
        });

        void AddBand(string prefix, Band band)
        {
            columns.Add((prefix + "StandardError", Numbers(band.StandardErrors)));
            columns.Add((prefix + "Lower", Numbers(band.Lower)));
            columns.Add((prefix + "Upper", Numbers(band.Upper)));
        }
    }

    /// <summary>The numbers of a vector, and nothing for NaN.</summary>
    private static object?[] Numbers(Vector vector) =>
        [.. vector.AsSeq().Select(number => double.IsNaN(number) ? null : (object)number)];

    private static object?[] Cells(Table rows, string name)
    {
        try
        {
            return Numbers(rows.Numbers(name));
        }
        catch (InvalidDataException)
        {
            return [.. rows.Texts(name)];
        }
    }
}
