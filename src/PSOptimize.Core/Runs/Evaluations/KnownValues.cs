using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Runs.Evaluations;

/// <summary>
/// Values that are known before a run, by their points. Each answers once, so that several measurements at one point are
/// given back in their order, and a run that asks for the same point for ever still comes to its budget.
/// </summary>
internal sealed class KnownValues
{
    private readonly Dictionary<Vector, Queue<double>> _values = [];

    public KnownValues(IEnumerable<EvaluationRecord> records)
    {
        foreach (var record in records.Where(record => !record.Failed))
        {
            if (!_values.TryGetValue(record.Point, out var values)) _values[record.Point] = values = new();
            values.Enqueue(record.Value);
        }
    }

    /// <summary>Answers a query if it asks for a value alone that is known; returns whether it did.</summary>
    public bool Answers(in Query query, EvaluationBuffer answer)
    {
        if (query.Wanted != Information.Value) return false;
        if (!_values.TryGetValue(query.Point, out var values) || !values.TryDequeue(out var value)) return false;
        answer.Begin(query);
        answer.Value = value;
        return true;
    }
}
