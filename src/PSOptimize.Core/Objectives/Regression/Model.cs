using PSOptimize.Differentiation;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Regression;

/// <summary>
/// A function that predicts outputs from the input columns of a row and from parameters: a <see cref="CurveModel"/> or a
/// <see cref="Network"/>, which without hidden layers is a linear model.
/// </summary>
public abstract class Model
{
    private protected Model(IReadOnlyList<string> inputs, int outputs)
    {
        Inputs = [.. inputs];
        Outputs = outputs;
    }

    /// <summary>The names of the columns that the model reads.</summary>
    public ReadOnlyCollection<string> Inputs { get; }

    /// <summary>The number of outputs per row.</summary>
    public int Outputs { get; }

    /// <summary>The names of the parameters, which are the coordinates of the objective.</summary>
    public abstract ReadOnlyCollection<string> ParameterNames { get; }

    /// <summary>1 for each parameter that penalties apply to, 0 for the others: weights are penalised, biases are not.</summary>
    public abstract Vector Penalized { get; }

    /// <summary>Initial parameters, which a network draws at random.</summary>
    /// <param name="key">The source of the draws.</param>
    public abstract Vector Start(Key key);

    /// <summary>Whether <see cref="Start"/> is a sensible starting point; for a curve it is only a placeholder.</summary>
    internal virtual bool HasStart => false;

    /// <summary>How the gradient with respect to the parameters is obtained.</summary>
    public virtual DifferentiationKind Differentiation => DifferentiationKind.Given;

    /// <summary>
    /// Whether data can determine the parameters uniquely. They cannot for a network with hidden layers, whose hidden units can be permuted
    /// without changing the outputs.
    /// </summary>
    public virtual bool IsIdentifiable => true;

    /// <summary>Why the outputs are not linear in the parameters, and what to use instead; null if they are.</summary>
    internal abstract string? WhyNotLinear { get; }

    /// <summary>Whether an input may be a text, which <see cref="Read"/> numbers in no meaningful order.</summary>
    internal virtual bool ReadsTexts => false;

    /// <summary>A column of a table as the model's inputs.</summary>
    internal virtual Vector Read(Table table, string name) => table.Numbers(name);

    /// <summary>Allocates the working memory for blocks of a width.</summary>
    internal abstract double[][] Allocate(int width);

    /// <summary>
    /// Computes the outputs of a block, one row of the width per output, and stores in the working memory what <see cref="Pull"/> needs.
    /// </summary>
    internal abstract void Forward(
        in Block block, ReadOnlySpan<double> parameters, double[][] work, Span<double> outputs, bool gradient);

    /// <summary>
    /// Adds the gradient with respect to the parameters, given that with respect to the outputs, which may be overwritten.
    /// </summary>
    internal abstract void Pull(
        in Block block, ReadOnlySpan<double> parameters, double[][] work, Span<double> byOutputs, Span<double> gradient);

    /// <summary>An output for one row of inputs.</summary>
    /// <param name="inputs">The inputs, column after column.</param>
    /// <param name="stride">The distance between columns.</param>
    /// <param name="row">The number of the row.</param>
    /// <param name="index">The number of the output.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="work">The working memory.</param>
    /// <param name="slopes">Receives the derivatives by the parameters.</param>
    internal virtual double OutputOf(
        double[] inputs, int stride, int row, int index, ReadOnlySpan<double> parameters, Workspace work, Span<double> slopes)
    {
        RegressionObjective.Gather(inputs, stride, [row], work.Inputs, Multiply.Columns);
        var block = new Block { Inputs = work.Inputs, Stride = Multiply.Columns, Count = 1, Width = Multiply.Columns };
        var outputs = work.Outputs.AsSpan(0, Outputs * block.Width);
        Forward(block, parameters, work.Model, outputs, gradient: true);
        var output = outputs[index * block.Width];
        var one = work.ByOutputs.AsSpan(0, outputs.Length);
        one.Clear();
        one[index * block.Width] = 1;
        slopes.Clear();
        Pull(block, parameters, work.Model, one, slopes);
        return output;
    }
}
