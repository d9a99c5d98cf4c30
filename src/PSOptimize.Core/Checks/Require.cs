using System.Runtime.CompilerServices;

namespace PSOptimize.Checks;

/// <summary>Checks of arguments; each names the argument, the value and what would be right.</summary>
internal static class Require
{
    private static readonly PositiveAttribute AboveZero = new();
    private static readonly NonNegativeAttribute FromZero = new();
    private static readonly FractionAttribute BelowOne = new();

    public static double Positive(double value, [CallerMemberName] string name = "") => In(AboveZero, value, name);

    public static double NonNegative(double value, [CallerMemberName] string name = "") => In(FromZero, value, name);

    public static double Fraction(double value, [CallerMemberName] string name = "") => In(BelowOne, value, name);

    public static int AtLeast(int value, int bound, [CallerMemberName] string name = "") => In(new AtLeastAttribute(bound), value, name);

    public static long AtLeast(long value, long bound, [CallerMemberName] string name = "") => In(new AtLeastAttribute(bound), value, name);

    private static T In<T>(RangeAttribute range, T value, string name) where T : IConvertible
    {
        range.Check(value, name);
        return value;
    }
}
