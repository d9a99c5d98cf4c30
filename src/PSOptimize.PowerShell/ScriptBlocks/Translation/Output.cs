using System.Management.Automation.Language;
using static PSOptimize.ScriptBlocks.Translation.ScriptValue;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>
/// Where the output of the script goes: it is collected in a hidden variable, or redirected to the next stage of a pipeline.
/// </summary>
internal sealed class Output
{
    private const string Collected = "\0output";

    private readonly TranslationContext _context;
    private readonly Loops _loops;

    public Output(TranslationContext context, Loops loops)
    {
        (_context, _loops) = (context, loops);
        Sink = Collect;
    }

    /// <summary>What takes the output at this place of the script.</summary>
    public Sink Sink { get; private set; }

    public void Emit(ScriptValue value, IScriptExtent extent) => Sink(value, extent);

    /// <summary>Sends what a part of the script outputs elsewhere.</summary>
    public void Redirect(Sink sink, Action part)
    {
        var outer = Sink;
        Sink = sink;
        part();
        Sink = outer;
    }

    /// <summary>What a part of the script outputs, as an array.</summary>
    public ScriptValue ArrayOf(Action part) => _context.With(Collected, Items.None, () => Redirect(Collect, part));

    /// <summary>
    /// What a part of the script outputs, as PowerShell assigns it: one element alone, and no element as <c>$null</c>.
    /// </summary>
    public ScriptValue ValueOf(Action part) => ArrayOf(part) switch
    {
        Items { Elements: [] } => Null.Value,
        Items { Elements: [var only] } => only,
        Numbers numbers => numbers with { Collapses = true },
        var output => output,
    };

    /// <summary>Arrays are taken apart, as in a pipeline.</summary>
    private void Collect(ScriptValue value, IScriptExtent extent)
    {
        foreach (var element in Unrolled(value, extent))
        {
            _context.Write(Collected, (_context.Read(Collected), element) switch
            {
                (Items items, _) => new Items([.. items.Elements, element]),
                (Numbers numbers, Number number) => Arrays.Append(numbers, number),
                _ => throw new OutsideException("an output that is not a number", extent, "let the loop output numbers only"),
            });
        }
    }

    private IEnumerable<ScriptValue> Unrolled(ScriptValue value, IScriptExtent extent) => value switch
    {
        Items items => items.Elements,
        Numbers { Values.Count.ConstantValue: { } count } numbers => Enumerable.Range(0, count).Select(i => Arrays.NumberAt(numbers, i)),
        Integers { From.ConstantValue: not null, To.ConstantValue: not null } range =>
            Unrolled(Arrays.ToNumbers(range, _context.Graph)!, extent),
        Numbers or Integers => UnrolledInLoop(value, extent),
        Rows or Matrix or MatrixRow => throw new OutsideException("an output of rows", extent, "output numbers"),
        _ => [value],
    };

    private ScriptValue[] UnrolledInLoop(ScriptValue array, IScriptExtent extent)
    {
        _loops.ForEach(array, extent, element => Emit(element, extent));
        return [];
    }
}
