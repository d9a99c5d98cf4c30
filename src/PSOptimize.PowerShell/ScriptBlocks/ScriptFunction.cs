using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using PSOptimize.Vectors;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// A script block as a function of a point. It is invoked as it is; whenever it gives something other than the number that was asked for,
/// that becomes a <see cref="ScriptException"/>.
/// </summary>
/// <remarks>
/// The block runs where it was made, on the thread of the pipeline, and sees the variables there; those of a function in which it was made
/// keep the values that they had. In another runspace, such as those of <c>ForEach-Object -Parallel</c>, a copy of its text runs, which
/// sees the variables of that runspace.
/// <para>
/// It runs as it would in plain PowerShell, with one exception: an index past the end of the point is an error. Where that cannot be told
/// from the text, the block runs in strict mode. Anything else that strict mode forbids is allowed: a variable that was never set is null,
/// and if that does not help, the block runs without strict mode. A block that catches errors could swallow those of strict mode, so it
/// never runs in it.
/// </para>
/// </remarks>
internal sealed class ScriptFunction
{
    private static readonly ScriptBlock Plain = ScriptBlock.Create(Wrapper(""));
    private static readonly ScriptBlock Strict = ScriptBlock.Create(Wrapper("Set-StrictMode -Version 3;"));
    private static readonly ScriptBlock Several =
        ScriptBlock.Create("param(${PSOptimize action}) Set-StrictMode -Version 3; ${PSOptimize action}.Invoke()");

    /// <summary>The function whose calls on this thread are in strict mode already.</summary>
    [ThreadStatic] private static ScriptFunction? _strict;

    private readonly ScriptBlock _block;
    private readonly Runspace? _home = Runspace.DefaultRunspace;
    private readonly ConditionalWeakTable<Runspace, ScriptBlock> _copies = [];
    private readonly PointIndexes _indexes;
    private readonly KeptVariable[] _kept = [];
    private readonly List<PSVariable> _undefined = [];
    private readonly SessionState? _session;
    private volatile bool _runsWithoutStrictMode;

    /// <summary>A script block of a session.</summary>
    /// <param name="block">The block.</param>
    /// <param name="form">How it takes its point; by default what its text alone says.</param>
    /// <param name="session">The session whose functions it calls; null if it is not to be asked.</param>
    public ScriptFunction(ScriptBlock block, ScriptForm? form = null, SessionState? session = null)
    {
        _block = block;
        Form = form ?? ScriptForm.Of(block);
        _indexes = new PointIndexes(block, Form);
        var reach = new ScriptReach(block, session);
        Handles = _runsWithoutStrictMode = reach.HasHandlers;
        if (session is null) return;
        _session = block.Module?.SessionState ?? session;
        _kept = [.. reach.Kept];
        _undefined = [.. reach.Undefined.Select(name => new PSVariable(name, null))];
    }

    private ScriptFunction(ScriptFunction other, ScriptBlock block)
    {
        _block = block;
        Form = other.Form;
        _indexes = new PointIndexes(block, Form);
        (Handles, _runsWithoutStrictMode) = (other.Handles, other.Handles);
        (_kept, _undefined, _session) = (other._kept, other._undefined, other._session);
    }

    /// <summary>Whether the block, or what it calls, catches errors.</summary>
    public bool Handles { get; }

    /// <summary>The variables that the block keeps from the function in which it was made.</summary>
    public IEnumerable<PSVariable> Kept => _kept.Select(kept => kept.Copy);

    /// <summary>The same function with another form of its block.</summary>
    public ScriptFunction With(ScriptBlock block) => ReferenceEquals(block, _block) ? this : new ScriptFunction(this, block);

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
        var mayBeOutside = _indexes.MayBeOutside(coordinates.Length);
        if (mayBeOutside && _runsWithoutStrictMode && _indexes.Outside(coordinates.Length) is { } outside)
            throw ScriptException.IndexOutside(outside, coordinates.Length);
        var result = Invoke(mayBeOutside, Form.IsArray ? [coordinates] : [.. coordinates.Select(coordinate => (object)coordinate)]);
        if (!point.AsSpan().SequenceEqual(coordinates)) throw ScriptException.Wrote(Form.ParameterNames[0]);
        return result;
    }

    /// <summary>
    /// Calls the function several times. What strict mode costs, ten times a short block, is paid once. Where it finds something, the calls
    /// are made again one by one, which tell whether plain PowerShell would mind.
    /// </summary>
    /// <param name="dimension">How many coordinates the points have.</param>
    /// <param name="calls">Calls this function, and invokes no other script.</param>
    public void Together(int dimension, Action calls)
    {
        if (_runsWithoutStrictMode || !_indexes.MayBeOutside(dimension) || Gone().Count > 0)
        {
            calls();
            return;
        }
        ExceptionDispatchInfo? error = null;
        var isDone = false;
        Action guarded = () =>
        {
            var outer = _strict;
            try
            {
                _strict = this;
                calls();
            }
            catch (Exception thrown)
            {
                error = ExceptionDispatchInfo.Capture(thrown);
            }
            finally
            {
                (_strict, isDone) = (outer, true);
            }
        };
        try
        {
            Several.InvokeWithContext(null, [.. _undefined], guarded);
        }
        catch (PipelineStoppedException) when (isDone)
        {
            // The calls ended early, and say so themselves.
        }
        if (error?.SourceException is StrictModeException) calls();
        else error?.Throw();
    }

    /// <summary>What the block gives for these arguments; null if it gives nothing.</summary>
    public object? Invoke(params object[] arguments) => Invoke(strictly: false, arguments);

    private object? Invoke(bool strictly, object[] arguments)
    {
        try
        {
            return Output(strictly ? InvokeStrictly(arguments) : InvokePlainly(arguments));
        }
        catch (PipelineStoppedException)
        {
            throw new OperationCanceledException("The pipeline was stopped.");
        }
        catch (RuntimeException error)
        {
            throw ScriptException.Threw(error);
        }
        catch (Exception error) when (ScriptException.WordOf(error) is { } word)
        {
            throw ScriptException.Left(word, error);
        }
    }

    private object? InvokePlainly(object[] arguments) => Gone() is { Count: > 0 } variables
        ? InvokeIn(Plain, variables, arguments)
        : BlockHere().InvokeReturnAsIs(arguments);

    private object? InvokeStrictly(object[] arguments)
    {
        if (ReferenceEquals(_strict, this))
        {
            try
            {
                return BlockHere().InvokeReturnAsIs(arguments);
            }
            catch (RuntimeException error) when (IsOfStrictMode(error))
            {
                throw new StrictModeException();
            }
        }
        while (!_runsWithoutStrictMode)
        {
            try
            {
                return InvokeIn(Strict, [.. Gone(), .. _undefined], arguments);
            }
            catch (RuntimeException error) when (
                error.ErrorRecord is { FullyQualifiedErrorId: "VariableIsUndefined", TargetObject: string name } && name.Contains(':')
                && !_undefined.Exists(variable => variable.Name == name))
            {
                ScriptBlock.Create("param($name) Set-Variable $name $null").Invoke(name);
                _undefined.Add(new PSVariable(name, null));
            }
            catch (RuntimeException error) when (
                IsOfStrictMode(error) && !(ScriptException.IsIndexOutside(error) && _indexes.Contain(error)))
            {
                _runsWithoutStrictMode = true;
            }
        }

        return InvokePlainly(arguments);
    }

    private static bool IsOfStrictMode(RuntimeException error) => ScriptException.IsIndexOutside(error)
        || error.ErrorRecord.FullyQualifiedErrorId is "VariableIsUndefined" or "PropertyNotFoundStrict";

    /// <summary>The variables of the function in which the block was made, if that has ended.</summary>
    private List<PSVariable> Gone() => _kept.Length == 0 || !IsHome ? []
        : [.. _kept.Where(kept => !kept.IsVisibleIn(_session!)).Select(kept => kept.Copy)];

    /// <summary>Invokes the block in a scope that has some variables.</summary>
    private object? InvokeIn(ScriptBlock scope, List<PSVariable> variables, object[] arguments)
    {
        var output = scope.InvokeWithContext(null, variables, BlockHere(), arguments);
        return output.Count switch
        {
            0 => null,
            1 => output[0],
            _ => output.ToArray(),
        };
    }

    /// <summary>Strict mode forbids something within several calls.</summary>
    private sealed class StrictModeException : Exception;

    private static string Wrapper(string before) =>
        $"param(${{PSOptimize block}}, ${{PSOptimize arguments}}) {before} $PSOptimizeArguments = ${{PSOptimize arguments}}; "
        + "& ${PSOptimize block} @PSOptimizeArguments";

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
