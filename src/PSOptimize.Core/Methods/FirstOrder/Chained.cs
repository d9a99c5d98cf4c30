using PSOptimize.Schedules;
using PSOptimize.Methods.Chains;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>A method composed of transformations by its user.</summary>
/// <remarks>
/// <see cref="FirstOrderMethod.LearningRate"/> is the rate of the links that have one, and replaces it where another is set. Where no link
/// has a rate, or links have different ones, it plays no part. What else all methods share comes before the chain.
/// </remarks>
/// <example><code>
/// new Chained(Chain.Of(new ClipByNorm(1), new Adam().Scaling, new ScaleByLearningRate(0.01))) { Label = "Clipped Adam" }
/// </code></example>
[About("the given transformations, one after the other", "see the transformations")]
public sealed record Chained(Chain Links) : FirstOrderMethod(RateOf(Links) ?? 1)
{
    /// <summary><c>Chain</c>.</summary>
    public override string Name => "Chain";

    /// <summary>The transformations, first to last. A chain that descends has a rate in it.</summary>
    public Chain Links { get; init => field = Checked(value); } = Links;

    internal override bool Has(string parameter) =>
        parameter is not (nameof(LearningRate) or nameof(LearningRateDecay)) || RateOf(Links) is not null;

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() =>
        RateOf(Links) is null ? Links.Links : Links.Links.Select(link => link.OwnRate is null ? link : link.AtRate(LearningRateWithDecay));

    /// <summary>The one rate of a chain.</summary>
    private static Schedule? RateOf(Chain links)
    {
        ArgumentNullException.ThrowIfNull(links, nameof(Links));
        Schedule[] rates = [.. links.Links.Select(link => link.OwnRate).OfType<Schedule>().Distinct()];
        return rates.Length == 1 ? rates[0] : null;
    }
}
