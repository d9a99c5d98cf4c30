using PSOptimize.Differentiation;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Objectives.Regression;

/// <summary>
/// The misfit of a model to data as a function of the model's parameters: a loss over the rows, plus penalties on the weights. With a batch
/// size it is stochastic: a pure function of the point and of the draw, which selects the rows. With the default draw, as in
/// <see cref="Objective.Value"/>, it includes all rows.
/// </summary>
/// <example><code>
/// var data = Table.ReadCsv("diabetes.csv");
/// var objective = RegressionObjective.Linear(data, "progression", options: new() { L2 = 0.1, Standardize = true });
/// var run = Optimizer.Run(objective, new Adam { LearningRate = 0.5 }, objective.Start());
/// var fit = objective.Fit(run.Point);      // coefficients, residuals, R², standard errors, predictions
/// </code></example>
public sealed partial class RegressionObjective : Objective
{
    // With this block size, the working memory of a layer fits into the L1 cache.
    private const int BlockRows = 256;

    private readonly Sample _sample;
    private readonly Sample? _heldOut;
    private readonly Batches? _batches;
    private readonly Workspace.Pool _workspaces;
    private readonly ModelOutputs _outputs;
    private readonly Vector _penalized;
    private readonly Penalty _penalty;
    private readonly double _divisor;

    private RegressionObjective(
        string name, Table data, Model model, string target, Loss loss, IReadOnlyList<string> classes, RegressionOptions options)
        : base(name)
    {
        (Data, Model, Target, Loss, Classes, Options) = (data, model, target, loss, [.. classes], options);
        Scaling = Scaling.FromData(options, data, model);
        _sample = SampleFrom(data, options);
        _heldOut = options.HeldOut is null ? null : SampleFrom(options.HeldOut, options);

        var parameters = model.ParameterNames.Count;
        var determined = options.AllowUnderdetermined || options.L1 > 0 || options.L2 > 0 || !model.IsIdentifiable;
        var unknowns = parameters / model.Outputs;
        if (!determined && data.RowCount < unknowns)
            throw new InvalidDataException(
                $"{data.RowCount} row{(data.RowCount == 1 ? "" : "s")} cannot determine {unknowns} parameters"
                + $"{(model.Outputs > 1 ? " per class" : "")}: give more rows, or a penalty.");
        _divisor = loss.Divisor(data.RowCount, parameters);
        _penalized = model.Penalized;
        _penalty = new Penalty(options.L1, options.L2);
        _batches = options.BatchSize == 0 ? null : new Batches(data.RowCount, options.BatchSize, options.DropLast);

        var width = Block.Padded(Math.Max(Math.Min(BlockRows, data.RowCount), options.BatchSize));
        _workspaces = new Workspace.Pool(() => new Workspace(model, width, loss.Classifies ? 1 : model.Outputs));
        _outputs = new ModelOutputs(model, loss, _workspaces);
        SetCoordinateNames([.. model.ParameterNames]);
        MetricNames = [.. Metrics()];
    }

    /// <summary>The rows to which the model is fitted.</summary>
    public Table Data { get; }

    /// <summary>The model, whose parameters are the coordinates of this objective.</summary>
    public Model Model { get; }

    /// <summary>The name of the column that is predicted.</summary>
    public string Target { get; }

    /// <summary>The loss that is minimised.</summary>
    public Loss Loss { get; }

    /// <summary>The names of the classes, in the order of the outputs; empty if the target is a number.</summary>
    public ReadOnlyCollection<string> Classes { get; }

    /// <summary>Weights, penalties and batches.</summary>
    public RegressionOptions Options { get; }

    /// <summary>The scaling of the input columns; null if they are not scaled.</summary>
    internal Scaling? Scaling { get; }

    /// <inheritdoc/>
    public override DifferentiationKind Differentiation => Model.Differentiation;

    /// <inheritdoc/>
    public override ReadOnlyCollection<string> MetricNames { get; }

    /// <inheritdoc/>
    public override string RankingMetric => _heldOut is not null
        ? Classes.Count > 0 ? "HeldOutAccuracy" : "HeldOutLoss"
        : _batches is not null ? "FullLoss" : "";

    /// <inheritdoc/>
    public override bool RankingIncreases => _heldOut is not null && Classes.Count > 0;

    /// <inheritdoc/>
    public override long MetricsEvery => Options.MetricsEvery == 0 ? StepsPerEpoch : Options.MetricsEvery;

    /// <inheritdoc/>
    public override long StepsPerEpoch => _batches?.PerEpoch ?? 1;

    /// <inheritdoc/>
    public override Vector? L1Weights => Options.L1 > 0 ? Options.L1 * _penalized : null;

    /// <summary>
    /// Value and gradient, and also residuals and their Jacobian if the loss is a sum of squares, the model has one output and there is no
    /// L1 penalty.
    /// </summary>
    public override Information Offers => Loss.IsSumOfSquares && Options.L1 == 0 && Model.Outputs == 1
        ? base.Offers | Information.Residuals | Information.Jacobian
        : base.Offers;

    internal override string? WhyNotLinear => Model.WhyNotLinear ?? this switch
    {
        { Loss.Classifies: true } => "this one tells classes apart. Use Momentum or Adam.",
        { Loss: not SquaredLoss } => $"this one has the loss {Loss.Name}. Use a first-order method.",
        { Options.L1: > 0 } => "this one has an L1 penalty. Use Momentum, whose zeros are exact: "
            + "with standardised columns, a rate of 1 over their number is never too large.",
        { Model.Outputs: > 1 } => $"this one has {Model.Outputs} outputs. Use a first-order method.",
        _ => null,
    };

    /// <summary>The same objective with another curve of the same parameters.</summary>
    internal Objective WithCurve(CurveModel curve) =>
        new RegressionObjective(Name, Data, curve, Target, Loss, Classes, Options).WithMaximize(Maximize);

    /// <inheritdoc/>
    public override Vector? CustomaryStart(long seed) => Model.HasStart ? Start(seed) : null;

    /// <summary>Whether a larger value of a metric is better: true for accuracies and R², false for losses.</summary>
    /// <param name="metric">One of <see cref="MetricNames"/>.</param>
    public override bool MetricIncreases(string metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.EndsWith("Accuracy", StringComparison.OrdinalIgnoreCase)
            || metric.EndsWith("R2", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Initial parameters: zeros for linear models, random weights for networks, ones for curves.</summary>
    /// <param name="seed">The seed of the random weights, default 0.</param>
    public Vector Start(long seed = 0) => Model.Start(Key.FromSeed(seed));

    /// <summary>The fitted model with given parameters: coefficients, fitted values, residuals, R², standard errors, predictions.</summary>
    /// <param name="point">The parameters, for example the best point of a run.</param>
    /// <param name="options">What the statistics rest on: the problem with its bounds, how to take σ; default the objective alone.</param>
    /// <exception cref="ArgumentException">The point has another number of parameters than the model.</exception>
    public Fit Fit(Vector point, FitOptions? options = null) => new(this, point, options ?? new FitOptions());

    /// <inheritdoc/>
    protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var gradient = answer.Gradient;
        gradient.Clear();
        var parameters = query.Point.AsSpan();
        ReadOnlySpan<int> batch = _batches is null || draw.Key == default ? [] : _batches.RowsOf(draw);
        var byRow = answer.Wants(Information.Residuals | Information.Jacobian);
        // A curve gives the same bits row by row, so that its residuals need no second pass for their sum.
        var summed = byRow && batch.IsEmpty && gradient.IsEmpty && Model is CurveModel;
        if (summed) answer.Value = WriteResiduals(query.Point, batch, answer) / _divisor;
        else if (batch.IsEmpty) answer.Value = Sum(_sample, parameters, gradient) / _divisor;
        else
        {
            answer.Value = SumBatch(batch, parameters, gradient) / (_divisor * batch.Length / _sample.Count);
            Scale(gradient, (double)_sample.Count / batch.Length);
        }
        Scale(gradient, 1 / _divisor);
        answer.Value += _penalty.AddTo(parameters, gradient, _penalized.AsSpan());
        if (byRow && !summed) WriteResiduals(query.Point, batch, answer);
    }

    /// <inheritdoc/>
    protected internal override Vector Measure(Vector point, Draw draw, bool full)
    {
        var values = Vector.Allocate(MetricNames.Count);
        for (var i = 0; i < MetricNames.Count; i++)
            values.Writable[i] = MetricNames[i] switch
            {
                "Epoch" => (double)draw.Step / StepsPerEpoch,
                _ when !full => double.NaN,
                "FullLoss" => Value(point),
                "HeldOutLoss" => MeanLoss(_heldOut!, point),
                "Accuracy" or "R2" => Quality(_sample, point),
                _ => Quality(_heldOut!, point),
            };
        return values;
    }

    /// <summary>The metrics that one of these objectives may have.</summary>
    internal static ReadOnlyCollection<string> AllMetrics { get; } =
        ["Epoch", "FullLoss", "Accuracy", "R2", "HeldOutLoss", "HeldOutAccuracy", "HeldOutR2"];

    private IEnumerable<string> Metrics()
    {
        var quality = Classes.Count > 0 ? "Accuracy" : "R2";
        if (_batches is not null) yield return "Epoch";
        if (_batches is not null) yield return "FullLoss";
        if (Classes.Count > 0 || _batches is not null || _heldOut is not null || Options.MetricsEvery > 0) yield return quality;
        if (_heldOut is null) yield break;
        yield return "HeldOutLoss";
        yield return "HeldOut" + quality;
    }
}
