using PSOptimize.Randomness;

namespace PSOptimize.Objectives;

/// <summary>
/// Which sample a stochastic objective is asked for. A stochastic objective is a pure function of the point and this draw;
/// a deterministic one ignores it.
/// </summary>
/// <param name="Key">The key of the run.</param>
/// <param name="Step">The transition that the evaluation is for, from 0.</param>
public readonly record struct Draw(Key Key, long Step);
