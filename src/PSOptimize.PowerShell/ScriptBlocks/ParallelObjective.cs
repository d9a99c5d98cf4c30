using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// An objective of script blocks that makes all calls of a request side by side: those at the points of a population, and those that a
/// difference gradient needs. The answers are put together in order, so that they do not depend on which call ends first.
/// </summary>
internal sealed class ParallelObjective : Objective
{
    private readonly ScriptObjective _inner;
    private readonly ScriptRunspaces _runspaces;

    private ParallelObjective(ScriptObjective inner, ScriptRunspaces runspaces) : base(inner.Name)
    {
        (_inner, _runspaces) = (inner.With(ScriptCopy.WithoutUsing), runspaces);
        Dimension = inner.Dimension;
        if (inner.CoordinateNames.Count > 0) SetCoordinateNames([.. inner.CoordinateNames]);
    }

    public static Objective Of(ScriptObjective inner, ScriptRunspaces runspaces) =>
        new ParallelObjective(inner, runspaces).WithMaximize(inner.Maximize);

    public override DifferentiationKind Differentiation => _inner.Differentiation;

    /// <inheritdoc/>
    protected internal override double Evaluate(Vector point, Draw draw, Span<double> gradient)
    {
        var answer = Answer(new Request(gradient.IsEmpty ? Wants.Value : Wants.ValueAndGradient, draw, point))[0];
        if (answer is Evaluation.ValueAndGradient both) both.Gradient.AsSpan().CopyTo(gradient);
        return answer.Value;
    }

    /// <inheritdoc/>
    internal override bool Answer(Request request, Evaluation?[] answers, Exception?[] errors, bool toTheEnd)
    {
        var points = request.Points;
        var calls = new List<Func<double[]>>();
        var ends = new int[points.Count];
        for (var i = 0; i < points.Count; i++)
        {
            Note(points[i], request.Wants, calls);
            ends[i] = calls.Count;
        }
        var numbers = new double[calls.Count][];
        var thrown = _runspaces.ForEach(calls.Count, index => numbers[index] = calls[index](), toTheEnd);
        for (var (i, first) = (0, 0); i < points.Count; first = ends[i++])
        {
            try
            {
                errors[i] = Array.Find(thrown[first..ends[i]], error => error is not null);
                if (errors[i] is null) answers[i] = Assemble(points[i], request.Wants, numbers.Skip(first));
            }
            catch (ScriptException error)
            {
                errors[i] = error;
            }
            if (errors[i] is not null && !toTheEnd) return false;
        }
        return Array.TrueForAll(errors, error => error is null);
    }

    /// <summary>Which calls an evaluation makes: it is gone through with nothing for each answer.</summary>
    private void Note(Vector point, Wants wants, List<Func<double[]>> calls)
    {
        var gradient = new double[wants == Wants.Value ? 0 : point.Count];
        _inner.Evaluate(point, gradient, At(place => [_inner.Number(place)], () => 0.0), At(_inner.Numbers, () => new double[point.Count]));

        Func<Vector, T> At<T>(Func<Vector, double[]> call, Func<T> nothing) => place =>
        {
            // The place is valid during this call only.
            var kept = Vector.Copy(place.AsSpan());
            calls.Add(() => call(kept));
            return nothing();
        };
    }

    private Evaluation Assemble(Vector point, Wants wants, IEnumerable<double[]> numbers)
    {
        using var next = numbers.GetEnumerator();
        var gradient = new double[wants == Wants.Value ? 0 : point.Count];
        var value = _inner.Evaluate(point, gradient, _ => Next()[0], _ => Next());
        return wants == Wants.Value ? Evaluation.Of(value) : Evaluation.Of(value, Vector.Copy(gradient));

        double[] Next() => next.MoveNext() ? next.Current : throw new InvalidOperationException("An evaluation makes the same calls each time.");
    }
}
