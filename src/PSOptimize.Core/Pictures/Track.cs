using PSOptimize.Runs;
using PSOptimize.Stopping;

namespace PSOptimize.Pictures;

/// <summary>A run as it is drawn.</summary>
/// <param name="Name">What the legend calls it: the method, and what tells it from other runs of that method.</param>
/// <param name="Style">Which colour and dashes of the <see cref="Theme"/> it has, from 0.</param>
/// <param name="Run">The run.</param>
/// <param name="Rows">Its recorded rows, or as many of them as draw the same picture.</param>
public sealed record Track(string Name, int Style, Run Run, IReadOnlyList<Iterate> Rows)
{
    /// <summary>Whether the run ended because it could not go on, as one that diverged does: then it does not decide how far axes reach.</summary>
    public bool Failed => Run.Outcome.Kind == OutcomeKind.Failed;
}
