using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Objectives.Regression;
using PSOptimize.Presentation;
using PSOptimize.Randomness;

namespace PSOptimize.Commands;

/// <content>Objectives from rows of data and a model.</content>
public sealed partial class NewObjectiveCommand
{
    private const string ModelSet = "Model";
    private const string LinearSet = "Linear";
    private const string LogisticSet = "Logistic";
    private const string SoftmaxSet = "Softmax";
    private const string NetworkSet = "Network";

    private readonly List<PSObject> _rows = [];

    /// <summary>The rows of data, for example from Import-Csv.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ModelSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = LinearSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = LogisticSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = SoftmaxSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = NetworkSet)]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>A curve: param($row, $a, $b), the row with its columns as properties, then the parameters to fit. Columns are numbers in it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ModelSet)]
    public ScriptBlock Model { get; set; } = null!;

    /// <summary>Linear regression; with -L2 ridge, with -L1 lasso, with both the elastic net.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LinearSet)]
    public SwitchParameter Linear { get; set; }

    /// <summary>Logistic regression: two classes.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LogisticSet)]
    public SwitchParameter Logistic { get; set; }

    /// <summary>Softmax regression: any number of classes.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SoftmaxSet)]
    public SwitchParameter Softmax { get; set; }

    /// <summary>A multi-layer perceptron: the number of units of each hidden layer.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NetworkSet)]
    public int[] Network { get; set; } = [];

    /// <summary>The column to predict: a number, or a class.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ModelSet)]
    [Parameter(Mandatory = true, ParameterSetName = LinearSet)]
    [Parameter(Mandatory = true, ParameterSetName = LogisticSet)]
    [Parameter(Mandatory = true, ParameterSetName = SoftmaxSet)]
    [Parameter(Mandatory = true, ParameterSetName = NetworkSet)]
    public string Target { get; set; } = "";

    /// <summary>The columns to predict from; all others where none are named.</summary>
    [Parameter(ParameterSetName = LinearSet)]
    [Parameter(ParameterSetName = LogisticSet)]
    [Parameter(ParameterSetName = SoftmaxSet)]
    [Parameter(ParameterSetName = NetworkSet)]
    public string[]? Feature { get; set; }

    /// <summary>The column of the target's standard deviation; each residual is divided by it.</summary>
    [Parameter(ParameterSetName = ModelSet)]
    [Parameter(ParameterSetName = LinearSet)]
    [Parameter(ParameterSetName = NetworkSet)]
    public string? Sigma { get; set; }

    /// <summary>How far a prediction is off: for numbers Squared (the default; a mean), SumOfSquares, ReducedChiSquared (the default of a curve with -Sigma), Absolute, Huber or LogCosh; for the classes of a network CategoricalCrossEntropy (its default) or BinaryCrossEntropy.</summary>
    [Parameter(ParameterSetName = ModelSet)]
    [Parameter(ParameterSetName = LinearSet)]
    [Parameter(ParameterSetName = NetworkSet)]
    [ValidateSet("Squared", "SumOfSquares", "ReducedChiSquared", "Absolute", "Huber", "LogCosh", "BinaryCrossEntropy", "CategoricalCrossEntropy")]
    public string? Loss { get; set; }

    /// <summary>The residual at which the Huber loss turns from squares to absolute values, above 0, default 1.</summary>
    [Parameter(ParameterSetName = ModelSet)]
    [Parameter(ParameterSetName = LinearSet)]
    [Parameter(ParameterSetName = NetworkSet)]
    public double HuberDelta { get; set; } = 1;

    /// <summary>Adds this, at least 0, default 0, times the sum of the weights' absolute values; zeros are exact.</summary>
    [Parameter]
    public double L1 { get; set; }

    /// <summary>Adds this, at least 0, default 0, times the sum of the weights' squares.</summary>
    [Parameter]
    public double L2 { get; set; }

    /// <summary>Shifts and scales each column to mean 0 and standard deviation 1. The coefficients of the fit are for the columns as they came.</summary>
    [Parameter(ParameterSetName = LinearSet)]
    [Parameter(ParameterSetName = LogisticSet)]
    [Parameter(ParameterSetName = SoftmaxSet)]
    [Parameter(ParameterSetName = NetworkSet)]
    public SwitchParameter Standardize { get; set; }

    /// <summary>Brings each column to between 0 and 1, as images like it; a constant column, which -Standardize refuses, becomes 0.</summary>
    [Parameter(ParameterSetName = LinearSet)]
    [Parameter(ParameterSetName = LogisticSet)]
    [Parameter(ParameterSetName = SoftmaxSet)]
    [Parameter(ParameterSetName = NetworkSet)]
    public SwitchParameter MinMax { get; set; }

    /// <summary>The activation of the hidden layers: ReLU (the default), LeakyReLU, ELU, Sigmoid, Tanh, Maxout, Softmax or Identity.</summary>
    [Parameter(ParameterSetName = NetworkSet)]
    [ValidateSet("ReLU", "LeakyReLU", "ELU", "Sigmoid", "Tanh", "Maxout", "Softmax", "Identity")]
    public string Activation { get; set; } = "ReLU";

    /// <summary>The activation of the outputs, for losses of numbers: the same names, default Identity; cross entropies bring their own.</summary>
    [Parameter(ParameterSetName = NetworkSet)]
    [ValidateSet("Identity", "ReLU", "LeakyReLU", "ELU", "Sigmoid", "Tanh", "Maxout", "Softmax")]
    public string OutputActivation { get; set; } = "Identity";

    /// <summary>How a network draws its first weights, from the seed of the run: FanIn (the default; uniform in ±1/√inputs), Glorot or He.</summary>
    [Parameter(ParameterSetName = NetworkSet)]
    public Initialization Initialization { get; set; }

    /// <summary>How many rows a step sees; 0, the default, for all, 1 for stochastic descent.</summary>
    [Parameter]
    public int BatchSize { get; set; }

    /// <summary>Leaves out the last batch of an epoch where it is short.</summary>
    [Parameter]
    public SwitchParameter DropLast { get; set; }

    /// <summary>A share of the rows to hold out, above 0 and below 1, default none: their loss and accuracy or R² become columns of the trajectory and choose the best point.</summary>
    [Parameter]
    public double HeldOut { get; set; }

    /// <summary>The seed of the draw of the rows held out, default 0.</summary>
    [Parameter]
    public long HeldOutSeed { get; set; }

    /// <summary>Takes the full loss and the other metrics every so many steps; 0, the default, for once an epoch.</summary>
    [Parameter]
    public long MetricsEvery { get; set; }

    private static readonly string[] ForDataOnly = [nameof(L1), nameof(L2), nameof(BatchSize), nameof(DropLast), nameof(HeldOut), nameof(HeldOutSeed), nameof(MetricsEvery)];

    /// <summary>What only a model of data can use is refused for other objectives.</summary>
    protected override void BeginProcessing()
    {
        if (ParameterSetName is not (ScriptSet or ProblemSet)) return;
        if (ForDataOnly.FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is { } stray)
            ThrowTerminatingError(Errors.BadArgument(new ArgumentException($"-{stray} is for models of data: give -Model, -Linear, -Logistic, -Softmax or -Network as well, or leave it out."), stray));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName is ScriptSet or ProblemSet) return;
        Write(FromRows, null);
    }

    private RegressionObjective FromRows()
    {
        var all = TableFactory.Of(_rows);
        if (all.RowCount == 0) throw new InvalidDataException("The data have no rows: pipe at least one in, for example from Import-Csv.");
        var key = Key.FromSeed(HeldOutSeed);
        var split = MyInvocation.BoundParameters.ContainsKey(nameof(HeldOut));
        var rows = split ? all.Rest(HeldOut, key) : all;
        var options = new RegressionOptions
        {
            Sigma = Sigma,
            L1 = L1,
            L2 = L2,
            Standardize = Standardize,
            MinMax = MinMax,
            BatchSize = BatchSize,
            DropLast = DropLast,
            HeldOut = split ? all.Share(HeldOut, key) : null,
            MetricsEvery = MetricsEvery,
        };
        return ParameterSetName switch
        {
            ModelSet => RegressionObjective.Curve(rows, ModelFactory.FromScript(Model, all, SessionState, Differentiation), Target, ResidualLossOf(), options),
            LinearSet => RegressionObjective.Linear(rows, Target, Feature, ResidualLossOf(), options),
            LogisticSet => RegressionObjective.Logistic(rows, Target, Feature, options),
            SoftmaxSet => RegressionObjective.Softmax(rows, Target, Feature, options),
            _ => FromNetwork(rows, options),
        };
    }

    private RegressionObjective FromNetwork(Table rows, RegressionOptions options) => LossOf() switch
    {
        null or CategoricalCrossEntropyLoss => RegressionObjective.Classifier(rows, Target, Network, ActivationOf(Activation), Feature, Initialization, options),
        var loss => RegressionObjective.Perceptron(rows, Target, Network, loss, ActivationOf(Activation), ActivationOf(OutputActivation), Feature, Initialization, options),
    };

    private ResidualLoss? ResidualLossOf() => LossOf() switch
    {
        null => null,
        ResidualLoss loss => loss,
        var loss => throw new ArgumentException($"{loss.Name} is a loss of classes; {Target} is a number: take Squared, Absolute, Huber, LogCosh or ReducedChiSquared."),
    };

    private Loss? LossOf() => Loss switch
    {
        null => null,
        "Squared" => new SquaredLoss(),
        "SumOfSquares" => new SumOfSquaresLoss(),
        "ReducedChiSquared" => new ReducedChiSquaredLoss(),
        "Absolute" => new AbsoluteLoss(),
        "Huber" => new HuberLoss { Delta = HuberDelta },
        "LogCosh" => new LogCoshLoss(),
        "BinaryCrossEntropy" => new BinaryCrossEntropyLoss(),
        _ => new CategoricalCrossEntropyLoss(),
    };

    private static Activation ActivationOf(string name) => name switch
    {
        "ReLU" => Objectives.Regression.Activation.ReLU,
        "LeakyReLU" => Objectives.Regression.Activation.LeakyReLU,
        "ELU" => Objectives.Regression.Activation.ELU,
        "Sigmoid" => Objectives.Regression.Activation.Sigmoid,
        "Tanh" => Objectives.Regression.Activation.Tanh,
        "Maxout" => Objectives.Regression.Activation.Maxout,
        "Softmax" => Objectives.Regression.Activation.Softmax,
        _ => Objectives.Regression.Activation.Identity,
    };
}
