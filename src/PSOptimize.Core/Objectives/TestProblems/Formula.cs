using System.Globalization;
using PSOptimize.Differentiation;

namespace PSOptimize.Objectives;

/// <summary>
/// Formulas as books print them, such as <c>3x₁²x₂ − sin(πx₁/4) + √2</c>: what is shown of a test problem is what is computed.
/// </summary>
internal sealed class Formula
{
    private const string Subscripts = "₀₁₂₃₄₅₆₇₈₉";
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private readonly string _text;
    private readonly Series _x;
    private int _next;

    private Formula(string text, Series x) => (_text, _x) = (text, x);

    /// <summary>The value of a formula.</summary>
    /// <param name="text">
    /// Sums, differences, products without a sign, quotients; powers by superscripts; numbers, π, coordinates x₁, x₂, … by subscripts; √,
    /// sin, cos, exp, log and parentheses.
    /// </param>
    /// <param name="x">The point.</param>
    /// <exception cref="FormatException">The text is no formula.</exception>
    public static Real Read(string text, Series x)
    {
        var formula = new Formula(text, x);
        var value = formula.Sum();
        return formula._next == text.Length ? value : throw formula.Fault();
    }

    /// <summary>What must be 0 in an equation, or at most 0 in an inequality.</summary>
    /// <param name="text">Two formulas with =, ≤ or ≥ between them.</param>
    /// <param name="x">The point.</param>
    public static Real ReadConstraint(string text, Series x)
    {
        var sign = text.IndexOfAny(['=', '≤', '≥']);
        var (left, right) = (Read(text[..sign].Trim(), x), Read(text[(sign + 1)..].Trim(), x));
        return text[sign] == '≥' ? right - left : left - right;
    }

    private Real Sum()
    {
        var sum = Take('−') ? -Product() : Product();
        while (true)
        {
            if (Take('+')) sum += Product();
            else if (Take('−')) sum -= Product();
            else return sum;
        }
    }

    private Real Product()
    {
        var product = Power();
        while (true)
        {
            if (Take('/')) product /= Power();
            else if (Peek() is not ('\0' or '+' or '−' or ')')) product *= Power();
            else return product;
        }
    }

    private Real Power()
    {
        var (factor, power) = (Factor(), Whole(Superscripts) ?? 1);
        var product = factor;
        for (var i = 1; i < power; i++) product *= factor;
        return product;
    }

    private Real Factor()
    {
        if (Take('(')) return Closed();
        if (Take('√')) return Real.Sqrt(Factor());
        if (Take('π')) return Math.PI;
        var word = While(char.IsAsciiLetter);
        if (word.Length == 0)
            return double.TryParse(While(c => char.IsAsciiDigit(c) || c == '.'), CultureInfo.InvariantCulture, out var number)
                ? number : throw Fault();
        if (word == "x") return _x[(Whole(Subscripts) ?? throw Fault()) - 1];
        Func<Real, Real> function = word switch
        {
            "sin" => Real.Sin,
            "cos" => Real.Cos,
            "exp" => Real.Exp,
            "log" => Real.Log,
            _ => throw Fault(),
        };
        return Take('(') ? function(Closed()) : throw Fault();
    }

    /// <summary>What stands before the parenthesis that closes.</summary>
    private Real Closed()
    {
        var sum = Sum();
        return Take(')') ? sum : throw Fault();
    }

    private char Peek()
    {
        While(c => c == ' ');
        return _next < _text.Length ? _text[_next] : '\0';
    }

    private bool Take(char sign)
    {
        if (Peek() != sign) return false;
        _next++;
        return true;
    }

    /// <summary>A whole number in the digits of an index or a power; null if there is none.</summary>
    private int? Whole(string digits)
    {
        var text = While(digits.Contains);
        return text.Length == 0 ? null
            : text.Aggregate(0, (number, digit) => 10 * number + digits.IndexOf(digit, StringComparison.Ordinal));
    }

    private string While(Func<char, bool> holds)
    {
        var first = _next;
        while (_next < _text.Length && holds(_text[_next])) _next++;
        return _text[first.._next];
    }

    private FormatException Fault() => new($"'{_text}' is no formula at character {_next + 1}.");
}
