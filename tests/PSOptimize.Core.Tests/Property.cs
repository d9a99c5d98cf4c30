using FsCheck;
using FsCheck.Fluent;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Tests;

/// <summary>Properties over hundreds of cases. A case is a key, from which a test draws whatever it needs.</summary>
internal static class Property
{
    private static readonly Arbitrary<Key> Keys = Gen.Choose(0, int.MaxValue).Select(seed => Key.FromSeed(seed)).ToArbitrary();

    public static void Holds(Action<Key> property, int cases = 300) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(cases), Prop.ForAll(Keys, property));

    /// <summary>A number uniform between two bounds.</summary>
    public static double Between(this Key key, double low, double high, long index = 0) => low + (high - low) * key.Uniform(index);

    /// <summary>A point uniform in a box.</summary>
    public static Vector PointIn(this Key key, Vector low, Vector high) => low + key.Uniforms(low.Count).Times(high - low);

    /// <summary>The bits of all elements: unlike equality they tell 0 from −0.</summary>
    public static long[] Bits(this Vector vector) => [.. vector.AsSeq().Select(BitConverter.DoubleToInt64Bits)];
}
