using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Vectors;

namespace PSOptimize.ScriptBlocks;

/// <summary>A part of an objective that was translated from a script block, as it is compared with the block.</summary>
/// <param name="Objective">The part.</param>
/// <param name="AsWritten">What invokes the block in its place.</param>
/// <param name="Line">The line at which the block begins.</param>
/// <param name="Roundings">See <see cref="ScriptTranslation.Translated.Roundings"/>.</param>
/// <param name="At">The places where values are compared, for a point: the point itself, or some rows of the data there.</param>
/// <param name="Differences">
/// Makes the same part with central differences in place of its derivative, which is told whether the values change in steps; null if
/// nothing but an exact derivative was wanted.
/// </param>
internal sealed record TranslatedPart(
    Objective Objective, Objective AsWritten, int Line, IReadOnlyCollection<string> Roundings,
    Func<Vector, IEnumerable<TranslatedPart.Place>> At, Func<bool, Objective>? Differences)
{
    /// <summary>Of many rows, so many are compared.</summary>
    private const int MostRows = 32;

    /// <summary>A place where two values are compared.</summary>
    /// <param name="Name">The place.</param>
    /// <param name="Written">The value that the block gives.</param>
    /// <param name="Compiled">The value that the translation gives.</param>
    /// <param name="Again">The value that a new translation gives; null if there is none.</param>
    public sealed record Place(string Name, Func<double> Written, Func<double> Compiled, Func<double?> Again);

    /// <summary>The part as one that was translated; null if it was not.</summary>
    public static TranslatedPart? Of(Objective part) => part switch
    {
        CompiledObjective compiled => Of(compiled),
        RegressionObjective { Model: CurveModel curve } fit when CurveSource.Of(curve) is { } source => Of(fit, curve, source),
        _ => null,
    };

    private static TranslatedPart Of(CompiledObjective compiled)
    {
        var script = compiled.Source.AsWritten;
        var asWritten = compiled.Differentiation == DifferentiationKind.None ? script
            : script.Without("the translation gives another value than the block").WithDifferences(DifferentiationKind.Central);
        return new TranslatedPart(compiled, Copied(asWritten), script.Blocks.First().Ast.Extent.StartLineNumber,
            compiled.Source.Roundings, Places,
            compiled.Source.IsExactDemanded ? null
                : hasSteps => Copied(compiled.WithoutGradient(hasSteps).WithDifferences(DifferentiationKind.Central)));

        IEnumerable<Place> Places(Vector point) =>
        [
            new Place(point.Brief, () => script.ValueAt(point), () => compiled.Value(point), () => compiled.Source.Translate().Match(
                translated => translated.Function.Value(point.AsSpan()),
                _ => (double?)null)),
        ];

        Objective Copied(Objective objective)
        {
            if (compiled.CoordinateNames.Count > 0 && objective.CoordinateNames.Count == 0)
                objective = objective.WithCoordinateNames([.. compiled.CoordinateNames]);
            return objective.WithName(compiled.Name).WithMaximize(compiled.Maximize);
        }
    }

    private static TranslatedPart Of(RegressionObjective fit, CurveModel curve, CurveSource source)
    {
        return new TranslatedPart(fit, fit.WithCurve(source.AsWritten), source.Block.Ast.Extent.StartLineNumber, source.Roundings,
            Places, _ => fit.WithCurve(curve.WithDifferences()));

        IEnumerable<Place> Places(Vector point)
        {
            var (written, compiled) = (source.AsWritten.Over(fit.Data, point), curve.Over(fit.Data, point));
            var again = new Lazy<Func<int, double>?>(() => source.Translate()?.Over(fit.Data, point));
            var count = Math.Min(MostRows, fit.Data.RowCount);
            // From the first row to the last.
            return Enumerable.Range(0, count).Select(i => (int)(i * (fit.Data.RowCount - 1L) / Math.Max(1, count - 1))).Select(row =>
                new Place($"{point.Brief} in row {fit.Data.NumberOf(row)}",
                    () => written(row), () => compiled(row), () => again.Value?.Invoke(row)));
        }
    }
}
