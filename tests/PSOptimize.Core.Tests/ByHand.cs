using PSOptimize.Methods;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Tests;

/// <summary>A method at work on an objective that the test itself answers for.</summary>
internal static class ByHand
{
    public static State Start(this Method method, Vector point, Key key = default) => method.Prepare().Start(point, key);

    public static Request Ask(this Method method, State state) => method.Prepare().Ask(state);

    public static State Tell(this Method method, State state, params Evaluation[] evaluations) => method.Prepare().Tell(state, evaluations);

    public static Vector Answer(this Method method, State state) => method.Prepare().Answer(state);

    /// <summary>What a method without gradients remembers at a state.</summary>
    public static T Memory<T>(this State state) where T : TrialMemory => MemorySchema<T>.Read(state)!;
}
