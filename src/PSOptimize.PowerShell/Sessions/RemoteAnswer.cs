using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Sessions;

/// <summary>What another session answered at a point.</summary>
/// <param name="Value">The value; not a number if there was an error.</param>
/// <param name="Gradient">The gradient; empty if none was wanted.</param>
/// <param name="Error">What was thrown there, or why there is no answer; null if all went well.</param>
/// <param name="Timing">When it was asked and answered, and which session did.</param>
internal sealed record RemoteAnswer(double Value, Vector Gradient, Exception? Error, Timing Timing);
