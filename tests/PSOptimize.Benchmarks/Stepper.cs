using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Benchmarks;

/// <summary>A method at work as in a run: in place, with a gradient that stays.</summary>
internal sealed class Stepper(FirstOrderMethod method, int n)
{
    private readonly Evaluation[] _told = [Evaluation.Of(1, Vector.Repeat(n, 0.5))];
    private Methods.State _state = method.Start(Vector.Repeat(n, 1));

    /// <summary>What a step must move at least: gradient and point, and each slot, read and written.</summary>
    public static int BytesAnElement(FirstOrderMethod method) => 8 * (3 + 2 * method.Chain.SlotNames.Count);

    /// <summary>The run keeps the point that it leaves.</summary>
    public void Step() => _state = method.Advance(_state, _told, _state.Point);
}
