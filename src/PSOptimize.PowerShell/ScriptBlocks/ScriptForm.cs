using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSOptimize.ScriptBlocks;

/// <summary>How a script block takes its point: as one array, or as one number per coordinate.</summary>
/// <param name="IsArray">Whether there is one array parameter; else there is one scalar parameter per coordinate.</param>
/// <param name="ParameterNames">The names of the parameters in order, at least one.</param>
internal sealed record ScriptForm(bool IsArray, IReadOnlyList<string> ParameterNames)
{
    /// <summary>The first parameter that is declared as an integer, and so rounds its coordinate; null if there is none.</summary>
    public string? Integer { get; private init; }

    /// <summary>The number of coordinates; 0 if the array can have any.</summary>
    public int Dimension => IsArray ? 0 : ParameterNames.Count;

    /// <summary>Reads the form from the block's parameters.</summary>
    /// <param name="block">The block.</param>
    /// <param name="surroundings">The functions that the block may hand its parameter on to; null for none.</param>
    /// <exception cref="ScriptException">The block has no parameter, is nested too deep, or never ends.</exception>
    public static ScriptForm Of(ScriptBlock block, IScriptSurroundings? surroundings = null)
    {
        ScriptDepth.Check(block);
        EndlessCalls.Check(block);
        var parameters = block.Ast is ScriptBlockAst { ParamBlock: { } declared } ? declared.Parameters : null;
        if (parameters is null or { Count: 0 }) throw ScriptException.NoParameter();
        var names = parameters.Select(parameter => parameter.Name.VariablePath.UserPath).ToArray();
        return new ScriptForm(names.Length == 1 && new ParameterUse(surroundings).IsArray(parameters[0], (ScriptBlockAst)block.Ast), names)
        {
            Integer = parameters.FirstOrDefault(parameter => IsInteger(parameter.StaticType))?.Name.VariablePath.UserPath,
        };
    }

    private static bool IsInteger(Type type) => Type.GetTypeCode(type.GetElementType() ?? type) is >= TypeCode.SByte and <= TypeCode.UInt64;
}
