using System.Text.Json.Nodes;
using PSOptimize.Runs;

namespace PSOptimize.Attack;

/// <summary>What two equal runs have alike.</summary>
internal static class Bits
{
    /// <summary>The text of a run without its times, its identity and the rule that ended it.</summary>
    public static string Of(Run run)
    {
        var content = JsonNode.Parse(run.Json)!["content"]!.AsObject();
        string[] others = ["id", "started", "host", "runtime", "madeBy", "seed", "stop", "elapsedTicks", "evaluated", "row", "given"];
        foreach (var name in others) content.Remove(name);
        return content.ToJsonString();
    }
}
