using System.Management.Automation;
using PSOptimize.Differentiation;
using PSOptimize.Objectives;
using PSOptimize.ScriptBlocks;

namespace PSOptimize.Binding;

/// <summary>Makes objectives of script blocks.</summary>
internal static class ObjectiveFactory
{
    /// <summary>An objective of a script block, with the names of its scalar parameters for coordinates.</summary>
    public static Objective FromScript(ScriptBlock block, SessionState session, ScriptBlock? gradient = null, string? name = null)
    {
        var value = new ScriptFunction(block);
        var objective = new ScriptObjective(
            name ?? "Objective", value, gradient is null ? null : new ScriptFunction(gradient),
            gradient is null ? DifferentiationKind.Central : DifferentiationKind.Given, session);
        return value.Form.IsArray ? objective : objective.WithCoordinateNames([.. value.Form.ParameterNames]);
    }
}
