using System.Globalization;

[assembly: PSOptimize.Tests.Reproducible]

namespace PSOptimize.Tests;

/// <summary>
/// The settings of every <c>[Property]</c>: 300 cases, the same in every run; the environment variable PSOPTIMIZE_SEED, a number, chooses
/// others. A property that fails prints its arguments, and the <c>Replay</c> with which it starts at the failing case.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ReproducibleAttribute : PropertiesAttribute
{
    public ReproducibleAttribute()
    {
        MaxTest = 300;
        QuietOnSuccess = true;
        Arbitrary = [typeof(Arbitraries)];
        // The generator's second word must be odd.
        Replay = string.Create(CultureInfo.InvariantCulture, $"({Seed},{(2 * Seed) + 1})");
    }

    internal static ulong Seed { get; } =
        ulong.Parse(Environment.GetEnvironmentVariable("PSOPTIMIZE_SEED") ?? "1", CultureInfo.InvariantCulture);
}
