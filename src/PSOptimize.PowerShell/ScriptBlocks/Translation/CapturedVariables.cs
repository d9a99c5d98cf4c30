using System.Management.Automation;
using System.Management.Automation.Language;
using PSOptimize.Differentiation;

namespace PSOptimize.ScriptBlocks.Translation;

/// <summary>The variables of the session around the script, each captured when it is first read.</summary>
internal sealed class CapturedVariables(ExpressionGraph graph, IScriptSurroundings surroundings)
{
    private readonly Dictionary<string, ScriptValue> _values = new(StringComparer.OrdinalIgnoreCase);

    public ScriptValue this[string name]
    {
        get
        {
            if (!_values.TryGetValue(name, out var value))
                _values.Add(name, value = Capture(name));
            return value;
        }
    }

    private ScriptValue Capture(string name)
    {
        if (!surroundings.TryVariable(name, out var found))
            return new ScriptValue.Uncertain("has no value where it is read; assign one first");
        if (found.Unwrap() is ScriptBlock { Ast: ScriptBlockAst ast } block)
            return new ScriptValue.Block(ast, surroundings.IsForeign(block));
        return CapturedTable.Capture(found) is { } captured
            ? Arrays.Bind(captured, graph)
            : new ScriptValue.Uncertain("holds something other than a number, an array of numbers, rows or a script block");
    }
}
