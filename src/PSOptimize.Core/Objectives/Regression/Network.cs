using System.Globalization;
using System.Numerics.Tensors;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Regression;

/// <summary>
/// A multi-layer perceptron: layers of units, each of which applies an activation to a weighted sum of the previous layer; its gradient is
/// computed by back-propagation. Without hidden layers it is a linear model, as in linear, logistic and softmax regression.
/// </summary>
/// <remarks>
/// Rumelhart, Hinton and Williams 1986, "Learning representations by back-propagating errors". The parameters are stored layer by layer:
/// weights, one row per unit, then biases. The losses for classes take logits, so that with them the output activation is
/// <see cref="Activation.Identity"/>.
/// </remarks>
public sealed class Network : Model
{
    // With its name, its gradient, and what a method remembers of it.
    private const int BytesPerParameter = 100;

    private readonly Layer[] _layers;
    private readonly Initialization _initialization;

    private sealed record Layer(int Inputs, int Units, Activation Activation, int Weights)
    {
        public int Sums => Units * Activation.Pieces;

        public int Biases => Weights + Sums * Inputs;

        public int End => Biases + Sums;
    }

    /// <summary>Creates a network.</summary>
    /// <param name="inputs">The names of the columns that it reads, at least one.</param>
    /// <param name="hidden">The number of units of each hidden layer, each at least 1; empty for a linear model.</param>
    /// <param name="outputs">The number of outputs: 1, or one per class.</param>
    /// <param name="activation">The activation of the hidden layers, default <see cref="Activation.ReLU"/>.</param>
    /// <param name="outputActivation">The activation of the outputs, default <see cref="Activation.Identity"/>.</param>
    /// <param name="initialization">The distribution of the initial weights, default <see cref="Initialization.FanIn"/>.</param>
    /// <param name="outputNames">The names of the outputs within parameter names; default their indices.</param>
    /// <exception cref="ArgumentException">There are no inputs, a number is below 1, or memory cannot hold the network.</exception>
    public Network(
        IReadOnlyList<string> inputs, IReadOnlyList<int> hidden, int outputs, Activation? activation = null,
        Activation? outputActivation = null, Initialization initialization = Initialization.FanIn,
        IReadOnlyList<string>? outputNames = null)
        : base(inputs, outputs)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        if (inputs.Count == 0) throw new ArgumentException("A network needs at least one input column.", nameof(inputs));
        _initialization = initialization;
        var (layers, parameters) = (new List<Layer>(), 0L);
        foreach (var units in hidden.Append(outputs))
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(units, 1, nameof(hidden));
            var last = layers.Count == hidden.Count;
            var layer = new Layer(layers.Count == 0 ? inputs.Count : layers[^1].Units, units,
                last ? outputActivation ?? Activation.Identity : activation ?? Activation.ReLU, layers.Count == 0 ? 0 : layers[^1].End);
            parameters += (1L + layer.Inputs) * units * layer.Activation.Pieces;
            if (parameters > Math.Min(int.MaxValue, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes) / BytesPerParameter)
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"A network of {parameters} parameters does not fit into memory: ")
                    + "choose fewer units.", nameof(hidden));
            layers.Add(layer);
        }
        _layers = [.. layers];
        ParameterNames = [.. Names(outputNames)];
    }

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> ParameterNames { get; }

    /// <summary>The number of hidden layers.</summary>
    public int HiddenLayers => _layers.Length - 1;

    /// <summary>The number of units of each hidden layer.</summary>
    internal IReadOnlyList<int> HiddenUnits => [.. _layers[..^1].Select(layer => layer.Units)];

    /// <summary>The activation of the hidden layers; the identity if there are none.</summary>
    internal Activation HiddenActivation => HiddenLayers == 0 ? Activation.Identity : _layers[0].Activation;

    /// <summary>The activation of the outputs; null if it is the identity.</summary>
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

    /// <inheritdoc/>
    public override bool IsIdentifiable => HiddenLayers == 0;

    internal override string? WhyNotLinear => this switch
    {
        { HiddenLayers: > 0 } => "this one is a network. Use Adam.",
        { OutputActivation: not null } => "this one has an activation at its output. Use a first-order method.",
        _ => null,
    };

    /// <summary>Zeros for a linear model; otherwise random weights and biases of 0.</summary>
    /// <param name="key">The source of the draws; each layer uses the fold of its number.</param>
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
                var bound = _initialization == Initialization.Glorot
                    ? Math.Sqrt(6.0 / (layer.Inputs + layer.Units)) : Math.Sqrt(1.0 / layer.Inputs);
                key.Fold(number).FillUniform(weights);
                TensorPrimitives.Multiply(weights, 2 * bound, weights);
                TensorPrimitives.Subtract(weights, bound, weights);
            }
        }
        return start;
    }

    // Three arrays per layer: sums, activations, and derivatives by the sums. The last array holds the derivatives by activations.
    internal override double[][] Allocate(int width) =>
    [
        .. _layers.SelectMany(layer =>
            (double[][])[new double[layer.Sums * width], new double[layer.Units * width], new double[layer.Sums * width]]),
        new double[_layers.Max(layer => layer.Units) * width],
    ];

    internal override void Forward(
        in Block block, ReadOnlySpan<double> parameters, double[][] work, Span<double> outputs, bool gradient)
    {
        var source = block.Inputs;
        var stride = block.Stride;
        for (var number = 0; number < _layers.Length; number++)
        {
            var layer = _layers[number];
            var last = number == _layers.Length - 1;
            var sums = work[3 * number].AsSpan(0, layer.Sums * block.Width);
            var activations = last
                ? outputs[..(layer.Units * block.Width)] : work[3 * number + 1].AsSpan(0, layer.Units * block.Width);
            Multiply.Weights(parameters[layer.Weights..layer.Biases], layer.Inputs, 1, parameters[layer.Biases..layer.End],
                source, stride, sums, layer.Sums, layer.Inputs, block.Width);
            layer.Activation.Apply(sums, activations, block.Width);
            source = activations;
            stride = block.Width;
        }
    }

    internal override void Pull(
        in Block block, ReadOnlySpan<double> parameters, double[][] work, Span<double> byOutputs, Span<double> gradient)
    {
        var byActivations = byOutputs;
        for (var number = _layers.Length - 1; number >= 0; number--)
        {
            var layer = _layers[number];
            var sums = work[3 * number].AsSpan(0, layer.Sums * block.Width);
            var bySums = work[3 * number + 2].AsSpan(0, layer.Sums * block.Width);
            PullActivation(layer, number, block, work, sums, byActivations[..(layer.Units * block.Width)], bySums);

            var source = number == 0 ? block.Inputs : work[3 * number - 2];
            var stride = number == 0 ? block.Stride : block.Width;
            Multiply.Rows(
                bySums, block.Width, source, stride, gradient[layer.Weights..layer.Biases], layer.Sums, layer.Inputs, block.Width);
            for (var unit = 0; unit < layer.Sums; unit++)
                gradient[layer.Biases + unit] += TensorPrimitives.Sum(bySums.Slice(unit * block.Width, block.Width));

            if (number == 0) return;
            byActivations = work[^1].AsSpan(0, layer.Inputs * block.Width);
            Multiply.Weights(parameters[layer.Weights..layer.Biases], 1, layer.Inputs, [],
                bySums, block.Width, byActivations, layer.Inputs, layer.Sums, block.Width);
        }
    }

    private void PullActivation(
        Layer layer, int number, in Block block, double[][] work, Span<double> sums, Span<double> byActivations, Span<double> bySums)
    {
        // The activations of the last layer were written to the outputs and not to the working memory, so they are computed again.
        var activations = work[3 * number + 1].AsSpan(0, layer.Units * block.Width);
        if (number == _layers.Length - 1) layer.Activation.Apply(sums, activations, block.Width);
        layer.Activation.Pull(sums, activations, byActivations, bySums, block.Width);
    }

    private IEnumerable<string> Names(IReadOnlyList<string>? outputNames)
    {
        for (var number = 0; number < _layers.Length; number++)
        {
            var layer = _layers[number];
            var unitNames = number == _layers.Length - 1 ? outputNames : null;
            var prefix = HiddenLayers == 0 ? "" : $"Layer{Text(number + 1)}.";
            string Unit(int sum)
            {
                var unit = sum % layer.Units;
                var piece = sum < layer.Units ? "" : "'";
                return layer.Sums == 1 && HiddenLayers == 0 ? "" : $"{prefix}{unitNames?[unit] ?? Text(unit)}{piece}.";
            }
            for (var sum = 0; sum < layer.Sums; sum++)
                for (var input = 0; input < layer.Inputs; input++)
                    yield return Unit(sum) + (number == 0 ? Inputs[input] : Text(input));
            for (var sum = 0; sum < layer.Sums; sum++) yield return Unit(sum) + "Intercept";
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
