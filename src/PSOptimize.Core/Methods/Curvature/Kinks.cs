using PSOptimize.Objectives;

namespace PSOptimize.Methods.Curvature;

/// <summary>Problems that are not smooth.</summary>
internal static class Kinks
{
    /// <summary>Why a method with curvature cannot solve a problem; null if it can.</summary>
    public static string? WhyNot(Method method, Problem problem) => problem.Function.L1Weights is null ? null
        : $"{problem.Objective.Name} has an L1 penalty, whose kinks {method.Name} cannot cross: choose a first-order method.";
}
