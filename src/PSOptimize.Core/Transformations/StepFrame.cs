using PSOptimize.Randomness;

namespace PSOptimize.Transformations;

/// <summary>The memory and the scalars of one step of a chain. It belongs to one state and is never shared.</summary>
internal sealed class StepFrame
{
    public required int Dimension;
    public required double[][] Old;      // the point and the slots before the step
    public required double[][] New;      // and after it; the same arrays when the step is made in place
    public required double[] Numbers;    // of all transformations, updated in place
    public double[] Update = [];         // what flows between two stages; empty in a chain of one stage
    public double[] Gradient = [];
    public long Number;
    public double Value;
    public Key Key;
    public double LearningRate = double.NaN;
    public double SquaredMove;           // ‖new point − old point‖²
}
