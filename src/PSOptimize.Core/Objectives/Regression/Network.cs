using System.Numerics.Tensors;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Regression;

/// <summary>
/// A multi-layer perceptron: layers of units, each an activation of a weighted sum of the layer before, trained by back-propagation.
/// Without hidden layers it is the linear model, logistic and softmax regression included.
/// </summary>
/// <remarks>
/// Rumelhart, Hinton and Williams 1986, "Learning representations by back-propagating errors". The parameters of a layer stand
/// together: its weights, one row a unit, then its biases. The losses of classes take outputs before sigmoid or softmax, so with
/// them the output activation stays <see cref="Activation.Identity"/>.
/// </remarks>
public sealed class Network : Model
{
    private readonly Layer[] _layers;
    private readonly Initialization _initialization;

    private sealed record Layer(int Inputs, int Units, Activation Activation, int Weights)
    {
        public int Sums => Units * Activation.Pieces;

        public int Biases => Weights + Sums * Inputs;

        public int End => Biases + Sums;
    }

    /// <summary>A network.</summary>
    /// <param name="inputs">The columns that it reads.</param>
    /// <param name="hidden">The number of units of each hidden layer; none for a linear model.</param>
    /// <param name="outputs">The number of outputs: 1, or one a class.</param>
    /// <param name="activation">That of the hidden layers, default ReLU.</param>
    /// <param name="outputActivation">That of the outputs, default none.</param>
    /// <param name="initialization">How the weights are drawn, default <see cref="Initialization.FanIn"/>.</param>
    /// <param name="outputNames">What parameter names call the outputs; default their numbers.</param>
    public Network(IReadOnlyList<string> inputs, IReadOnlyList<int> hidden, int outputs, Activation? activation = null,
        Activation? outputActivation = null, Initialization initialization = Initialization.FanIn, IReadOnlyList<string>? outputNames = null)
        : base(inputs, outputs)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        if (inputs.Count == 0) throw new ArgumentException("A network needs at least one input column.", nameof(inputs));
        _initialization = initialization;
        var layers = new List<Layer>();
        foreach (var units in hidden.Append(outputs))
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(units, 1, nameof(hidden));
            var last = layers.Count == hidden.Count;
            layers.Add(new Layer(layers.Count == 0 ? inputs.Count : layers[^1].Units, units,
                last ? outputActivation ?? Activation.Identity : activation ?? Activation.ReLU, layers.Count == 0 ? 0 : layers[^1].End));
        }
        _layers = [.. layers];
        ParameterNames = [.. Names(outputNames)];
    }

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> ParameterNames { get; }

    /// <summary>The number of hidden layers.</summary>
    public int HiddenLayers => _layers.Length - 1;

    /// <summary>That of the outputs; nothing where they are the weighted sums themselves.</summary>
    internal Activation? OutputActivation => _layers[^1].Activation == Activation.Identity ? null : _layers[^1].Activation;

    /// <summary>The number of weighted sums of the first layer.</summary>
    internal int FirstSums => _layers[0].Sums;

    /// <inheritdoc/>
    public override Vector Penalized
    {
        get
        {
            var mask = Vector.Allocate(_layers[^1].End);
            foreach (var layer in _layers) mask.Writable[layer.Weights..layer.Biases].Fill(1);
            return mask;
        }
    }

    internal override bool HasStart => true;

    /// <summary>Zeros for a linear model; else drawn weights, and biases of 0.</summary>
    /// <param name="key">Where the draws come from; each layer folds its number in.</param>
    public override Vector Start(Key key)
    {
        var start = Vector.Allocate(_layers[^1].End);
        if (HiddenLayers == 0) return start;
        for (var number = 0; number < _layers.Length; number++)
        {
            var layer = _layers[number];
            var weights = start.Writable[layer.Weights..layer.Biases];
            if (_initialization == Initialization.He)
            {
                key.Fold(number).FillNormal(weights);
                TensorPrimitives.Multiply(weights, Math.Sqrt(2.0 / layer.Inputs), weights);
            }
            else
            {
                var bound = _initialization == Initialization.Glorot ? Math.Sqrt(6.0 / (layer.Inputs + layer.Units)) : Math.Sqrt(1.0 / layer.Inputs);
                key.Fold(number).FillUniform(weights);
                TensorPrimitives.Multiply(weights, 2 * bound, weights);
                TensorPrimitives.Subtract(weights, bound, weights);
            }
        }
        return start;
    }

    // Three rows a layer: sums, activations, derivative by the sums; and last the derivative by activations.
    internal override double[][] Allocate(int width) =>
    [
        .. _layers.SelectMany(layer => (double[][])[new double[layer.Sums * width], new double[layer.Units * width], new double[layer.Sums * width]]),
        new double[_layers.Max(layer => layer.Units) * width],
    ];

    internal override void Forward(in Block block, ReadOnlySpan<double> parameters, double[][] work, Span<double> outputs, bool gradient)
    {
        var source = block.Inputs;
        var stride = block.Stride;
        for (var number = 0; number < _layers.Length; number++)
        {
            var layer = _layers[number];
            var last = number == _layers.Length - 1;
            var sums = work[3 * number].AsSpan(0, layer.Sums * block.Width);
            var activations = last ? outputs[..(layer.Units * block.Width)] : work[3 * number + 1].AsSpan(0, layer.Units * block.Width);
            Multiply.Weights(parameters[layer.Weights..layer.Biases], layer.Inputs, 1, parameters[layer.Biases..layer.End],
                source, stride, sums, layer.Sums, layer.Inputs, block.Width);
            layer.Activation.Apply(sums, activations, block.Width);
            source = activations;
            stride = block.Width;
        }
    }

    internal override void Pull(in Block block, ReadOnlySpan<double> parameters, double[][] work, Span<double> byOutputs, Span<double> gradient)
    {
        var byActivations = byOutputs;
        for (var number = _layers.Length - 1; number >= 0; number--)
        {
            var layer = _layers[number];
            var sums = work[3 * number].AsSpan(0, layer.Sums * block.Width);
            var bySums = work[3 * number + 2].AsSpan(0, layer.Sums * block.Width);
            Layered(layer, number, block, work, sums, byActivations[..(layer.Units * block.Width)], bySums);

            var source = number == 0 ? block.Inputs : work[3 * number - 2];
            var stride = number == 0 ? block.Stride : block.Width;
            Multiply.Rows(bySums, block.Width, source, stride, gradient[layer.Weights..layer.Biases], layer.Sums, layer.Inputs, block.Width);
            for (var unit = 0; unit < layer.Sums; unit++)
                gradient[layer.Biases + unit] += TensorPrimitives.Sum(bySums.Slice(unit * block.Width, block.Width));

            if (number == 0) return;
            byActivations = work[^1].AsSpan(0, layer.Inputs * block.Width);
            Multiply.Weights(parameters[layer.Weights..layer.Biases], 1, layer.Inputs, [],
                bySums, block.Width, byActivations, layer.Inputs, layer.Sums, block.Width);
        }
    }

    private void Layered(Layer layer, int number, in Block block, double[][] work, Span<double> sums, Span<double> byActivations, Span<double> bySums)
    {
        // The outputs themselves went to the loss; the activations of the last layer are computed again where its derivative needs them.
        var activations = work[3 * number + 1].AsSpan(0, layer.Units * block.Width);
        if (number == _layers.Length - 1) layer.Activation.Apply(sums, activations, block.Width);
        layer.Activation.Pull(sums, activations, byActivations, bySums, block.Width);
    }

    private IEnumerable<string> Names(IReadOnlyList<string>? outputNames)
    {
        string Class(int unit) => outputNames is null ? unit.ToString(System.Globalization.CultureInfo.InvariantCulture) : outputNames[unit];
        for (var number = 0; number < _layers.Length; number++)
        {
            var layer = _layers[number];
            var prefix = HiddenLayers == 0 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Layer{number + 1}.");
            string Unit(int sum)
            {
                var name = number == _layers.Length - 1 ? Class(sum % layer.Units) : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{sum % layer.Units}");
                var piece = sum < layer.Units ? "" : "'";
                return layer.Sums == 1 && HiddenLayers == 0 ? "" : $"{prefix}{name}{piece}.";
            }
            for (var sum = 0; sum < layer.Sums; sum++)
                for (var input = 0; input < layer.Inputs; input++)
                    yield return Unit(sum) + (number == 0 ? Inputs[input] : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{input}"));
            for (var sum = 0; sum < layer.Sums; sum++) yield return Unit(sum) + "Intercept";
        }
    }
}
