using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Regression;

/// <summary>
/// What predicts outputs from the columns of a row and from parameters: a <see cref="CurveModel"/> or a <see cref="Network"/>, of
/// which the linear models are the ones without hidden layers.
/// </summary>
public abstract class Model
{
    private protected Model(IReadOnlyList<string> inputs, int outputs)
    {
        Inputs = [.. inputs];
        Outputs = outputs;
    }

    /// <summary>The columns that the model reads.</summary>
    public ReadOnlyCollection<string> Inputs { get; }

    /// <summary>The number of outputs a row.</summary>
    public int Outputs { get; }

    /// <summary>The names of the parameters: the coordinates of the objective.</summary>
    public abstract ReadOnlyCollection<string> ParameterNames { get; }

    /// <summary>Which parameters a penalty holds back, 1 or 0: weights, not biases.</summary>
    public abstract Vector Penalized { get; }

    /// <summary>A point to start from; networks draw theirs.</summary>
    /// <param name="key">Where the draws come from.</param>
    public abstract Vector Start(Key key);

    /// <summary>Whether <see cref="Start"/> is a good place to begin; of a curve nobody but its author can say.</summary>
    internal virtual bool HasStart => false;

    /// <summary>Memory for the work on blocks of a width.</summary>
    internal abstract double[][] Allocate(int width);

    /// <summary>Writes the outputs of the rows, one row of the width each, and remembers in the work what <see cref="Pull"/> needs.</summary>
    internal abstract void Forward(in Block block, ReadOnlySpan<double> parameters, double[][] work, Span<double> outputs, bool gradient);

    /// <summary>Adds to the gradient by the parameters, given the one by the outputs, which it may overwrite.</summary>
    internal abstract void Pull(in Block block, ReadOnlySpan<double> parameters, double[][] work, Span<double> byOutputs, Span<double> gradient);
}
