using PSOptimize.Differentiation;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Decorators;

/// <summary>Gives an objective of values a gradient by differences of values.</summary>
internal sealed class DifferenceObjective : ObjectiveDecorator
{
    public DifferenceObjective(Objective inner, DifferentiationKind differentiation) : base(inner)
    {
        if (differentiation is not (DifferentiationKind.Central or DifferentiationKind.Forward))
            throw new ArgumentOutOfRangeException(nameof(differentiation), differentiation, "A value alone allows Central, Forward or None.");
        Differentiation = differentiation;
    }

    public override DifferentiationKind Differentiation { get; }

    public override Information Offers => Inner.Offers | Information.Gradient;

    public override int Cost(Information wanted, int dimension) => (wanted & Information.Gradient) == 0
        ? Inner.Cost(wanted, dimension)
        : Inner.Cost(wanted & ~Information.Gradient, dimension)
            + dimension * (Differentiation == DifferentiationKind.Central ? 2 : 1) * Inner.Cost(Information.Value, dimension);

    protected override Objective Around(Objective other) => new DifferenceObjective(other, Differentiation);

    protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer)
    {
        if (!answer.Wants(Information.Gradient))
        {
            Inner.Evaluate(query, draw, answer);
            return;
        }
        var single = new EvaluationBuffer();
        answer.Value = ValueAt(query.Point);
        Differences(query.Point, answer.Value, answer.Gradient, ValueAt);

        double ValueAt(Vector point)
        {
            var value = new Query(point, Information.Value);
            single.Begin(value);
            Inner.Evaluate(value, draw, single);
            return single.Value;
        }
    }

    /// <summary>All values that the differences need are asked for at once if they can be evaluated side by side.</summary>
    internal override bool Answer(
        ReadOnlySpan<Query> queries, Draw draw, EvaluationBuffer[] answers, Exception?[] errors, bool continueOnError)
    {
        if (!Inner.AnswersInParallel) return base.Answer(queries, draw, answers, errors, continueOnError);
        var values = new List<Query>();
        var ends = new int[queries.Length];
        for (var i = 0; i < queries.Length; i++)
        {
            var point = queries[i].Point;
            values.Add(new Query(point, Information.Value));
            if ((queries[i].Wanted & Information.Gradient) != 0) values.AddRange(Places(point).Select(place => new Query(place, Information.Value)));
            ends[i] = values.Count;
        }
        EvaluationBuffer[] parts = [.. values.Select(_ => new EvaluationBuffer())];
        var thrown = new Exception?[parts.Length];
        Inner.Answer(values.ToArray(), draw, parts, thrown, continueOnError);
        for (var (i, first) = (0, 0); i < queries.Length; first = ends[i++])
        {
            errors[i] = Array.Find(thrown[first..ends[i]], error => error is not null);
            if (errors[i] is null) Assemble(queries[i], answers[i], parts.AsSpan(first, ends[i] - first));
            else if (!continueOnError) return false;
        }
        return Array.TrueForAll(errors, error => error is null);
    }

    /// <summary>The points whose values a gradient takes, in the order in which the differences take them.</summary>
    private List<Vector> Places(Vector point)
    {
        var places = new List<Vector>();
        Differences(point, 0, new double[point.Count], place =>
        {
            places.Add(Vector.Copy(place.AsSpan()));
            return 0;
        });
        return places;
    }

    private void Assemble(in Query query, EvaluationBuffer answer, ReadOnlySpan<EvaluationBuffer> parts)
    {
        answer.Begin(query);
        answer.Value = parts[0].Value;
        if (!answer.Wants(Information.Gradient)) return;
        var (values, next) = (parts.ToArray(), 1);
        Differences(query.Point, answer.Value, answer.Gradient, _ => values[next++].Value);
    }

    private void Differences(Vector point, double value, Span<double> gradient, Func<Vector, double> function)
    {
        if (Differentiation == DifferentiationKind.Central) FiniteDifferences.Central(function, point, gradient);
        else FiniteDifferences.Forward(function, point, value, gradient);
    }
}
