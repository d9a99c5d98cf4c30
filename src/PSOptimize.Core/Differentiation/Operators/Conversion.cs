using System.Globalization;
using System.Runtime.CompilerServices;

namespace PSOptimize.Differentiation;

/// <summary>From a real number to one of another type.</summary>
internal static class Conversion
{
    /// <summary>The nearest number of single precision.</summary>
    public static double ToSingle(double x) => (float)x;

    /// <summary>The nearest integer, halves to the even one.</summary>
    /// <exception cref="EvaluationException">The number is not finite or too large.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int RoundToWhole(double x)
    {
        var whole = (int)x;
        return whole == x ? whole : RoundFraction(x);
    }

    /// <summary>The index nearest to a number, counted from the end if negative.</summary>
    /// <exception cref="EvaluationException">The number is not finite or too large.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ToIndex(double x, int count)
    {
        var index = RoundToWhole(x);
        return index < 0 ? index + count : index;
    }

    /// <summary>An index into <paramref name="count"/> elements, counted from the end if negative.</summary>
    /// <exception cref="EvaluationException">There is no such element.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ToIndexWithin(long index, int count)
    {
        var fromStart = index < 0 ? index + count : index;
        return (ulong)fromStart < (ulong)count ? (int)fromStart : throw SeriesAccess.PastTheEnd(index, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int RoundFraction(double x)
    {
        var rounded = Math.Round(x);
        return rounded is >= int.MinValue and <= int.MaxValue
            ? (int)rounded
            : throw new EvaluationException(string.Create(CultureInfo.InvariantCulture, $"{x} does not fit a 32-bit integer."));
    }
}
