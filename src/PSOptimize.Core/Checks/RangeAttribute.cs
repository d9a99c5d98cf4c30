using System.Globalization;

namespace PSOptimize.Checks;

/// <summary>
/// What a number may be: an interval. It stands on the property or on the argument that holds the number; checks, catalogues and cmdlets
/// read it there.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public abstract class RangeAttribute : Attribute
{
    /// <summary>For derived ranges.</summary>
    /// <param name="lower">The lower end; −∞ if there is none.</param>
    /// <param name="upper">The upper end; ∞ if there is none.</param>
    protected RangeAttribute(double lower, double upper) => (Lower, Upper) = (lower, upper);

    /// <summary>The lower end; −∞ if there is none.</summary>
    public double Lower { get; }

    /// <summary>The upper end; ∞ if there is none.</summary>
    public double Upper { get; }

    /// <summary>Whether the lower end itself belongs to the range, default no.</summary>
    public bool IncludesLower { get; protected init; }

    /// <summary>Whether the upper end itself belongs to the range, default no.</summary>
    public bool IncludesUpper { get; protected init; }

    /// <summary>Whether a number is in the range; NaN is in none.</summary>
    /// <param name="number">Any number.</param>
    public bool Contains(double number) =>
        (IncludesLower ? number >= Lower : number > Lower) && (IncludesUpper ? number <= Upper : number < Upper);

    /// <summary>The range in words: <c>at least 0 and below 1</c>, <c>a whole number of at least 2</c>.</summary>
    /// <param name="type">The type of the number.</param>
    public string Words(Type type)
    {
        var noun = type == typeof(int) || type == typeof(long) ? "a whole number" : "a number";
        var lower = FormattableString.Invariant($"{(IncludesLower ? "at least" : "above")} {Lower}");
        var upper = FormattableString.Invariant($"{(IncludesUpper ? "at most" : "below")} {Upper}");
        return (double.IsFinite(Lower), double.IsFinite(Upper)) switch
        {
            (true, true) => $"{lower} and {upper}",
            (true, false) => $"{noun} {(IncludesLower ? "of " : "")}{lower}{(IncludesUpper ? ", or infinity for none" : "")}",
            (false, true) => $"{noun} {(IncludesUpper ? "of " : "")}{upper}",
            _ => "a finite number",
        };
    }

    /// <summary>Throws unless a number is in the range.</summary>
    /// <param name="number">A number of any type.</param>
    /// <param name="name">What it is called.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not; the message says what would be right.</exception>
    internal void Check(IConvertible number, string name)
    {
        if (!Contains(number.ToDouble(CultureInfo.InvariantCulture)))
            throw new ArgumentOutOfRangeException(
                name, number, string.Create(CultureInfo.InvariantCulture, $"{name} must be {Words(number.GetType())}; it was {number}."));
    }
}
