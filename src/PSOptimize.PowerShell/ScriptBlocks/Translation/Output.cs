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

    /// <summary>What takes the output at this place of the script, object by object.</summary>
    public Sink Sink { get; private set; }

    /// <summary>Outputs a value: an array is taken apart, but not the arrays in it.</summary>
    public void Emit(ScriptValue value, IScriptExtent extent)
    {
        if (value is Grid grid)
            value = grid.Cells with { Collapses = false, Element = null };
        if (Arrays.Count(value) is null)
            Sink(value, extent);
        else if (Sink != Collect)
            _loops.ForEach(value, extent, element => Sink(element, extent));
        else
            CollectEach(value, extent);
    }

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
    public ScriptValue ValueOf(Action part)
    {
        var output = ArrayOf(part);
        if (output is Items { Elements: [var whole] })
            _context.NoteOutput(whole);
        return output switch
        {
            Items { Elements: [] } => Null.Value,
            Items { Elements: [var only] } => only,
            Numbers numbers => numbers with { Collapses = true, Element = null },
            _ => output,
        };
    }

    private void Collect(ScriptValue element, IScriptExtent extent)
    {
        _context.Write(Collected, (_context.Read(Collected), element) switch
        {
            (Items items, _) => new Items([.. items.Elements, element]),
            (Numbers numbers, Number number) => Arrays.Append(numbers, number),
            _ => throw new OutsideException("an output that is not a number", extent, "let the loop output numbers only"),
        });
    }

    private void CollectEach(ScriptValue array, IScriptExtent extent)
    {
        if (array is Rows { Table: { Rows.Count: <= Folding.MostWords } table })
            array = new Items([.. Enumerable.Range(0, table.Rows.Count).Select(i => new Row(table, i))]);
        if (array is Rows or Matrix or MatrixRow)
            throw new OutsideException("an output of rows", extent, "output numbers");
        if (array is Integers { From.ConstantValue: not null, To.ConstantValue: not null })
            array = Arrays.ToNumbers(array, _context.Graph)!;
        var elements = array switch
        {
            Items items => items.Elements,
            Numbers { Values.Count.ConstantValue: { } count } numbers =>
                [.. Enumerable.Range(0, count).Select(i => Arrays.NumberAt(numbers, i))],
            _ => null,
        };
        if (elements is null)
            _loops.ForEach(array, extent, element => Collect(element, extent));
        else
            foreach (var element in elements)
                Collect(element, extent);
    }
}
