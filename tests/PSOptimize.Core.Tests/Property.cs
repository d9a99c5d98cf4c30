using FsCheck;
using FsCheck.Fluent;
using PSOptimize.Randomness;
using PSOptimize.Vectors;

namespace PSOptimize.Tests;

/// <summary>What a property draws from its key.</summary>
internal static class Property
{
    /// <summary>A property over many keys within a test; a test that is one property is marked <c>[Property]</c> instead.</summary>
    public static void Holds(Action<Key> property, int cases = 300) => Prop.ForAll(Arbitraries.Keys, property)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(ReproducibleAttribute.Seed, (2 * ReproducibleAttribute.Seed) + 1));

    /// <summary>A number uniform between two bounds.</summary>
    public static double Between(this Key key, double low, double high, long index = 0) => low + (high - low) * key.Uniform(index);

    /// <summary>A point uniform in a box.</summary>
    public static Vector PointIn(this Key key, Vector low, Vector high) => low + key.Uniforms(low.Count).Times(high - low);

    /// <summary>The bits of all elements: unlike equality they tell 0 from −0.</summary>
    public static long[] Bits(this Vector vector) => [.. vector.AsSeq().Select(BitConverter.DoubleToInt64Bits)];
}
