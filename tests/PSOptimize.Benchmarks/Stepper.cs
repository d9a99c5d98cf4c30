using PSOptimize.Methods;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Benchmarks;

/// <summary>A method at work as in a run: in place, with a gradient that stays.</summary>
internal sealed class Stepper
{
    private readonly EvaluationBuffer[] _told = [new()];
    private readonly Workspace _work;

    public Stepper(FirstOrderMethod method, int n, int threads = 1)
    {
        var (solver, start) = (method.Prepare(), Vector.Repeat(n, 1));
        // The gradient first: arrays that are made one after the other lie at the same place of their pages, and its reads then wait for
        // the writes.
        _told[0].Begin(new Query(start, Information.Value | Information.Gradient));
        _told[0].Value = 1;
        _told[0].Gradient.Fill(0.5);
        _work = solver.Open(solver.Start(start), threads);
    }

    /// <summary>What a step must move at least: gradient and point, and each slot, read and written.</summary>
    public static int BytesPerElement(FirstOrderMethod method) => 8 * (3 + 2 * method.Chain.SlotNames.Count);

    /// <summary>The run keeps the point that it leaves.</summary>
    public void Step() => _work.Advance(_told, _work.Point);
}
