using FsCheck;
using FsCheck.Fluent;
using PSOptimize.Randomness;

namespace PSOptimize.Tests;

/// <summary>What every property may have as a parameter.</summary>
public static class Arbitraries
{
    /// <summary>A key, from which a test draws whatever it needs.</summary>
    public static Arbitrary<Key> Keys { get; } = Gen.Choose(0, int.MaxValue).Select(seed => Key.FromSeed(seed)).ToArbitrary();
}
