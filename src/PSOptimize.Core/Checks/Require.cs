using System.Globalization;
using System.Runtime.CompilerServices;

namespace PSOptimize.Checks;

/// <summary>Range checks of hyperparameters; each names the parameter, the value and what would be right.</summary>
internal static class Require
{
    public static double Positive(double value, [CallerMemberName] string name = "") =>
        double.IsFinite(value) && value > 0 ? value : throw Wrong(name, value, "a number above 0");

    public static double NonNegative(double value, [CallerMemberName] string name = "") =>
        double.IsFinite(value) && value >= 0 ? value : throw Wrong(name, value, "a number of at least 0");

    /// <summary>Above 0, infinity included: a limit that may be off.</summary>
    public static double Limit(double value, [CallerMemberName] string name = "") =>
        value > 0 ? value : throw Wrong(name, value, "a number above 0, or infinity for none");

    public static double Finite(double value, [CallerMemberName] string name = "") =>
        double.IsFinite(value) ? value : throw Wrong(name, value, "a finite number");

    /// <summary>At least 1.</summary>
    public static double Factor(double value, [CallerMemberName] string name = "") =>
        double.IsFinite(value) && value >= 1 ? value : throw Wrong(name, value, "a number of at least 1");

    public static int AtLeastOne(int value, [CallerMemberName] string name = "") => AtLeast(value, 1, name);

    public static int AtLeastZero(int value, [CallerMemberName] string name = "") => AtLeast(value, 0, name);

    public static long AtLeastTwo(long value, [CallerMemberName] string name = "") => AtLeast(value, 2, name);

    public static long AtLeastOne(long value, [CallerMemberName] string name = "") => AtLeast(value, 1, name);

    public static T NotNull<T>(T value, [CallerMemberName] string name = "") where T : class =>
        value ?? throw new ArgumentNullException(name);

    /// <summary>In [0, 1).</summary>
    public static double Fraction(double value, [CallerMemberName] string name = "") =>
        value is >= 0 and < 1 ? value : throw Wrong(name, value, "at least 0 and below 1");

    /// <summary>In (0, 1).</summary>
    public static double Open(double value, [CallerMemberName] string name = "") =>
        value is > 0 and < 1 ? value : throw Wrong(name, value, "above 0 and below 1");

    /// <summary>In (0, 1].</summary>
    public static double Share(double value, [CallerMemberName] string name = "") =>
        value is > 0 and <= 1 ? value : throw Wrong(name, value, "above 0 and at most 1");

    /// <summary>In [0, 1].</summary>
    public static double Probability(double value, [CallerMemberName] string name = "") =>
        value is >= 0 and <= 1 ? value : throw Wrong(name, value, "at least 0 and at most 1");

    public static double Above(double value, double bound, [CallerMemberName] string name = "") =>
        double.IsFinite(value) && value > bound ? value : throw Wrong(name, value, $"above {bound.ToString(CultureInfo.InvariantCulture)}");

    public static double AtLeast(double value, double bound, [CallerMemberName] string name = "") =>
        double.IsFinite(value) && value >= bound
            ? value
            : throw Wrong(name, value, $"a number of at least {bound.ToString(CultureInfo.InvariantCulture)}");

    public static int AtLeast(int value, int bound, [CallerMemberName] string name = "") =>
        value >= bound ? value : throw Wrong(name, value, $"a whole number of at least {bound.ToString(CultureInfo.InvariantCulture)}");

    public static long AtLeast(long value, long bound, [CallerMemberName] string name = "") =>
        value >= bound ? value : throw Wrong(name, value, $"a whole number of at least {bound.ToString(CultureInfo.InvariantCulture)}");

    private static ArgumentOutOfRangeException Wrong(string name, object value, string right) => new(name, value,
        string.Create(CultureInfo.InvariantCulture, $"{name} must be {right}; it was {value}."));
}
