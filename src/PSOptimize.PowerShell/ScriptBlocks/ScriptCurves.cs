using System.Runtime.CompilerServices;
using PSOptimize.Objectives.Regression;

namespace PSOptimize.ScriptBlocks;

/// <summary>The curves that invoke a script block for each row. To the core they are functions like any other.</summary>
internal static class ScriptCurves
{
    private static readonly ConditionalWeakTable<CurveModel, ScriptHome> Homes = [];

    /// <summary>Notes that a curve invokes a script block.</summary>
    public static void Add(CurveModel curve, ScriptHome home) => Homes.Add(curve, home);

    /// <summary>The home of the block that a curve invokes; null if it invokes none.</summary>
    public static ScriptHome? HomeOf(CurveModel curve) => Homes.TryGetValue(curve, out var home) ? home : null;
}
