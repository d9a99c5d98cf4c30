using System.Globalization;
using System.Text;

namespace PSOptimize.Pictures;

/// <content>The views of data: fits, classifiers, and learning by epoch.</content>
internal sealed partial class FigureJson
{
    private void WriteFit(FitView? view) => WriteOptional("fit", view, fit =>
    {
        json.WriteString("target", fit.Target);
        json.WriteString("column", fit.Column);
        WriteAxis("horizontal", fit.HorizontalName, fit.Horizontal);
        WriteAxis("vertical", fit.VerticalName, fit.Vertical);
        WriteAxis("residual", fit.ResidualName, fit.Residual);
        json.WriteNumber("heldOutFrom", fit.HeldOutFrom);
        json.WriteNumber("frameStride", FitView.FrameStride);
        Numbers("inputs", fit.Inputs);
        Numbers("observed", fit.Observed);
        Numbers("sigma", fit.Sigma);
        Array("models", fit.Models, model => Object(null, () =>
        {
            Numbers("fitted", model.Fitted);
            Numbers("residuals", model.Residuals);
            Numbers("grid", model.Grid);
            Numbers("curve", model.Curve);
            Array("frames", model.Frames, frame => Object(null, () =>
            {
                json.WriteNumber("iteration", frame.Iteration);
                Array("curve", frame.Curve, Rounded);
            }));
        }));
    });

    private void WriteClasses(ClassView? view) => WriteOptional("classes", view, classes =>
    {
        Array("features", classes.Features, json.WriteStringValue);
        Array("names", classes.Classes, json.WriteStringValue);
        Numbers("lower", classes.Domain.Lower.AsSeq());
        Numbers("upper", classes.Domain.Upper.AsSeq());
        json.WriteNumber("heldOutFrom", classes.HeldOutFrom);
        Numbers("x", classes.X);
        Numbers("y", classes.Y);
        Array("labels", classes.Labels, json.WriteNumberValue);
        Array("decisions", classes.Decisions, decision => Object(null, () =>
        {
            Array("regions", decision.Regions, rings => json.WriteStringValue(PathData(rings, classes)));
            Array("wrong", decision.Wrong, json.WriteBooleanValue);
        }));
    });

    private void WriteLearning(LearningView? view) => WriteOptional("learning", view, learning =>
    {
        json.WriteString("quality", learning.Quality);
        Array("curves", learning.Curves, curve => Object(null, () =>
        {
            Numbers("epochs", curve.Epochs);
            Numbers("loss", curve.Loss);
            Numbers("heldOutLoss", curve.HeldOutLoss);
            Numbers("quality", curve.Quality);
            Numbers("heldOutQuality", curve.HeldOutQuality);
        }));
    });

    private void WriteAxis(string name, string title, Axis axis) => Object(name, () =>
    {
        json.WriteString("title", title);
        json.WriteBoolean("log", axis.Logarithmic);
        Numbers("range", [axis.Minimum, axis.Maximum]);
    });

    /// <summary>
    /// The borders as an SVG path in the units of the data, without points that a drawing of a thousand pixels cannot resolve.
    /// </summary>
    private static string PathData(IReadOnlyList<IReadOnlyList<(double X, double Y)>> rings, ClassView view)
    {
        var (lower, width, data) = (view.Domain.Lower, view.Domain.Width, new StringBuilder());
        foreach (var ring in rings)
        {
            var letter = 'M';
            var relative = ring.Select(point => ((point.X - lower[0]) / width[0], (point.Y - lower[1]) / width[1])).ToList();
            foreach (var (x, y) in Polyline.Simplify(relative, 0.0005))
            {
                data.Append(CultureInfo.InvariantCulture, $"{letter}{lower[0] + (width[0] * x):G6},{lower[1] + (width[1] * y):G6}");
                letter = 'L';
            }
            data.Append('Z');
        }
        return data.ToString();
    }

    private void WriteOptional<T>(string name, T? view, Action<T> write) where T : class
    {
        if (view is null) json.WriteNull(name);
        else Object(name, () => write(view));
    }
}
