using System.Management.Automation;
using PSOptimize.Objectives.Regression;
using PSOptimize.Vectors;

namespace PSOptimize.Presentation;

/// <summary>Predictions as rows: the columns of the data, and what the model says about each row.</summary>
internal static class FitRows
{
    public static IEnumerable<PSObject> Of(FittedModel model, Table rows)
    {
        var columns = rows.ColumnNames.Select(name => (name, Cells(rows, name))).ToList();
        if (model.Classes.Count > 0)
        {
            columns.Add(("Prediction", [.. model.PredictClasses(rows)]));
            var probabilities = model.PredictProbabilities(rows);
            if (model.Classes.Count == 2 && model.HasOneOutput) AddBand(model.ConfidenceBand(rows));
            columns.AddRange(model.Classes.Select((name, k) => ($"P({name})", Numbers(probabilities[k]))));
        }
        else
        {
            columns.Add(("Prediction", Numbers(model.Predict(rows))));
            AddBand(model.ConfidenceBand(rows));
            var wider = model.PredictionBand(rows);
            columns.Add(("PredictionLower", Numbers(wider.Lower)));
            columns.Add(("PredictionUpper", Numbers(wider.Upper)));
            if (rows.Has(model.Target)) columns.Add(("Residual", Numbers(model.ResidualsOn(rows))));
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

        void AddBand(Band band)
        {
            columns.Add(("StandardError", Numbers(band.StandardErrors)));
            columns.Add(("Lower", Numbers(band.Lower)));
            columns.Add(("Upper", Numbers(band.Upper)));
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
