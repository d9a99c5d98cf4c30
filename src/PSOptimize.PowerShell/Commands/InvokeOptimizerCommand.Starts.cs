using System.Management.Automation;
using PSOptimize.Constraints;
using PSOptimize.Objectives;
using PSOptimize.Presentation;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Commands;

/// <content>Many starts, drawn in a box.</content>
public sealed partial class InvokeOptimizerCommand
{
    /// <summary>Draws this many starts from the first seed, a run from each: in the box of -Within, or in the domain of a test problem.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 1_000_000)]
    public int StartCount { get; set; }

    /// <summary>How the drawn starts are spread: Uniform, the default, each by itself; LatinHypercube, one in each slice of every coordinate; Sobol, even in several coordinates together, best with 2, 4, 8, 16, ... starts.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Sampling Sampling { get; set; } = Sampling.Uniform;

    private Vector[] DrawnStarts(Objective objective)
    {
        var (low, high) = Within is Box box ? (box.Lower, box.Upper)
            : objective.Problem is { } problem ? (problem.Lower, problem.Upper)
            : (Vector.Empty, Vector.Empty);
        var dimension = Math.Max(objective.Dimension, low.Count);
        // One pair of bounds stands for every coordinate.
        if (low.Count == 1) (low, high) = (Vector.Repeat(dimension, low[0]), Vector.Repeat(dimension, high[0]));
        if (low.Count == 0 || low.Count != dimension || !low.IsFinite() || !high.IsFinite())
        {
            Refuse(Errors.NoBoxForStarts(objective));
            return [];
        }
        try
        {
            return [.. CubeSample.Draw(Key.FromSeed(Seed[0]), StartCount, dimension, Sampling).Select(unit => low + unit.Times(high - low))];
        }
        catch (ArgumentOutOfRangeException error)
        {
            Refuse(Errors.BadArgument(error, Sampling));
            return [];
        }
    }
}
