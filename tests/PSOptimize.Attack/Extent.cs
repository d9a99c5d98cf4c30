using System.Globalization;

namespace PSOptimize.Attack;

/// <summary>How much is attacked: a short part with every change, the long one with <c>./build.ps1 -Task Attack -Seed 7</c>.</summary>
internal static class Extent
{
    /// <summary>The source of all that is drawn.</summary>
    public static int Seed { get; } = int.Parse(Environment.GetEnvironmentVariable("PSOPTIMIZE_SEED") ?? "1", CultureInfo.InvariantCulture);

    /// <summary>Whether the long part runs, which writes its figures to docs/attack.md.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("PSOPTIMIZE_ATTACK") == "long";

    /// <summary>A number of attempts.</summary>
    public static int Of(int brief, int full) => IsLong ? full : brief;
}
