using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Methods.Chains;

/// <summary>The memory and the scalars of one step of a chain. It belongs to one state and is never shared.</summary>
internal sealed class StepFrame
{
    public required int Dimension;
    public required double[][] Old;      // the point and the slots before the step
    public required double[][] New;      // and after it; the same arrays when the step is made in place
    public required double[] Numbers;    // of all transformations, updated in place
    public double[] Update = [];         // what flows between two stages; empty until it is needed
    public double[] Gradient = [];
    public Vector Direction = Vector.Empty;       // v of the Hessian product; empty if none was asked for
    public Vector HessianProduct = Vector.Empty;  // Hv
    public double[] Input = [];          // what comes into the stage at hand: the gradient or the update
    public StepOutcome Outcome;          // whether a link has ended the step
    public int Threads = Environment.ProcessorCount;
    public object?[]? Tiles;             // the work of each stage
    public double[] Scratch = [];        // for a link that needs one more vector within its fold
    public Vector Group = Vector.Empty;  // the coordinates that the link at hand is for; empty for all
    public int KeptFrom;                 // the first row that a skipped step leaves as it is
    public long Number;                  // the step as the link at hand counts it
    public double Value;
    public Key Key;
    public double LearningRate = double.NaN;
    public double SquaredMove;           // ‖new point − old point‖²
    public double StepNorm;              // its root; that of the last move while updates are gathered

    /// <summary>The memory between two stages.</summary>
    public double[] Buffer => Update.Length == Gradient.Length ? Update : Update = new double[Gradient.Length];
}
