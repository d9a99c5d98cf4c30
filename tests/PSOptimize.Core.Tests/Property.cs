using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Tests;

/// <summary>
/// Properties over hundreds of cases. A case is a key, from which a test draws whatever it needs. The cases are the same in every
/// run; the environment variable PSOPTIMIZE_SEED, a number, chooses others.
/// </summary>
internal static class Property
{
    private static readonly Arbitrary<Key> Keys = Gen.Choose(0, int.MaxValue).Select(seed => Key.FromSeed(seed)).ToArbitrary();

    private static readonly ulong Seed = ulong.Parse(Environment.GetEnvironmentVariable("PSOPTIMIZE_SEED") ?? "1", CultureInfo.InvariantCulture);

    public static void Holds(Action<Key> property, int cases = 300) => Prop.ForAll(Keys, property).Verify(cases);

    public static void Verify(this FsCheck.Property property, int cases = 300, int startSize = 1, int endSize = 100) =>
        // The generator's second word must be odd.
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(cases).WithStartSize(startSize).WithEndSize(endSize).WithReplay(Seed, 2 * Seed + 1));

    /// <summary>A number uniform between two bounds.</summary>
    public static double Between(this Key key, double low, double high, long index = 0) => low + (high - low) * key.Uniform(index);

    /// <summary>A point uniform in a box.</summary>
    public static Vector PointIn(this Key key, Vector low, Vector high) => low + key.Uniforms(low.Count).Times(high - low);

    /// <summary>The bits of all elements: unlike equality they tell 0 from −0.</summary>
    public static long[] Bits(this Vector vector) => [.. vector.AsSeq().Select(BitConverter.DoubleToInt64Bits)];
}
