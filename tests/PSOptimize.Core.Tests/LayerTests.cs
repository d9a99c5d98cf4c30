using PSOptimize.Objectives;
using PSOptimize.Tests.Layers;

namespace PSOptimize.Tests;

public class LayerTests
{
    /// <summary>The layers of the core from the ground up: each may use only layers below it.</summary>
    private static readonly string[] Layers =
    [
        "Checks", "Vectors", "Catalogues", "Randomness", "Schedules", "Differentiation", "Constraints", "Stopping", "Objectives", "Methods",
        "Runs", "Pictures",
    ];

    private static readonly IReadOnlyCollection<(string User, string Used)> Uses =
        LayerReader.Read(typeof(Objective).Assembly.Location, "PSOptimize.");

    private static int LayerOf(string type) => Array.IndexOf(Layers, type.Split('.')[1]);

    [Fact]
    public void A_layer_uses_only_layers_below_it() =>
        Assert.Empty(Uses.Where(use => LayerOf(use.Used) > LayerOf(use.User)).Select(use => $"{use.User} uses {use.Used}"));

    [Fact]
    public void Every_namespace_has_its_layer() =>
        Assert.DoesNotContain(Uses.SelectMany(use => (string[])[use.User, use.Used]), type => LayerOf(type) < 0);

    [Fact]
    public void The_code_of_methods_is_read_and_not_only_signatures()
    {
        Assert.True(Uses.Count > 2000);
        // Only within its methods.
        Assert.Contains(("PSOptimize.Methods.Method", "PSOptimize.Methods.ScaledSolver"), Uses);
        Assert.Contains(("PSOptimize.Runs.TimeLimit", "PSOptimize.Differentiation.Interruption"), Uses);
    }
}
