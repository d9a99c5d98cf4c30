using PSOptimize.Randomness;

namespace PSOptimize.Objectives;

/// <summary>
/// Selects the sample, such as a batch, on which a stochastic objective is evaluated. A stochastic objective is a pure function of the
/// point and the draw; a deterministic one ignores it. The default draw selects all data.
/// </summary>
/// <param name="Key">The key of the run.</param>
/// <param name="Step">The number of the transition that needs the evaluation, from 0.</param>
public readonly record struct Draw(Key Key, long Step);
