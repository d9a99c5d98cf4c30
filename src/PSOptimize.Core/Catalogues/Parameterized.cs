using System.Runtime.CompilerServices;

namespace PSOptimize.Catalogues;

/// <summary>
/// A record that its parameters make: a method, a schedule, a transformation, a set. A parameter is a property that can be set while the
/// record is made; with its type, its default and its range, an attribute, it is declared there and nowhere else.
/// </summary>
public abstract record Parameterized
{
    /// <summary>Checks what the primary constructor of a derived record was given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the message says what would be right.</exception>
    /// <exception cref="ArgumentNullException">A parameter that has to be given is null.</exception>
    // The initializers of a record's properties run before the constructor of its base.
    protected Parameterized() => Description.Of(GetType()).CheckPositional(this);

    /// <summary>The record that has the parameters: this one, but for the scaling of a method.</summary>
    internal virtual Parameterized Holder => this;

    /// <summary>Whether a parameter of its type plays a part in this record; most do.</summary>
    internal virtual bool Has(string parameter) => true;

    /// <summary>The value, if the property that is being set may have it: <c>init => field = Checked(value)</c>.</summary>
    /// <typeparam name="T">The type of the property.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="name">The property, whose range counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the message says what would be right.</exception>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    protected T Checked<T>(T value, [CallerMemberName] string name = "")
    {
        if (value is null && !typeof(T).IsValueType) throw new ArgumentNullException(name);
        Description.Of(GetType()).Find(name)?.Check(value);
        return value;
    }
}
