using System.Collections.Immutable;
using System.Management.Automation.Language;
using PSOptimize.Differentiation;
using static PSOptimize.ScriptBlocks.ScriptValue;

namespace PSOptimize.ScriptBlocks;

/// <summary>
/// One translation in progress. Variables are slots that hold what is known of their values; the output of the script and the ways out
/// of a loop are slots too, so that choices and loops treat all of them alike.
/// </summary>
internal sealed partial class Translation
{
    private const string OutputSlot = "\0output";
    private const string BreakSlot = "\0break";
    private const string ContinueSlot = "\0continue";
    private const string ReturnSlot = "\0return";
    private const int DeepestCall = 32;

    private readonly ExpressionGraph _graph;
    private readonly IScriptSurroundings _surroundings;
    private readonly Arithmetic _arithmetic;
    private readonly MathMethods _math;
    private readonly Dictionary<string, ScriptValue> _captured = new(StringComparer.OrdinalIgnoreCase);
    private ImmutableDictionary<string, ScriptValue> _slots = ImmutableDictionary.Create<string, ScriptValue>(StringComparer.OrdinalIgnoreCase);
    private ImmutableDictionary<string, Type> _types = ImmutableDictionary.Create<string, Type>(StringComparer.OrdinalIgnoreCase);
    private Action<ScriptValue, IScriptExtent> _emit;
    private readonly Dictionary<string, Ast> _functions = new(StringComparer.OrdinalIgnoreCase);
    private ElementWrites? _writes;
    private ImmutableDictionary<string, ScriptValue> _callers = ImmutableDictionary.Create<string, ScriptValue>(StringComparer.OrdinalIgnoreCase);
    private bool _insideLoop;
    private int _calls;
    private int _hidden;

    public Translation(ExpressionGraph graph, IScriptSurroundings surroundings)
    {
        _graph = graph;
        _surroundings = surroundings;
        _arithmetic = new Arithmetic(graph);
        _math = new MathMethods(graph, _arithmetic);
        _emit = EmitToOutput;
    }

    /// <summary>The value of a whole script.</summary>
    public Real Objective(ScriptBlockAst script, IReadOnlyList<string> parameters, bool isArray)
    {
        CheckForm(script);
        for (var i = 0; i < parameters.Count; i++)
        {
            var type = script.ParamBlock!.Parameters[i].StaticType;
            if (isArray ? type != typeof(object) && type != typeof(double[]) : type != typeof(object) && type != typeof(double))
                throw Outside($"a parameter of type [{type.Name}]", script.ParamBlock.Parameters[i], "declare it as [double] or [double[]], or without a type");
            CheckAttributes(script.ParamBlock.Parameters[i]);
            _slots = _slots.SetItem(parameters[i], isArray ? new Numbers(_graph.Point, false, IsTyped: true) : Number.Double(_graph.Point[i]));
            if (type != typeof(object))
                _types = _types.SetItem(parameters[i], type);
        }

        _writes = new ElementWrites(script);
        _slots = _slots.SetItem(OutputSlot, Items.None);
        Statements(script.EndBlock.Statements, 0);
        return Result(_slots[OutputSlot], script);
    }

    private Real Result(ScriptValue output, ScriptBlockAst script)
    {
        switch (output)
        {
            case Items { Elements: [Number number] }:
                return number.Value;
            case Items { Elements: [] }:
                throw Outside("a script block that returns nothing", script, "let its last line be the value");
            case Items { Elements.Count: > 1 } items:
                throw Outside($"a script block that returns {items.Elements.Count} values", script, "assign what is not the value to a variable or to $null");
            case Numbers numbers:
                _graph.Require(Whole.AreEqual(numbers.Values.Count, 1), "The script block must return one number, and returned none or several.");
                return numbers.Values[0];
            default:
                throw Outside("a result that is not certain to be one number", script, "let the script block return one number on every way through it");
        }
    }

    private static void CheckForm(ScriptBlockAst script)
    {
        if (script.BeginBlock is not null || script.ProcessBlock is not null || script.EndBlock is null || script.DynamicParamBlock is not null)
            throw Outside("a begin, process or dynamicparam block", script, "write the statements without a named block");
        CheckTraps(script);
    }

    private static void CheckTraps(ScriptBlockAst script)
    {
        if (script.DynamicParamBlock is not null)
            throw Outside("a dynamicparam block", script.DynamicParamBlock, "remove it");
        foreach (var block in new[] { script.BeginBlock, script.ProcessBlock, script.EndBlock }.OfType<NamedBlockAst>())
            if (block.Traps is { Count: > 0 })
                throw Outside("a trap statement", block.Traps[0], "remove it");
    }

    private static OutsideException Outside(string construct, Ast ast, string advice) => new(construct, ast.Extent, advice);

    /// <summary>The output of a script block: arrays are taken apart, as in a pipeline.</summary>
    private void EmitToOutput(ScriptValue value, IScriptExtent extent)
    {
        foreach (var element in Unrolled(value, extent))
        {
            _slots = _slots.SetItem(OutputSlot, (_slots[OutputSlot], element) switch
            {
                (Items items, _) => new Items([.. items.Elements, element]),
                (Numbers numbers, Number number) => Append(numbers, number),
                _ => throw new OutsideException("an output that is not a number", extent, "let the loop output numbers only"),
            });
        }
    }

    private IEnumerable<ScriptValue> Unrolled(ScriptValue value, IScriptExtent extent) => value switch
    {
        Items items => items.Elements,
        Numbers { Values.Count.ConstantValue: { } count } numbers => Enumerable.Range(0, count).Select(i => Arrays.NumberAt(numbers, i)),
        Integers { From.ConstantValue: not null, To.ConstantValue: not null } range =>
            Unrolled(Arrays.ToNumbers(range, _graph)!, extent),
        Numbers or Integers => UnrolledInLoop(value, extent),
        Rows or Matrix or MatrixRow => throw new OutsideException("an output of rows", extent, "output numbers"),
        _ => [value],
    };

    private IEnumerable<ScriptValue> UnrolledInLoop(ScriptValue array, IScriptExtent extent)
    {
        ForEachElement(array, extent, element => _emit(element, extent));
        return [];
    }

    private static Numbers Append(Numbers numbers, Number number) => new(
        numbers.Values.Append(number.Value),
        numbers.IsInteger is { } isInteger && number.IsInteger?.ConstantValue == isInteger ? isInteger : null,
        Collapses: numbers.Collapses);

    private Truth Flag(string slot) => _slots.TryGetValue(slot, out var value) ? ((ScriptValue.Boolean)value).Value : false;

    /// <summary>A flag that is known to have the value already stays as it is: then no loop has to carry it.</summary>
    private void SetFlag(string slot, Truth value)
    {
        if (value.ConstantValue is not { } known || Flag(slot).ConstantValue != known)
            _slots = _slots.SetItem(slot, new ScriptValue.Boolean(value));
    }

    /// <summary>Whether the statements that follow are skipped.</summary>
    private Truth Left() => Or(Or(Flag(BreakSlot), Flag(ContinueSlot)), Flag(ReturnSlot));

    private static Truth Or(Truth left, Truth right) =>
        left.ConstantValue is { } known ? known ? true : right : right.ConstantValue is { } other ? other ? true : left : left | right;

    /// <summary>Runs one of two parts of the script and joins what they leave in the slots.</summary>
    private void Choose(Truth condition, Action then, Action otherwise)
    {
        if (condition.ConstantValue is { } known)
        {
            (known ? then : otherwise)();
            return;
        }

        var before = _slots;
        var (afterThen, afterOtherwise) = (before, before);
        List<(string Slot, ScriptShape Shape)> joins = [];
        var terms = _graph.Choose(condition, () => Branch(then, out afterThen), () => Branch(otherwise, out afterOtherwise), choice =>
        {
            foreach (var slot in afterThen.Keys.Union(afterOtherwise.Keys, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal))
            {
                var (first, second) = (After(afterThen, slot), After(afterOtherwise, slot));
                if (!ReferenceEquals(first, second))
                    joins.Add((slot, ScriptShape.Join(ScriptShape.Of(first), ScriptShape.Of(second))));
            }

            return (
                _graph.Within(choice.Then, () => joins.SelectMany(join => join.Shape.Terms(After(afterThen, join.Slot), _graph)).ToList()),
                _graph.Within(choice.Else, () => joins.SelectMany(join => join.Shape.Terms(After(afterOtherwise, join.Slot), _graph)).ToList()));
        });

        _slots = afterThen;
        var queue = new Queue<Term>(terms);
        foreach (var (slot, shape) in joins)
            _slots = _slots.SetItem(slot, shape.Rebuild(queue));

        void Branch(Action body, out ImmutableDictionary<string, ScriptValue> after)
        {
            _slots = before;
            body();
            after = _slots;
        }
    }

    /// <summary>
    /// Repeats a part of the script. What it changes is carried from iteration to iteration; since that is known only afterwards, the
    /// part is translated again until nothing new is carried and the shapes fit.
    /// </summary>
    private void Repeat(Func<Truth> test, Action body, IScriptExtent extent)
    {
        var before = _slots;
        var carried = new SortedDictionary<string, ScriptShape>(StringComparer.OrdinalIgnoreCase);
        while (true)
        {
            var (entry, tested) = (before, before);
            var fits = true;
            var terms = _graph.TryWhile(
                [.. carried.SelectMany(slot => slot.Value.Terms(After(before, slot.Key), _graph))],
                state =>
                {
                    _slots = entry = Rebuilt(before, carried, state);
                    var goesOn = test();
                    tested = _slots;
                    if (tested.Any(slot => !ReferenceEquals(slot.Value, After(entry, slot.Key))))
                        throw new OutsideException("an assignment in the condition of a loop", extent, "assign in the body of the loop");
                    return goesOn;
                },
                _ =>
                {
                    _slots = tested;
                    body();
                    foreach (var (slot, value) in _slots.Where(slot => !ReferenceEquals(slot.Value, After(entry, slot.Key))))
                    {
                        var known = carried.TryGetValue(slot, out var shape);
                        var joined = ScriptShape.Join(known ? shape! : ScriptShape.Of(After(before, slot)), ScriptShape.Of(value));
                        if (known && joined.Equals(shape))
                            continue;
                        carried[slot] = joined;
                        fits = false;
                    }

                    return fits ? [.. carried.SelectMany(slot => slot.Value.Terms(_slots[slot.Key], _graph))] : null;
                });
            if (terms is null)
                continue;
            _slots = Rebuilt(before, carried, terms);
            return;
        }
    }

    private static ImmutableDictionary<string, ScriptValue> Rebuilt(
        ImmutableDictionary<string, ScriptValue> slots, SortedDictionary<string, ScriptShape> carried, IReadOnlyList<Term> terms)
    {
        var queue = new Queue<Term>(terms);
        return slots.SetItems(carried.Select(slot => KeyValuePair.Create(slot.Key, slot.Value.Rebuild(queue))));
    }

    private ScriptValue After(ImmutableDictionary<string, ScriptValue> slots, string slot) =>
        slots.TryGetValue(slot, out var value) ? value
        : slot[0] == '\0' ? FalseFlag
        : CapturedVariable(slot);

    private static readonly ScriptValue FalseFlag = new ScriptValue.Boolean(false);

    private ScriptValue CapturedVariable(string name)
    {
        if (!_captured.TryGetValue(name, out var value))
        {
            value = !_surroundings.TryVariable(name, out var found)
                ? new Uncertain("has no value where it is read; assign one before")
                : Bound(CapturedTable.Capture(found)
                    ?? new Uncertain("holds something other than a number, an array of numbers, rows or a script block"));
            _captured.Add(name, value);
        }

        return value;
    }
}
