using System.Text.Json.Nodes;
using PSOptimize.Objectives.Regression;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Records;
using PSOptimize.Vectors;

namespace PSOptimize.Runs.Fits;

/// <summary>
/// A fit as text: its parameters with their statistics, and what predicts new rows with their intervals. Neither the rows that were fitted
/// nor anything compiled is in it, and reading it runs no code.
/// </summary>
/// <remarks>
/// The function of a curve is code, which the text does not hold: it has the <see cref="Source"/> of the function as words for people to
/// read, and whoever predicts brings the curve.
/// </remarks>
/// <example><code>
/// File.WriteAllText("fit.json", SavedFit.Of(fit).Json);
/// var predictions = SavedFit.FromJson(File.ReadAllText("fit.json")).Predictor().Predict(rows);
/// </code></example>
public sealed record SavedFit
{
    private static readonly Envelope Line = new("PSOptimize fit", 1, "give the text that was saved of a fit");

    private static readonly Dictionary<string, Activation> Activations = new[]
    {
        Activation.Identity, Activation.ReLU, Activation.LeakyReLU, Activation.ELU, Activation.Sigmoid, Activation.Tanh, Activation.Maxout,
        Activation.Softmax,
    }.ToDictionary(activation => activation.ToString());

    private readonly JsonObject _content;
    private readonly Network? _network;

    private SavedFit(JsonObject content)
    {
        _content = content;
        _network = content["network"] is JsonObject shape ? NetworkOf(shape) : null;
        // Whatever is wrong with the text shows when it is read.
        var model = Predictor(_network is null ? CurveModel.FromFunction(Read<string[]>("inputs"), ParameterNames, (_, _) => 0) : null);
        _ = model.Uncertainty?.ErrorOf(Vector.Repeat(ParameterNames.Count, 1).AsSpan());
        _ = Estimates;
    }

    /// <summary>The name of the objective.</summary>
    public string Name => Read<string>("name");

    /// <summary>The names of the parameters of the model, in order.</summary>
    public ReadOnlyCollection<string> ParameterNames => [.. Read<string[]>("parameters")];

    /// <summary>The function of a curve as it was written; empty for other models.</summary>
    public string Source => Read<string>("source");

    /// <summary>Whether the model is a curve, which <see cref="Predictor"/> has to be given.</summary>
    public bool NeedsCurve => _network is null;

    /// <summary>The parameters with their standard errors, intervals and notes.</summary>
    public ReadOnlyCollection<Estimate> Estimates =>
        [.. StoredParts.Part(_content, "estimates").AsArray().Select(node => new Estimate(Notation.Read<string>(node![0]),
            Notation.Read<double>(node[1]), Notation.Read<double>(node[2]), Notation.Read<double>(node[3]), Notation.Read<double>(node[4]),
            Notation.Read<double>(node[5]), Notation.Read<double>(node[6]), Notation.Read<string>(node[7])))];

    /// <summary>The fit as one line of JSON.</summary>
    public string Json => Line.Seal(Envelope.Text(_content));

    /// <summary>What is saved of a fit.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="estimates">Its estimates, if not those of its standard errors.</param>
    /// <exception cref="ArgumentException">A network has an activation with parameters of its own.</exception>
    public static SavedFit Of(Fit fit, IReadOnlyList<Estimate>? estimates = null)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var (model, network) = (fit.Model, fit.Model.Model as Network);
        var (scaling, uncertainty) = (model.Scaling, model.Uncertainty);
        return new SavedFit(new JsonObject
        {
            ["name"] = model.Name,
            ["target"] = model.Target,
            ["sigma"] = model.Sigma,
            ["weight"] = model.Weight,
            ["loss"] = model.Loss is ResidualLoss ? "Squared" : model.Loss.Name,
            ["classes"] = Notation.Write(model.Classes),
            ["inputs"] = Notation.Write(model.Model.Inputs),
            ["parameters"] = Notation.Write(model.Model.ParameterNames),
            ["source"] = (model.Model as CurveModel)?.Source ?? "",
            ["network"] = network is null ? null : new JsonObject
            {
                ["hidden"] = Notation.Write(network.HiddenUnits),
                ["outputs"] = network.Outputs,
                ["activation"] = NameOf(network.HiddenActivation),
                ["outputActivation"] = NameOf(network.OutputActivation ?? Activation.Identity),
            },
            ["shifts"] = Notation.Write(scaling?.Shifts),
            ["sizes"] = Notation.Write(scaling?.Sizes),
            ["point"] = Notation.Write(fit.Point),
            ["estimates"] = Notation.Write((estimates ?? fit.Estimates).Select(estimate => new object[]
            {
                estimate.Name, estimate.Value, estimate.StandardError, estimate.TValue, estimate.PValue, estimate.Lower, estimate.Upper,
                estimate.Note,
            })),
            ["uncertainty"] = uncertainty is null ? null : new JsonObject
            {
                ["free"] = Notation.Write(uncertainty.Free),
                ["lengths"] = Notation.Write(uncertainty.Factors.Lengths),
                ["independent"] = Notation.Write(uncertainty.Factors.Independent),
                ["triangle"] = Notation.Write(uncertainty.Factors.Triangle),
                ["vanishing"] = Notation.Write(uncertainty.Factors.Null),
                ["factor"] = Notation.Write(uncertainty.Factor),
                ["noise"] = Notation.Write(uncertainty.Noise),
                ["spread"] = Notation.Write(uncertainty.Spread),
                ["quantile"] = Notation.Write(uncertainty.Quantile),
            },
        });
    }

    /// <summary>The fit of a text.</summary>
    /// <param name="text">What <see cref="Json"/> gave.</param>
    /// <exception cref="CheckpointException">The text is damaged, is not a saved fit, or has another version.</exception>
    public static SavedFit FromJson(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        const string Advice = "save the fit again";
        var content = Line.Open(text, "The text", Advice);
        content.Remove("module");
        content.Remove("sha256");
        try
        {
            return new SavedFit(content);
        }
        catch (Exception error) when (StoredParts.IsDamage(error))
        {
            throw Envelope.Damaged("The text", Advice, error);
        }
    }

    /// <summary>What predicts new rows.</summary>
    /// <param name="curve">The curve that was fitted, with the same parameters; null for other models.</param>
    /// <exception cref="ArgumentException">The curve is missing, not wanted, or has other parameters.</exception>
    public FittedModel Predictor(CurveModel? curve = null)
    {
        if (curve is not null != NeedsCurve)
            throw new ArgumentException(NeedsCurve
                ? $"{Name} is the fit of a curve, whose function is not in the text: give it."
                : $"{Name} is not the fit of a curve.", nameof(curve));
        if (curve is not null && !curve.ParameterNames.SequenceEqual(ParameterNames, StringComparer.OrdinalIgnoreCase))
            throw new ArgumentException($"The curve has the parameters {string.Join(", ", curve.ParameterNames)}; "
                + $"fitted were {string.Join(", ", ParameterNames)}.", nameof(curve));
        var point = Read<Vector>("point");
        if (point.Count != ParameterNames.Count || !point.IsFinite()) throw new FormatException("The point does not fit the parameters.");
        var (shifts, sizes) = (Notation.Read<Vector?>(_content["shifts"]), Notation.Read<Vector?>(_content["sizes"]));
        Loss loss = Read<string>("loss") switch
        {
            "BinaryCrossEntropy" => new BinaryCrossEntropyLoss(),
            "CategoricalCrossEntropy" => new CategoricalCrossEntropyLoss(),
            _ => new SquaredLoss(),
        };
        return new FittedModel(curve ?? (Model)_network!, loss, point, new Lazy<Uncertainty?>(Uncertainty))
        {
            Name = Name,
            Target = Read<string>("target"),
            Sigma = (string?)_content["sigma"],
            Weight = (string?)_content["weight"],
            Classes = [.. Read<string[]>("classes")],
            Scaling = shifts is null || sizes is null ? null : new Scaling(shifts, sizes),
        };
    }

    private T Read<T>(string name) => Notation.Read<T>(StoredParts.Part(_content, name));

    private Network NetworkOf(JsonObject shape) => new(Read<string[]>("inputs"), Notation.Read<int[]>(shape["hidden"]),
        Notation.Read<int>(shape["outputs"]), Activations[Notation.Read<string>(shape["activation"])],
        Activations[Notation.Read<string>(shape["outputActivation"])]);

    private Uncertainty? Uncertainty()
    {
        if (_content["uncertainty"] is not JsonObject source) return null;
        T Part<T>(string name) => Notation.Read<T>(StoredParts.Part(source, name));
        var factors = new Factorization(
            Part<double[][]>("triangle"), Part<int[]>("independent"), Part<double[]>("lengths"), Part<double[][]>("vanishing"));
        return new Uncertainty(
            Part<int[]>("free"), factors, Part<double>("factor"), Part<double>("noise"), Part<double>("spread"), Part<double>("quantile"));
    }

    private static string NameOf(Activation activation) =>
        Activations.TryGetValue(activation.ToString(), out var known) && known.Equals(activation)
            ? activation.ToString()
            : throw new ArgumentException($"A network with {activation} of a parameter of its own cannot be saved.", nameof(activation));
}
