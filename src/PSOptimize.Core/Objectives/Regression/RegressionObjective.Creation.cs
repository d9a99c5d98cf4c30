namespace PSOptimize.Objectives.Regression;

/// <content>The factory methods.</content>
public sealed partial class RegressionObjective
{
    /// <summary>The fit of any model with any loss.</summary>
    /// <param name="data">The rows to fit.</param>
    /// <param name="model">The model to fit.</param>
    /// <param name="target">The name of the column to predict.</param>
    /// <param name="loss">The loss, default <see cref="SquaredLoss"/>.</param>
    /// <param name="options">Weights, penalties and batches; default none.</param>
    /// <exception cref="ArgumentException">
    /// A column is missing, a batch is larger than the data, or an option does not apply to the model.
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// A cell is invalid (the message names its row and column), or there are too few rows.
    /// </exception>
    public static RegressionObjective Create(Table data, Model model, string target, Loss? loss = null, RegressionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(model);
        loss ??= new SquaredLoss();
        var oneHot = !loss.Classifies && model.Outputs > 1;
        return Make(data, model, target, loss, loss.Classifies || oneHot ? Sample.ClassesOf(data, target) : [], options);
    }

    /// <summary>The fit of a curve of any form.</summary>
    /// <param name="data">The rows to fit.</param>
    /// <param name="model">The curve to fit.</param>
    /// <param name="target">The name of the column to predict.</param>
    /// <param name="loss">
    /// The loss; default <see cref="ReducedChiSquaredLoss"/> if the options name a sigma column, otherwise <see cref="SquaredLoss"/>.
    /// </param>
    /// <param name="options">Weights, penalties and batches; default none.</param>
    public static RegressionObjective Curve(
        Table data, CurveModel model, string target, ResidualLoss? loss = null, RegressionOptions? options = null) =>
        Create(data, model, target, loss ?? (options?.Sigma is null ? new SquaredLoss() : new ReducedChiSquaredLoss()), options);

    /// <summary>
    /// Linear regression <c>ŷ = w·x + b</c>: ridge regression with <see cref="RegressionOptions.L2"/>, the lasso with
    /// <see cref="RegressionOptions.L1"/>, the elastic net with both.
    /// </summary>
    /// <param name="data">The rows to fit.</param>
    /// <param name="target">The name of the column to predict.</param>
    /// <param name="inputs">The names of the columns to predict from; default all except target, sigma and weight.</param>
    /// <param name="loss">The loss, default <see cref="SquaredLoss"/>.</param>
    /// <param name="options">Weights, penalties and batches; default none.</param>
    public static RegressionObjective Linear(
        Table data, string target, IReadOnlyList<string>? inputs = null, ResidualLoss? loss = null, RegressionOptions? options = null) =>
        Create(data, new Network(inputs ?? OtherColumns(data, target, options), [], 1), target, loss, options);

    /// <summary>Logistic regression <c>P(second class) = σ(w·x + b)</c> for two classes.</summary>
    /// <param name="data">The rows to fit.</param>
    /// <param name="target">The name of the column of classes.</param>
    /// <param name="inputs">The names of the columns to predict from; default all others.</param>
    /// <param name="options">Penalties and batches; default none.</param>
    public static RegressionObjective Logistic(
        Table data, string target, IReadOnlyList<string>? inputs = null, RegressionOptions? options = null) =>
        Create(data, new Network(inputs ?? OtherColumns(data, target, options), [], 1), target, new BinaryCrossEntropyLoss(), options);

    /// <summary>Softmax regression <c>P = softmax(Wx + b)</c> for any number of classes.</summary>
    /// <param name="data">The rows to fit.</param>
    /// <param name="target">The name of the column of classes.</param>
    /// <param name="inputs">The names of the columns to predict from; default all others.</param>
    /// <param name="options">Penalties and batches; default none.</param>
    public static RegressionObjective Softmax(
        Table data, string target, IReadOnlyList<string>? inputs = null, RegressionOptions? options = null) =>
        Classifier(data, target, [], inputs: inputs, options: options);

    /// <summary>A network that classifies, with one output per class and the categorical cross entropy as its loss.</summary>
    /// <param name="data">The rows to fit.</param>
    /// <param name="target">The name of the column of classes.</param>
    /// <param name="hidden">The number of units of each hidden layer.</param>
    /// <param name="activation">The activation of the hidden layers, default <see cref="Activation.ReLU"/>.</param>
    /// <param name="inputs">The names of the columns to predict from; default all others.</param>
    /// <param name="initialization">The distribution of the initial weights, default <see cref="Initialization.FanIn"/>.</param>
    /// <param name="options">Penalties and batches; default none.</param>
    public static RegressionObjective Classifier(Table data, string target, IReadOnlyList<int> hidden, Activation? activation = null,
        IReadOnlyList<string>? inputs = null, Initialization initialization = Initialization.FanIn, RegressionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var classes = Sample.ClassesOf(data, target);
        var model = new Network(inputs ?? OtherColumns(data, target, options), hidden, Math.Max(1, classes.Count), activation,
            initialization: initialization, outputNames: classes);
        return Make(data, model, target, new CategoricalCrossEntropyLoss(), classes, options);
    }

    /// <summary>
    /// A network with any loss. It has one output per class with the categorical cross entropy or a softmax at the outputs, otherwise a
    /// single one.
    /// </summary>
    /// <param name="data">The rows to fit.</param>
    /// <param name="target">The name of the column to predict.</param>
    /// <param name="hidden">The number of units of each hidden layer.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="activation">The activation of the hidden layers, default <see cref="Activation.ReLU"/>.</param>
    /// <param name="outputActivation">The activation of the outputs, default <see cref="Activation.Identity"/>.</param>
    /// <param name="inputs">The names of the columns to predict from; default all others.</param>
    /// <param name="initialization">The distribution of the initial weights, default <see cref="Initialization.FanIn"/>.</param>
    /// <param name="options">Weights, penalties and batches; default none.</param>
    public static RegressionObjective Perceptron(
        Table data, string target, IReadOnlyList<int> hidden, Loss loss, Activation? activation = null, Activation? outputActivation = null,
        IReadOnlyList<string>? inputs = null, Initialization initialization = Initialization.FanIn, RegressionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        var several = loss is CategoricalCrossEntropyLoss || outputActivation == Activation.Softmax;
        var outputs = several ? Sample.ClassesOf(data, target).Count : 1;
        var columns = inputs ?? OtherColumns(data, target, options);
        return Create(data, new Network(columns, hidden, outputs, activation, outputActivation, initialization), target, loss, options);
    }

    private static RegressionObjective Make(
        Table data, Model model, string target, Loss loss, IReadOnlyList<string> classes, RegressionOptions? options)
    {
        if (loss.Classifies || classes.Count > 0) CheckClasses(data, model, target, loss, classes);
        try
        {
            return new RegressionObjective(
                $"{loss.Name}({target})", data, model, target, loss, classes, options ?? new RegressionOptions());
        }
        catch (InvalidDataException error) when (error.Data["Column"] is string column && model is Network
            && model.Inputs.Any(name => Same(name, column)))
        {
            throw new InvalidDataException($"{error.Message} -Feature names the columns to predict from.", error);
        }
    }

    private static void CheckClasses(Table data, Model model, string target, Loss loss, IReadOnlyList<string> classes)
    {
        var wanted = loss is BinaryCrossEntropyLoss ? 2 : model.Outputs;
        if (loss is BinaryCrossEntropyLoss && model.Outputs != 1)
            throw new ArgumentException(
                $"Binary cross entropy needs a model with one output; this one has {model.Outputs}. Take categorical cross entropy.",
                nameof(model));
        if (classes.Count < 2)
            throw new InvalidDataException(
                $"The column {target} has the class {string.Join(", ", classes)} {data.Extent} and no other: "
                + "there must be at least two.");
        if (classes.Count > wanted)
        {
            var labels = data.Labels(target);
            var seen = labels.Distinct().Take(wanted).ToHashSet();
            var row = Enumerable.Range(0, labels.Count).First(i => !seen.Contains(labels[i]));
            throw Table.CellError(data.RowName(row), target, $"is '{labels[row]}', class number {wanted + 1}",
                $"one of {string.Join(", ", seen)}, "
                + $"since the model has {(model.Outputs == 1 ? "one output for two classes" : $"{wanted} outputs")}");
        }
    }

    private static IReadOnlyList<string> OtherColumns(Table data, string target, RegressionOptions? options) =>
        [.. data.ColumnNames.Where(name => !new[] { target, options?.Sigma, options?.Weight }.Any(other => Same(name, other)))];

    private static bool Same(string left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
