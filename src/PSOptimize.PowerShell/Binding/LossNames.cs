using PSOptimize.Objectives.Regression;

namespace PSOptimize.Binding;

/// <summary>The losses under the names that New-Objective -Loss takes.</summary>
internal static class LossNames
{
    /// <summary>The loss of a name, whatever its case; null if there is no such loss.</summary>
    /// <param name="name">A name, or null.</param>
    /// <param name="huberDelta">Where a Huber loss turns from squares to absolute values, above 0.</param>
    /// <param name="scale">Where the smooth robust losses do, above 0.</param>
    public static Loss? Find(string? name, double huberDelta, double scale)
    {
        Loss[] all =
        [
            new SquaredLoss(),
            new SumOfSquaresLoss(),
            new ReducedChiSquaredLoss(),
            new AdjustedChiSquaredLoss(),
            new AbsoluteLoss(),
            new HuberLoss { Delta = huberDelta },
            new LogCoshLoss(),
            new SoftL1Loss { Scale = scale },
            new CauchyLoss { Scale = scale },
            new BinaryCrossEntropyLoss(),
            new CategoricalCrossEntropyLoss(),
        ];
        return Array.Find(all, loss => loss.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }
}
