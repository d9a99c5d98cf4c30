using PSOptimize.Tests.Layers;

namespace PSOptimize.PowerShell.Tests;

public sealed class LayerTests
{
    /// <summary>The layers of the front-end, from the lowest up; all are above those of the core.</summary>
    private static readonly string[] Layers = ["ScriptBlocks", "Binding", "Presentation", "Sessions", "Grids", "Commands"];

    private static readonly IReadOnlyCollection<(string User, string Used)> Uses =
        LayerReader.Read(Repository.File("out", "PSOptimize", "bin", "PSOptimize.PowerShell.dll"), "PSOptimize.");

    private static int LayerOf(string type) => Array.IndexOf(Layers, type.Split('.')[1]);

    [Fact]
    public void A_layer_uses_only_layers_below_it() =>
        Assert.Empty(Uses.Where(use => LayerOf(use.Used) > LayerOf(use.User)).Select(use => $"{use.User} uses {use.Used}"));

    [Fact]
    public void Every_type_has_its_layer()
    {
        Assert.True(Uses.Count > 300);
        Assert.DoesNotContain(Uses, use => LayerOf(use.User) < 0);
    }
}
