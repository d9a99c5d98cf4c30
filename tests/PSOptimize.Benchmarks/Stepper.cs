using PSOptimize.Methods;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Benchmarks;

/// <summary>A method that steps in place as in a run, with a constant gradient.</summary>
internal sealed class Stepper
{
    private readonly EvaluationBuffer[] _told = [new()];
    private readonly Workspace _work;

    public Stepper(FirstOrderMethod method, int n, int threads = 1)
    {
        var (solver, start) = (method.Prepare(), Vector.Repeat(n, 1));
        // The gradient first: arrays that are made one after the other lie at the same place of their pages, and its reads then wait for
        // the writes.
        _told[0].Begin(new Query(start, method.Needs, start));
        _told[0].Value = 1;
        _told[0].Gradient.Fill(0.5);
        _told[0].HessianProduct.Fill(0.5);
        _work = solver.Open(solver.Start(start), threads);
    }

    /// <summary>
    /// The number of bytes per element that a step must move: reading the gradient, reading and writing the point and each slot.
    /// </summary>
    public static int BytesPerElement(FirstOrderMethod method) => 8 * (3 + 2 * method.Chain.SlotNames.Count);

    /// <summary>Makes one step; as in a run, the point before the step is kept.</summary>
    public void Step() => _work.Advance(_told, _work.Point);
}
