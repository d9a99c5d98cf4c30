using System.Management.Automation.Language;
using PSOptimize.Differentiation;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>
/// What the translator knows of a PowerShell value: its type, as far as that is certain, and the terms that compute it.
/// </summary>
internal abstract record ScriptValue
{
    private ScriptValue()
    {
    }

    /// <summary>
    /// An <c>[int]</c> or a <c>[double]</c>. Both are computed as a double: the integers of PowerShell are 32 bits wide and turn into
    /// doubles when they overflow, so that the value is always the same and only the type has to be tracked.
    /// </summary>
    /// <param name="Value">The value; never -0 if the number is an integer.</param>
    /// <param name="IsInteger">Whether it is an integer; null if that is not known.</param>
    /// <param name="Width">Of what type it is if it is an integer.</param>
    public sealed record Number(Real Value, Truth? IsInteger, Width Width = Width.Usual) : ScriptValue
    {
        /// <summary>Whether it may be neither an <c>[int]</c> nor a <c>[double]</c>.</summary>
        public bool IsOther => Width != Width.Usual;

        public bool IsDouble => IsInteger?.ConstantValue == false;

        public bool IsCertainlyInteger => IsInteger?.ConstantValue == true;

        public static Number Double(Real value) => new(value, false);

        public static Number Integer(Real value) => new(value, true);
    }

    public sealed record Boolean(Truth Value) : ScriptValue;

    /// <summary>A <c>[switch]</c>, which is a condition and nothing else.</summary>
    public sealed record Switch(Truth Value) : ScriptValue;

    public sealed record Null : ScriptValue
    {
        public static Null Value { get; } = new();
    }

    /// <summary>A text that reads as a number, for example from a column of a CSV file.</summary>
    /// <param name="Digits">The number.</param>
    /// <param name="IsPlain">Whether it is an integer written as PowerShell writes it.</param>
    /// <param name="Written">The text itself, a <see cref="Text"/> or a <see cref="Word"/>; null if it is not known.</param>
    public sealed record NumericText(Number Digits, bool IsPlain, ScriptValue? Written = null) : ScriptValue;

    /// <summary>An array whose length is known.</summary>
    public sealed record Items(IReadOnlyList<ScriptValue> Elements) : ScriptValue
    {
        public static Items None { get; } = new([]);
    }

    /// <summary>An array of numbers.</summary>
    /// <param name="Values">The numbers.</param>
    /// <param name="IsInteger">Whether they are integers; null if some are and some are not, or if that is not known.</param>
    /// <param name="Flags">1 for each integer and 0 for each double, if that is known only when the program runs.</param>
    /// <param name="Texts">Whether they are texts that read as numbers.</param>
    /// <param name="Collapses">Whether PowerShell turns an array of one element into the element, and an empty one into nothing.</param>
    /// <param name="Element">
    /// The type of what is put in, such as that of a <c>[double[]]</c>; null if it can be anything, and <see cref="void"/> if that depends
    /// on the path through the script.
    /// </param>
    /// <param name="Width">Of what type the integers are.</param>
    /// <param name="IsPlain">Whether the texts are integers written as PowerShell writes them.</param>
    /// <param name="IsList">Whether it can grow, as a <c>[System.Collections.Generic.List[double]]</c> can.</param>
    public sealed record Numbers(
        Series Values, bool? IsInteger, Series? Flags = null, bool Texts = false, bool Collapses = false, Type? Element = null,
        Width Width = Width.Usual, bool IsPlain = false, bool IsList = false)
        : ScriptValue
    {
        /// <summary>Whether some may be neither an <c>[int]</c> nor a <c>[double]</c>.</summary>
        public bool IsOther => Width != Width.Usual;
    }

    /// <summary>The integers from one to another, in either direction.</summary>
    public sealed record Integers(Real From, Real To) : ScriptValue;

    /// <summary>Captured objects with properties.</summary>
    public sealed record Rows(CapturedTable Table) : ScriptValue;

    /// <summary>One of the captured objects.</summary>
    public sealed record Row(CapturedTable Table, Whole Index) : ScriptValue;

    /// <summary>An array of arrays of one length, row after row.</summary>
    public sealed record Matrix(Numbers Cells, int RowCount, int ColumnCount) : ScriptValue;

    /// <summary>One of the arrays.</summary>
    public sealed record MatrixRow(Matrix Of, Whole Index) : ScriptValue;

    /// <summary>What <c>Measure-Object</c> gives, a <c>[pscustomobject]</c>, or a hashtable.</summary>
    /// <param name="Properties">The properties by name.</param>
    /// <param name="IsTable">Whether it is a hashtable.</param>
    /// <param name="IsOrdered">Whether it is an ordered hashtable, in which an integer is a place and not a key.</param>
    public sealed record Record(
        IReadOnlyDictionary<string, ScriptValue> Properties, bool IsTable = false, bool IsOrdered = false) : ScriptValue;

    /// <summary>A text that is not a number.</summary>
    /// <param name="Content">The text; null if it is not known: then it can be assigned and output, and nothing else.</param>
    public sealed record Text(string? Content) : ScriptValue
    {
        public static Text Unknown { get; } = new((string?)null);
    }

    /// <summary>One of several texts, as a column of captured rows holds them.</summary>
    /// <param name="Words">The texts.</param>
    /// <param name="Code">Which of them it is, from 0.</param>
    public sealed record Word(IReadOnlyList<string> Words, Real Code) : ScriptValue;

    /// <summary>An array with two dimensions, as <c>[double[,]]</c> is one.</summary>
    /// <param name="Cells">Its elements, row after row.</param>
    /// <param name="RowCount">The length of the first dimension.</param>
    /// <param name="ColumnCount">The length of the second dimension.</param>
    public sealed record Grid(Numbers Cells, Whole RowCount, Whole ColumnCount) : ScriptValue;

    /// <summary>A constant <c>[decimal]</c>, which can be converted; its arithmetic is not that of doubles.</summary>
    public sealed record Decimal(decimal Value) : ScriptValue;

    /// <summary>A script block.</summary>
    /// <param name="Ast">Its syntax tree.</param>
    /// <param name="IsForeign">Whether it sees the variables of another module, or those that a closure keeps.</param>
    public sealed record Block(ScriptBlockAst Ast, bool IsForeign = false) : ScriptValue;

    /// <summary>An index that a loop of the translator counts.</summary>
    public sealed record Counter(Whole Value) : ScriptValue;

    /// <summary>A value that is of different kinds on different paths through the script; it can be overwritten but not used.</summary>
    public sealed record Uncertain(string Reason) : ScriptValue;
}
