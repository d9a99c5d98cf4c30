using PSOptimize.Differentiation;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Decorators;

/// <summary>Adds a gradient by finite differences to an objective that offers only values.</summary>
internal sealed class DifferenceObjective : ObjectiveDecorator
{
    public DifferenceObjective(Objective inner, DifferentiationKind differentiation) : base(inner)
    {
        if (differentiation is not (DifferentiationKind.Central or DifferentiationKind.Forward))
            throw new ArgumentOutOfRangeException(
                nameof(differentiation), differentiation, "Differences of values are Central or Forward; None leaves the gradient out.");
        Differentiation = differentiation;
    }

    public override DifferentiationKind Differentiation { get; }

    public override Information Offers => Inner.Offers | Information.Gradient;

    public override int Cost(Information wanted, int dimension) => (wanted & Information.Gradient) == 0
        ? Inner.Cost(wanted, dimension)
        : Inner.Cost(wanted & ~Information.Gradient, dimension)
            + dimension * (Differentiation == DifferentiationKind.Central ? 2 : 1) * Inner.Cost(Information.Value, dimension);

    protected override Objective WithInner(Objective other) => new DifferenceObjective(other, Differentiation);

    protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer)
    {
        if (!answer.Wants(Information.Gradient))
        {
            Inner.Evaluate(query, draw, answer);
            return;
        }
        var (single, at) = (new EvaluationBuffer(), query.Point);
        Inner.Together(at, () =>
        {
            answer.Value = ValueAt(at);
            Differences(at, answer.Value, answer.Gradient, ValueAt);
        });

        double ValueAt(Vector point)
        {
            var value = new Query(point, Information.Value);
            single.Begin(value);
            Inner.Evaluate(value, draw, single);
            return single.Value;
        }
    }

    /// <summary>If the inner objective answers in parallel, all values for the differences are requested from it at once.</summary>
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
            if ((queries[i].Wanted & Information.Gradient) != 0)
                values.AddRange(SamplePoints(point).Select(sample => new Query(sample, Information.Value)));
            ends[i] = values.Count;
        }
        EvaluationBuffer[] parts = [.. values.Select(_ => new EvaluationBuffer { IsTimed = answers[0].IsTimed })];
        var thrown = new Exception?[parts.Length];
        Inner.Answer(values.ToArray(), draw, parts, thrown, continueOnError);
        for (var (i, first) = (0, 0); i < queries.Length; first = ends[i++])
        {
            errors[i] = Array.Find(thrown[first..ends[i]], error => error is not null);
            if (errors[i] is null) Assemble(queries[i], answers[i], parts.AsSpan(first, ends[i] - first));
            answers[i].Timing = Timing.Of([.. parts[first..ends[i]].Select(part => part.Timing).Where(timing => timing.HasEnded)]);
            if (errors[i] is not null && !continueOnError) return false;
        }
        return Array.TrueForAll(errors, error => error is null);
    }

    /// <summary>The points whose values a gradient needs, in the order in which <see cref="Differences"/> evaluates them.</summary>
    private List<Vector> SamplePoints(Vector point)
    {
        var samples = new List<Vector>();
        Differences(point, 0, new double[point.Count], sample =>
        {
            samples.Add(Vector.Copy(sample.AsSpan()));
            return 0;
        });
        return samples;
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
