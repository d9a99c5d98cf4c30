using PSOptimize.Tests.Layers;

namespace PSOptimize.Storage.Tests;

public class LayerTests
{
    private static readonly string[] Below =
    [
        "Checks", "Vectors", "Catalogues", "Randomness", "Schedules", "Constraints", "Stopping", "Objectives", "Methods", "Runs", "Storage",
    ];

    [Fact]
    public void The_store_uses_runs_and_what_is_below_them()
    {
        var uses = LayerReader.Read(typeof(RunStore).Assembly.Location, "PSOptimize.");
        Assert.Contains(("PSOptimize.Storage.RunStore", "PSOptimize.Runs.Run"), uses);
        Assert.DoesNotContain(uses, use => !Below.Contains(use.Used.Split('.')[1]));
    }

    [Fact]
    public void The_core_knows_no_database()
    {
        var known = typeof(Runs.Run).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name);
        Assert.DoesNotContain(known, name => name!.Contains("Sql", StringComparison.OrdinalIgnoreCase) || name.Contains("System.Data"));
    }
}
