using System.Globalization;
using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Presentation;
using PSOptimize.Randomness;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Commands;

/// <summary>
/// Makes an objective, the function to minimise or maximise, from a script block, a built-in test problem, or rows of data and a model.
/// </summary>
/// <remarks>
/// A script block takes the point as one array, param([double[]] $x), or as one number per coordinate, param($a, $b); in the second form
/// the parameters name the coordinates. Its last statement is the value. It runs as it would in the session that made it, with two
/// exceptions: an index past the end of the point is an error, and an error that PowerShell would only report ends the evaluation.
/// </remarks>
/// <example>
/// A script block with one parameter per coordinate: the parameters name the columns of trajectories.
/// <code>
/// $rosenbrock = New-Objective { param($x, $y) [Math]::Pow(1 - $x, 2) + 100 * [Math]::Pow($y - $x * $x, 2) } -Name Rosenbrock
/// $rosenbrock | Measure-Objective -Point 0.1, 3
/// </code>
/// </example>
/// <example>
/// A script block of an array, with a gradient written by hand, compared with differences.
/// <code>
/// $gradient = { param([double[]] $x) (2 * $x[0]), (6 * $x[1]) }
/// New-Objective { param([double[]] $x) $x[0] * $x[0] + 3 * $x[1] * $x[1] } -Gradient $gradient | Test-Gradient -Point 1, 2
/// </code>
/// </example>
/// <example>
/// A test problem with parameters of its own.
/// <code>
/// New-Objective -Problem Rosenbrock -B 1 -Dimension 5
/// </code>
/// </example>
/// <example>
/// A curve fitted to measurements: its parameters with their standard errors. See about_PSOptimize_Fits.
/// <code>
/// $rows = 1..20 | ForEach-Object { [pscustomobject]@{ t = $_ / 10; y = 3 * [Math]::Exp(-$_ / 8) + 0.01 * [Math]::Sin(7 * $_) } }
/// $run = $rows | New-Objective -Model { param($row, $a, $k) $a * [Math]::Exp(-$k * $row.t) } -Target y |
///     Invoke-Optimizer Adam -Start 1, 1 -LearningRate 0.05 -GradientTolerance 1e-8 -MaxIterations 5000
/// ($run | Measure-Objective -Fit).Parameters
/// </code>
/// </example>
/// <example>
/// Ridge regression in one step, and a lasso, whose zeros are exact.
/// <code>
/// $rows = 1..30 | ForEach-Object { [pscustomobject]@{ x = $_; w = $_ % 7; y = 2 * $_ + [Math]::Sin(5 * $_) } }
/// $rows | New-Objective -Linear -Target y -Standardize -L2 0.1 | Invoke-Optimizer ClosedForm
/// $rows | New-Objective -Linear -Target y -Standardize -L1 1 |
///     Invoke-Optimizer Momentum -LearningRate 0.1 -Momentum 0.9 -GradientTolerance 1e-8
/// </code>
/// </example>
/// <example>
/// A network trained in batches: one row per epoch, with the accuracy on the rows held out.
/// <code>
/// $rows = 1..200 | ForEach-Object {
///     $x = [Math]::Sin($_)
///     $y = [Math]::Cos(3 * $_)
///     [pscustomobject]@{ x = $x; y = $y; inside = "$($x * $x + $y * $y -lt 0.8)" }
/// }
/// $rows | New-Objective -Network 16 -Target inside -BatchSize 20 -HeldOut 0.2 |
///     Invoke-Optimizer Adam -LearningRate 0.02 -MaxEpochs 30 -ByEpoch | Get-Trajectory -Last 3
/// </code>
/// </example>
/// <seealso cref="InvokeOptimizerCommand"/>
/// <seealso cref="MeasureObjectiveCommand"/>
/// <seealso cref="TestGradientCommand"/>
/// <seealso cref="GetTestProblemCommand"/>
/// <seealso href="about_PSOptimize_Gradients"/>
/// <seealso href="about_PSOptimize_Fits"/>
[Cmdlet(VerbsCommon.New, "Objective", DefaultParameterSetName = ScriptSet)]
[Alias("nobj")]
[OutputType(typeof(Objective))]
public sealed class NewObjectiveCommand : GuardedCommand, IDynamicParameters
{
    private const string ScriptSet = "Script";
    private const string ProblemSet = "Problem";
    private const string ModelSet = "Model";
    private const string LinearSet = "Linear";
    private const string LogisticSet = "Logistic";
    private const string SoftmaxSet = "Softmax";
    private const string NetworkSet = "Network";

    private static readonly string[] ForDataOnly =
        [nameof(L1), nameof(L2), nameof(BatchSize), nameof(DropLast), nameof(HeldOut), nameof(HeldOutSeed), nameof(MetricsEvery)];

    private readonly DynamicParameters _problemParameters = new(typeof(NewObjectiveCommand),
        TestProblems.All.SelectMany(entry => entry.Parameters).Select(parameter => (parameter.Name, parameter.Type)), ProblemSet);

    private readonly List<PSObject> _rows = [];

    /// <summary>
    /// The function: param([double[]] $x), or param($a, $b) with one parameter per coordinate. Its last statement is the value.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ScriptSet, ValueFromPipeline = true)]
    [NoFiles]
    public ScriptBlock Script { get; set; } = null!;

    /// <summary>
    /// The gradient: a script block with the same parameters that returns one number per coordinate. By default the gradient is derived
    /// from the script.
    /// </summary>
    [Parameter(ParameterSetName = ScriptSet)]
    [NoFiles]
    [PSDefaultValue(Help = "derived from the script")]
    public ScriptBlock? Gradient { get; set; }

    /// <summary>
    /// How the gradient is obtained. Auto, the default, derives it from the script if that is possible (see about_PSOptimize_Gradients) and
    /// takes central differences if not; Exact makes it an error if it is not possible; Central and Forward take differences; ComplexStep,
    /// for analytic blocks, checks the exact gradient.
    /// </summary>
    [Parameter(ParameterSetName = ScriptSet)]
    public DifferentiationChoice Differentiation { get; set; }

    /// <summary>
    /// What rows and tables call the objective; by default Objective, the name of the problem, or the loss and the target.
    /// </summary>
    [Parameter]
    [NoFiles]
    [PSDefaultValue(Help = "Objective, the problem, or the loss and the target")]
    public string? Name { get; set; }

    /// <summary>
    /// Compares the translation of the script block with what PowerShell itself computes, to the bit, at 16 points between -3 and 3. Where
    /// they differ, a warning says so, and the block is invoked as it is written. Runs compare at their start and at their best point
    /// anyway.
    /// </summary>
    [Parameter(ParameterSetName = ScriptSet)]
    public SwitchParameter Verify { get; set; }

    /// <summary>Seeks the largest value instead of the smallest. Values and gradients stay those of the function.</summary>
    [Parameter]
    public SwitchParameter Maximize { get; set; }

    /// <summary>
    /// A built-in test problem: a name that Get-TestProblem lists. Its own parameters, such as -Dimension, are parameters here.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ProblemSet, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ProblemCompleter))]
    public ProblemChoice Problem { get; set; } = null!;

    // These two are parameters of the cmdlet itself, because -A and -B would otherwise abbreviate -Activation and -BatchSize.

    /// <summary>Rosenbrock's a, default 1: the minimum is at (a, a²).</summary>
    [Parameter(ParameterSetName = ProblemSet)]
    [NoFiles]
    public double? A { get; set; }

    /// <summary>Rosenbrock's b, above 0, default 100: how steep the walls of the valley are.</summary>
    [Parameter(ParameterSetName = ProblemSet)]
    [NoFiles]
    public double? B { get; set; }

    /// <summary>The rows of data, for example from Import-Csv; or -Path names a file of them.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = ModelSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = LinearSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = LogisticSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = SoftmaxSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = NetworkSet)]
    [AllowEmptyCollection]
    [NoFiles]
    public PSObject[] InputObject { get; set => field = value ?? []; } = [];

    /// <summary>
    /// A file of rows of data, whose first line names the columns: the same rows as from Import-Csv, read many times faster. Numbers have
    /// a decimal point.
    /// </summary>
    [Parameter(ParameterSetName = ModelSet)]
    [Parameter(ParameterSetName = LinearSet)]
    [Parameter(ParameterSetName = LogisticSet)]
    [Parameter(ParameterSetName = SoftmaxSet)]
    [Parameter(ParameterSetName = NetworkSet)]
    public string? Path { get; set; }

    /// <summary>What separates the columns of the file, default a comma; for a tab "`t".</summary>
    [Parameter(ParameterSetName = ModelSet)]
    [Parameter(ParameterSetName = LinearSet)]
    [Parameter(ParameterSetName = LogisticSet)]
    [Parameter(ParameterSetName = SoftmaxSet)]
    [Parameter(ParameterSetName = NetworkSet)]
    [NoFiles]
    [Needs(nameof(Path))]
    public char Delimiter { get; set; } = ',';

    /// <summary>
    /// A curve: param($row, $a, $b), that is, the row with its columns as properties, then the parameters to fit. A column of numbers is
    /// numbers; others are texts, to be compared with texts.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ModelSet)]
    [NoFiles]
    public ScriptBlock Model { get; set; } = null!;

    /// <summary>Linear regression; ridge with -L2, lasso with -L1, the elastic net with both.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LinearSet)]
    public SwitchParameter Linear { get; set; }

    /// <summary>Logistic regression: two classes.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LogisticSet)]
    public SwitchParameter Logistic { get; set; }

    /// <summary>Softmax regression: any number of classes.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SoftmaxSet)]
    public SwitchParameter Softmax { get; set; }

    /// <summary>A multi-layer perceptron: the number of units in each hidden layer.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NetworkSet)]
    [NoFiles]
    public int[] Network { get; set => field = value ?? []; } = [];

    /// <summary>The column to predict: numbers, or classes.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ModelSet)]
    [Parameter(Mandatory = true, ParameterSetName = LinearSet)]
    [Parameter(Mandatory = true, ParameterSetName = LogisticSet)]
    [Parameter(Mandatory = true, ParameterSetName = SoftmaxSet)]
    [Parameter(Mandatory = true, ParameterSetName = NetworkSet)]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string Target { get; set; } = "";

    /// <summary>The columns to predict from; by default all others.</summary>
    [Parameter(ParameterSetName = LinearSet)]
    [Parameter(ParameterSetName = LogisticSet)]
    [Parameter(ParameterSetName = SoftmaxSet)]
    [Parameter(ParameterSetName = NetworkSet)]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    [PSDefaultValue(Help = "all columns but the target")]
    [ValidateNotNullOrEmpty]
    public string[]? Feature { get; set; }

    /// <summary>
    /// The column with the standard deviation of the target, above 0, by which each residual is divided; default none. Standard errors
    /// trust it, unless Measure-Objective is told that it is relative.
    /// </summary>
    [Parameter(ParameterSetName = ModelSet)]
    [Parameter(ParameterSetName = LinearSet)]
    [Parameter(ParameterSetName = NetworkSet)]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public string? Sigma { get; set; }

    /// <summary>
    /// The weight of each row, above 0: a column, or a block of the row such as { param($row) 1 / $row.y }; default none. It multiplies the
    /// loss of the row. For squares it is 1/s² of a standard deviation s that is known up to a common factor, which is estimated; for
    /// classes it counts equal rows. Standard deviations that are known go into -Sigma.
    /// </summary>
    [Parameter(ParameterSetName = ModelSet)]
    [Parameter(ParameterSetName = LinearSet)]
    [Parameter(ParameterSetName = LogisticSet)]
    [Parameter(ParameterSetName = SoftmaxSet)]
    [Parameter(ParameterSetName = NetworkSet)]
    [ArgumentCompleter(typeof(ColumnCompleter))]
    public object? Weight { get; set; }

    /// <summary>
    /// How a wrong prediction counts. For numbers: Squared (the default, a mean), SumOfSquares, ReducedChiSquared (the default for a curve
    /// with -Sigma: over N - p for N rows and p parameters), AdjustedChiSquared (over N - p - 1), Absolute, Huber, LogCosh, SoftL1 or
    /// Cauchy. For the classes of a network: CategoricalCrossEntropy (the default) or BinaryCrossEntropy.
    /// </summary>
    [Parameter(ParameterSetName = ModelSet)]
    [Parameter(ParameterSetName = LinearSet)]
    [Parameter(ParameterSetName = NetworkSet)]
    [ValidateSet("Squared", "SumOfSquares", "ReducedChiSquared", "AdjustedChiSquared", "Absolute", "Huber", "LogCosh", "SoftL1", "Cauchy",
        "BinaryCrossEntropy", "CategoricalCrossEntropy")]
    [PSDefaultValue(Help = "Squared, ReducedChiSquared with -Sigma, CategoricalCrossEntropy for classes")]
    public string? Loss { get; set; }

    /// <summary>The residual at which the Huber loss turns from squares to absolute values, above 0, default 1.</summary>
    [Parameter(ParameterSetName = ModelSet)]
    [Parameter(ParameterSetName = LinearSet)]
    [Parameter(ParameterSetName = NetworkSet)]
    [NoFiles]
    public double HuberDelta { get; set; } = 1;

    /// <summary>The residual at which the SoftL1 and Cauchy losses turn away from squares, above 0, default 1.</summary>
    [Parameter(ParameterSetName = ModelSet)]
    [Parameter(ParameterSetName = LinearSet)]
    [Parameter(ParameterSetName = NetworkSet)]
    [NoFiles]
    public double LossScale { get; set; } = 1;

    /// <summary>
    /// Adds this number, at least 0, times the sum of the absolute weights of the model, not of its intercepts; default 0. Values and
    /// gradients include it, and first-order methods make zeros exact.
    /// </summary>
    [Parameter]
    [NoFiles]
    public double L1 { get; set; }

    /// <summary>
    /// Adds this number, at least 0, times the sum of the squared weights of the model, not of its intercepts; default 0. Values and
    /// gradients include it.
    /// </summary>
    [Parameter]
    [NoFiles]
    public double L2 { get; set; }

    /// <summary>
    /// Shifts and scales each column to mean 0 and standard deviation 1. Measure-Objective -Fit gives coefficients in the original units.
    /// </summary>
    [Parameter(ParameterSetName = LinearSet)]
    [Parameter(ParameterSetName = LogisticSet)]
    [Parameter(ParameterSetName = SoftmaxSet)]
    [Parameter(ParameterSetName = NetworkSet)]
    public SwitchParameter Standardize { get; set; }

    /// <summary>
    /// Maps each column to the range from 0 to 1, which suits images; a constant column, which -Standardize refuses, becomes 0.
    /// </summary>
    [Parameter(ParameterSetName = LinearSet)]
    [Parameter(ParameterSetName = LogisticSet)]
    [Parameter(ParameterSetName = SoftmaxSet)]
    [Parameter(ParameterSetName = NetworkSet)]
    public SwitchParameter MinMax { get; set; }

    /// <summary>
    /// The activation of the hidden layers: ReLU (the default), LeakyReLU, ELU, Sigmoid, Tanh, Maxout, Softmax or Identity.
    /// </summary>
    [Parameter(ParameterSetName = NetworkSet)]
    [ValidateSet("ReLU", "LeakyReLU", "ELU", "Sigmoid", "Tanh", "Maxout", "Softmax", "Identity")]
    public string Activation { get; set; } = "ReLU";

    /// <summary>
    /// The activation of the outputs, for losses of numbers: the same names, default Identity. Cross entropies have their own.
    /// </summary>
    [Parameter(ParameterSetName = NetworkSet)]
    [ValidateSet("Identity", "ReLU", "LeakyReLU", "ELU", "Sigmoid", "Tanh", "Maxout", "Softmax")]
    public string OutputActivation { get; set; } = "Identity";

    /// <summary>
    /// How a network draws its first weights, from the seed of the run: FanIn (the default; uniform in ±1/√inputs), Glorot or He.
    /// </summary>
    [Parameter(ParameterSetName = NetworkSet)]
    public Initialization Initialization { get; set; }

    /// <summary>How many rows each step uses: 0, the default, for all, 1 for stochastic descent.</summary>
    [Parameter]
    [NoFiles]
    public int BatchSize { get; set; }

    /// <summary>Leaves out the last batch of an epoch if it is short.</summary>
    [Parameter]
    [Needs(nameof(BatchSize))]
    public SwitchParameter DropLast { get; set; }

    /// <summary>
    /// The share of the rows to hold out, above 0 and below 1, default none: their loss and their accuracy or R² become columns of the
    /// trajectory and choose the best point.
    /// </summary>
    [Parameter]
    [NoFiles]
    public double? HeldOut { get; set; }

    /// <summary>The seed that draws the rows to hold out, default 0.</summary>
    [Parameter]
    [NoFiles]
    [Needs(nameof(HeldOut))]
    public long HeldOutSeed { get; set; }

    /// <summary>Computes the loss of all rows and the other metrics every N steps; 0, the default, means once per epoch.</summary>
    [Parameter]
    [NoFiles]
    public long MetricsEvery { get; set; }

    private bool IsModelOfData => ParameterSetName is not (ScriptSet or ProblemSet);

    /// <summary>The parameters of all test problems.</summary>
    public object GetDynamicParameters() =>
        _problemParameters.Shown(this, TestProblems.Find(Problem?.Name ?? "")?.Parameters ?? []);

    /// <summary>Refuses parameters that only a model of data can use if the objective is another one.</summary>
    private protected override void Begin()
    {
        ParameterRules.Demand(this);
        if (IsModelOfData) return;
        if (ForDataOnly.FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is { } stray)
        {
            var why = $"-{stray} is for models of data: give -Model, -Linear, -Logistic, -Softmax or -Network as well, or leave it out.";
            ThrowTerminatingError(Errors.BadArgument(new ArgumentException(why), stray));
        }
    }

    /// <inheritdoc/>
    private protected override void Process()
    {
        if (IsModelOfData) _rows.AddRange(InputObject);
        else if (ParameterSetName == ProblemSet) Write(FromProblem, null);
        else Write(() => ObjectiveFactory.FromScript(Script, SessionState, Gradient, choice: Differentiation), Script);
    }

    /// <inheritdoc/>
    private protected override void End()
    {
        if (IsModelOfData) Write(FromRows, null);
    }

    private void Write(Func<Objective?> make, ScriptBlock? script)
    {
        try
        {
            if (make() is not { } objective) return;
            if (Name is not null) objective = objective.WithName(Name);
            if (Verify) objective = new TranslationGuard(this).Verified(objective);
            this.Tell($"{objective.Name}: {GradientText.Of(objective)}");
            WriteObject(Maximize ? objective.WithMaximize(true) : objective);
        }
        catch (ScriptException error)
        {
            Report(Errors.Evaluation(error, "No objective was made", script));
        }
        catch (ArgumentException error)
        {
            Report(Errors.BadArgument(error, script));
        }
        catch (InvalidDataException error)
        {
            Report(Errors.BadData(error));
        }
    }

    /// <summary>Reports an error. If no objective comes of the rows, the pipeline has nothing left to do.</summary>
    private void Report(ErrorRecord error)
    {
        if (IsModelOfData) ThrowTerminatingError(error);
        else WriteError(error);
    }

    private Objective? FromProblem()
    {
        if (Problem.Problem is { } ready) return ready.Objective;
        if (TestProblems.Find(Problem.Name) is { } entry)
            return entry.Create([.. _problemParameters.Given, .. IfGiven(nameof(A), A), .. IfGiven(nameof(B), B)]).Objective;
        WriteError(Errors.UnknownProblem(Problem.Name));
        return null;
    }

    private static KeyValuePair<string, object?>[] IfGiven(string name, double? value) => value is null ? [] : [new(name, value)];

    private RegressionObjective FromRows()
    {
        if (Stray() is { } stray) throw new ArgumentException(stray);
        if (Path is not null && _rows.Count > 0)
            throw new ArgumentException($"There are rows from the pipeline and from -Path {Path}: give only one of them.");
        var all = Path is null ? TableFactory.Of(_rows) : Table.ReadCsv(FilePath.Of(this, Path), Delimiter);
        if (all.RowCount == 0)
            throw new InvalidDataException(Path is null
                ? "The data have no rows: pipe at least one in, for example from Import-Csv, or name a file with -Path."
                : $"{Path} has no rows below the names of its columns.");
        const string Weights = "-" + nameof(Weight);
        var weight = Weight.Unwrap();
        if (weight is ScriptBlock block) all = all.With(Weights, ModelFactory.NumbersOf(block, all));
        var key = Key.FromSeed(HeldOutSeed);
        var rows = HeldOut is { } rest ? all.Rest(rest, key) : all;
        var options = new RegressionOptions
        {
            Sigma = Sigma,
            Weight = weight is ScriptBlock ? Weights : weight?.ToString(),
            L1 = L1,
            L2 = L2,
            Standardize = Standardize,
            MinMax = MinMax,
            BatchSize = BatchSize,
            DropLast = DropLast,
            HeldOut = HeldOut is { } share ? all.Share(share, key) : null,
            MetricsEvery = MetricsEvery,
        };
        return ParameterSetName switch
        {
            ModelSet => RegressionObjective.Curve(
                rows, ModelFactory.FromScript(Model, all, SessionState), Target, ResidualLoss(), options),
            LinearSet => RegressionObjective.Linear(rows, Target, Feature, ResidualLoss(), options),
            LogisticSet => RegressionObjective.Logistic(rows, Target, Feature, options),
            SoftmaxSet => RegressionObjective.Softmax(rows, Target, Feature, options),
            _ => FromNetwork(rows, options),
        };
    }

    /// <summary>What was given and does not belong to the loss, as a sentence; null if nothing was.</summary>
    private string? Stray()
    {
        bool Given(string name) => MyInvocation.BoundParameters.ContainsKey(name);
        bool Is(params string[] losses) => losses.Contains(Loss, StringComparer.OrdinalIgnoreCase);
        return Given(nameof(HuberDelta)) && !Is("Huber") ? "-HuberDelta belongs to -Loss Huber: give that as well, or leave it out."
            : Given(nameof(LossScale)) && !Is("SoftL1", "Cauchy")
                ? "-LossScale belongs to -Loss SoftL1 or Cauchy: give one of these, or leave it out."
            : Given(nameof(OutputActivation)) && (Loss is null || Is("CategoricalCrossEntropy"))
                ? "-OutputActivation is for networks that predict numbers: give a -Loss of numbers, such as Squared, or leave it out."
            : null;
    }

    private RegressionObjective FromNetwork(Table rows, RegressionOptions options)
    {
        var hidden = ActivationNames.Get(Activation);
        var objective = LossNames.Find(Loss, HuberDelta, LossScale) switch
        {
            null or CategoricalCrossEntropyLoss =>
                RegressionObjective.Classifier(rows, Target, Network, hidden, Feature, Initialization, options),
            var loss => RegressionObjective.Perceptron(
                rows, Target, Network, loss, hidden, ActivationNames.Get(OutputActivation), Feature, Initialization, options),
        };
        if (Loss is null && objective.Classes.Any(IsFraction))
            this.Warn($"FractionsAreClasses: {Target} has numbers with fractions, and each of its "
                + string.Create(CultureInfo.InvariantCulture, $"{objective.Classes.Count} values is a class of its own. ")
                + "Give -Loss Squared to predict a number.");
        return objective;
    }

    private static bool IsFraction(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsInteger(number);

    private ResidualLoss? ResidualLoss() => LossNames.Find(Loss, HuberDelta, LossScale) switch
    {
        null => null,
        ResidualLoss loss => loss,
        var loss => throw new ArgumentException(
            $"{loss.Name} is a loss for classes, and {Target} is a number: use Squared, Absolute, Huber or ReducedChiSquared."),
    };
}
