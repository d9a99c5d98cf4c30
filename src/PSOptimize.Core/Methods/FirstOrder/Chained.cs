using PSOptimize.Checks;
using PSOptimize.Transformations;

namespace PSOptimize.Methods.FirstOrder;

/// <summary>A method composed of transformations by its user.</summary>
/// <param name="Links">The transformations, first to last. A chain that descends has a rate in it.</param>
/// <remarks>
/// The learning rate is that of the chain, so <see cref="FirstOrderMethod.LearningRate"/> and its decay play no part; what else all
/// methods share comes before the chain.
/// </remarks>
/// <example><code>new Chained(Chain.Of(new ClipByNorm(1), new ScaleByAdam(), new ScaleByLearningRate(0.01))) { Label = "Clipped Adam" }</code></example>
[About("the given transformations, one after the other", "see the transformations")]
public sealed record Chained(Chain Links) : FirstOrderMethod(1)
{
    /// <summary><c>Chain</c>.</summary>
    public override string Name => "Chain";

    /// <summary>The transformations, first to last.</summary>
    public Chain Links { get; init => field = Require.NotNull(value); } = Require.NotNull(Links);

    /// <inheritdoc/>
    protected override IEnumerable<Transformation> Compose() => Links.Links;
}
