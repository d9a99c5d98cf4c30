using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using PSOptimize.Vectors;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// A script block as a function of a point. It is invoked as it is; whenever it gives something other than the number that was asked for,
/// that becomes a <see cref="ScriptException"/>.
/// </summary>
/// <remarks>
/// The block runs where it was made, on the thread of the pipeline, and sees the variables there. In another runspace, such as those of
/// <c>ForEach-Object -Parallel</c>, a copy of its text runs, which sees the variables of that runspace.
/// <para>
/// An optimisation runs blocks in strict mode (see <see cref="StrictScope"/>), because only then is an index past the end of the point an
/// error. Anything else that strict mode forbids is allowed, as in a session without it: a variable that was never set is null, and if that
/// does not help, the block runs without strict mode.
/// </para>
/// </remarks>
internal sealed class ScriptFunction
{
    private const string SetToNull =
        "param($name) if ($name.Contains(':')) { Set-Variable $name $null } else { Set-Variable $name $null -Scope 1 }";
    private const string WithoutStrictMode = "param($block, $arguments) Set-StrictMode -Off; & $block @arguments";

    private readonly ScriptBlock _block;
    private readonly Runspace? _home = Runspace.DefaultRunspace;
    private readonly ConditionalWeakTable<Runspace, ScriptBlock> _copies = [];
    private readonly PointIndexes _indexes;
    private volatile bool _runsWithoutStrictMode;

    public ScriptFunction(ScriptBlock block)
    {
        _block = block;
        Form = ScriptForm.Of(block);
        _indexes = new PointIndexes(block, Form);
    }

    public ScriptForm Form { get; }

    public ScriptBlock Block => _block;

    /// <summary>Whether the current thread runs the runspace in which the block was made.</summary>
    public bool IsHome => ReferenceEquals(Runspace.DefaultRunspace, _home);

    /// <summary>The one number that the block gives at a point.</summary>
    public double Number(Vector point)
    {
        var result = Invoke(point);
        return TryNumber(result, out var number) ? number : throw ScriptException.NotANumber(result);
    }

    /// <summary>The numbers that the block gives at a point: one array, or one output after the other.</summary>
    public double[] Numbers(Vector point)
    {
        var result = Invoke(point);
        if (result is Vector vector) return vector.ToArray();
        if (TryNumber(result, out var single)) return [single];
        if (result is not IEnumerable list || result is string) throw ScriptException.NotANumber(result);
        var numbers = new List<double>();
        foreach (var item in list)
            numbers.Add(TryNumber(Output(item), out var number) ? number : throw ScriptException.NotANumber(Output(item)));
        return [.. numbers];
    }

    private object? Invoke(Vector point)
    {
        // Each call gets an array of its own: a block may keep it, and a block that writes to it is found out.
        var coordinates = point.ToArray();
        if (_runsWithoutStrictMode && _indexes.Outside(coordinates.Length) is { } outside)
            throw ScriptException.IndexOutside(outside, coordinates.Length);
        var result = Invoke(Form.IsArray ? [coordinates] : [.. coordinates.Select(coordinate => (object)coordinate)]);
        if (!point.AsSpan().SequenceEqual(coordinates)) throw ScriptException.Wrote(Form.ParameterNames[0]);
        return result;
    }

    /// <summary>What the block gives for these arguments; null if it gives nothing.</summary>
    public object? Invoke(params object[] arguments)
    {
        try
        {
            return Output(InvokeStrictly(arguments));
        }
        catch (PipelineStoppedException)
        {
            throw new OperationCanceledException("The pipeline was stopped.");
        }
        catch (RuntimeException error)
        {
            throw ScriptException.Threw(error);
        }
    }

    private object? InvokeStrictly(object[] arguments)
    {
        var setToNull = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (!_runsWithoutStrictMode)
        {
            try
            {
                return BlockHere().InvokeReturnAsIs(arguments);
            }
            catch (RuntimeException error) when (error.ErrorRecord.FullyQualifiedErrorId == "VariableIsUndefined"
                && error.ErrorRecord.TargetObject is string name && setToNull.Add(name))
            {
                ScriptBlock.Create(SetToNull).Invoke(name);
            }
            catch (RuntimeException error) when (
                error.ErrorRecord.FullyQualifiedErrorId is "VariableIsUndefined" or "PropertyNotFoundStrict"
                || (ScriptException.IsIndexOutside(error) && !_indexes.Contain(error)))
            {
                _runsWithoutStrictMode = true;
            }
        }

        return ScriptBlock.Create(WithoutStrictMode).InvokeReturnAsIs(BlockHere(), arguments);
    }

    private ScriptBlock BlockHere()
    {
        if (IsHome) return _block;
        var here = Runspace.DefaultRunspace ?? throw ScriptException.NoRunspace();
        return _copies.GetValue(here, _ => ScriptCopy.Of(_block));
    }

    private static object? Output(object? value) =>
        ReferenceEquals(value, AutomationNull.Value) ? null : value.Unwrap();

    /// <summary>The value as a number, if it is one: neither text nor a truth value.</summary>
    public static bool TryNumber(object? value, out double number)
    {
        switch (value)
        {
            case double or float or decimal or int or long or short or byte or sbyte or ushort or uint or ulong:
                number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                return true;
            case System.Numerics.BigInteger big:
                number = (double)big;
                return true;
            default:
                number = double.NaN;
                return false;
        }
    }
}
