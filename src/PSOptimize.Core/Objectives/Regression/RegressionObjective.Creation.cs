namespace PSOptimize.Objectives.Regression;

/// <content>The ways to make one.</content>
public sealed partial class RegressionObjective
{
    /// <summary>Any model with any loss.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="model">What predicts.</param>
    /// <param name="target">The column to predict.</param>
    /// <param name="loss">How far a prediction is off; default squared.</param>
    /// <param name="options">Weights, penalties, batches.</param>
    /// <exception cref="ArgumentException">A column is missing, a batch is larger than the data, or an option does not suit the model.</exception>
    /// <exception cref="InvalidDataException">A cell is wrong, or there are too few rows; the message names row and column.</exception>
    public static RegressionObjective Of(Table data, Model model, string target, Loss? loss = null, RegressionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(model);
        loss ??= new SquaredLoss();
        var oneHot = !loss.Classifies && model.Outputs > 1;
        return Make(data, model, target, loss, loss.Classifies || oneHot ? Sample.ClassesOf(data, target) : [], options);
    }

    /// <summary>A curve of any form.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="model">The curve.</param>
    /// <param name="target">The column to predict.</param>
    /// <param name="loss">Default <see cref="ReducedChiSquaredLoss"/> with a sigma, else squared.</param>
    /// <param name="options">Weights, penalties, batches.</param>
    public static RegressionObjective Curve(Table data, CurveModel model, string target, ResidualLoss? loss = null, RegressionOptions? options = null) =>
        Of(data, model, target, loss ?? (options?.Sigma is null ? new SquaredLoss() : new ReducedChiSquaredLoss()), options);

    /// <summary>Linear regression <c>ŷ = w·x + b</c>; with <see cref="RegressionOptions.L2"/> ridge, with L1 lasso, with both the elastic net.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="target">The column to predict.</param>
    /// <param name="inputs">The columns to predict from; default all others but sigma.</param>
    /// <param name="loss">Default squared.</param>
    /// <param name="options">Weights, penalties, batches.</param>
    public static RegressionObjective Linear(
        Table data, string target, IReadOnlyList<string>? inputs = null, ResidualLoss? loss = null, RegressionOptions? options = null) =>
        Of(data, new Network(inputs ?? Others(data, target, options), [], 1), target, loss, options);

    /// <summary>Logistic regression <c>P(second class) = σ(w·x + b)</c>: the perceptron with a sigmoid. The target has two classes.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="target">The column of classes.</param>
    /// <param name="inputs">The columns to predict from; default all others.</param>
    /// <param name="options">Penalties, batches.</param>
    public static RegressionObjective Logistic(Table data, string target, IReadOnlyList<string>? inputs = null, RegressionOptions? options = null) =>
        Of(data, new Network(inputs ?? Others(data, target, options), [], 1), target, new BinaryCrossEntropyLoss(), options);

    /// <summary>Softmax regression <c>P = softmax(Wx + b)</c> over any number of classes.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="target">The column of classes.</param>
    /// <param name="inputs">The columns to predict from; default all others.</param>
    /// <param name="options">Penalties, batches.</param>
    public static RegressionObjective Softmax(Table data, string target, IReadOnlyList<string>? inputs = null, RegressionOptions? options = null) =>
        Classifier(data, target, [], inputs: inputs, options: options);

    /// <summary>A network with hidden layers that tells classes apart by categorical cross entropy.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="target">The column of classes.</param>
    /// <param name="hidden">The number of units of each hidden layer.</param>
    /// <param name="activation">That of the hidden layers, default ReLU.</param>
    /// <param name="inputs">The columns to predict from; default all others.</param>
    /// <param name="initialization">How the weights are drawn, default <see cref="Initialization.FanIn"/>.</param>
    /// <param name="options">Penalties, batches.</param>
    public static RegressionObjective Classifier(Table data, string target, IReadOnlyList<int> hidden, Activation? activation = null,
        IReadOnlyList<string>? inputs = null, Initialization initialization = Initialization.FanIn, RegressionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var classes = Sample.ClassesOf(data, target);
        var model = new Network(inputs ?? Others(data, target, options), hidden, Math.Max(1, classes.Count), activation, initialization: initialization, outputNames: classes);
        return Make(data, model, target, new CategoricalCrossEntropyLoss(), classes, options);
    }

    /// <summary>A network with hidden layers and any loss: one output for a number or for two classes, one a class with a softmax at the outputs.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="target">The column to predict.</param>
    /// <param name="hidden">The number of units of each hidden layer.</param>
    /// <param name="loss">How far a prediction is off.</param>
    /// <param name="activation">That of the hidden layers, default ReLU.</param>
    /// <param name="outputActivation">That of the outputs, default none.</param>
    /// <param name="inputs">The columns to predict from; default all others.</param>
    /// <param name="initialization">How the weights are drawn, default <see cref="Initialization.FanIn"/>.</param>
    /// <param name="options">Penalties, batches.</param>
    public static RegressionObjective Perceptron(Table data, string target, IReadOnlyList<int> hidden, Loss loss, Activation? activation = null,
        Activation? outputActivation = null, IReadOnlyList<string>? inputs = null, Initialization initialization = Initialization.FanIn, RegressionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var classes = loss is CategoricalCrossEntropyLoss || outputActivation == Activation.Softmax ? Sample.ClassesOf(data, target).Count : 1;
        return Of(data, new Network(inputs ?? Others(data, target, options), hidden, classes, activation, outputActivation, initialization), target, loss, options);
    }

    private static RegressionObjective Make(Table data, Model model, string target, Loss loss, IReadOnlyList<string> classes, RegressionOptions? options)
    {
        if (loss.Classifies || classes.Count > 0) CheckClasses(data, model, target, loss, classes);
        return new RegressionObjective($"{loss.Name}({target})", data, model, target, loss, classes, options ?? new RegressionOptions());
    }

    private static void CheckClasses(Table data, Model model, string target, Loss loss, IReadOnlyList<string> classes)
    {
        var wanted = loss is BinaryCrossEntropyLoss ? 2 : model.Outputs;
        if (loss is BinaryCrossEntropyLoss && model.Outputs != 1)
            throw new ArgumentException($"Binary cross entropy needs a model of one output; this one has {model.Outputs}. Take categorical cross entropy.", nameof(model));
        if (classes.Count < 2)
            throw new InvalidDataException($"The column {target} has the class {string.Join(", ", classes)} {data.Extent} and no other: there must be at least two.");
        if (classes.Count > wanted)
        {
            var labels = data.Labels(target);
            var seen = labels.Distinct().Take(wanted).ToHashSet();
            var row = Enumerable.Range(0, labels.Count).First(i => !seen.Contains(labels[i]));
            throw Table.Wrong(data.NumberOf(row), target, $"is '{labels[row]}', class number {wanted + 1}",
                $"one of {string.Join(", ", seen)}, since the model has {(model.Outputs == 1 ? "one output for two classes" : $"{wanted} outputs")}");
        }
    }

    private static IReadOnlyList<string> Others(Table data, string target, RegressionOptions? options) =>
        [.. data.ColumnNames.Where(name => !Same(name, target) && !(options?.Sigma is { } sigma && Same(name, sigma)))];

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
