using System.Management.Automation;
using PSOptimize.Binding;
using PSOptimize.Constraints;
using PSOptimize.Objectives;
using PSOptimize.Vectors;

namespace PSOptimize.Commands;

/// <content>Constraints: equations, and sets that the points are kept in.</content>
public sealed partial class InvokeOptimizerCommand
{
    /// <summary>Functions of the same point that must be 0 at the solution: script blocks or objectives. The method runs on an augmented Lagrangian.</summary>
    [Parameter]
    [Objectives]
    public Objective[] EqualTo { get; set; } = [];

    /// <summary>The weight of the squares of the equations in the augmented Lagrangian, above 0, default 10.</summary>
    [Parameter]
    public double Penalty { get; set; } = 10;

    /// <summary>Keeps every point in a set by projection: bounds as text, such as 0..1 for every coordinate or "0..2 -1..1" one by one, or a Box, Simplex or Ball.</summary>
    [Parameter]
    [Set]
    public Projection? Within { get; set; }

    /// <summary>Keeps every coordinate from falling below 0, by projection.</summary>
    [Parameter]
    public SwitchParameter NonNegative { get; set; }

    /// <summary>Keeps the coordinates at or above 0 and their sum at this number, above 0, by projection: 1 for probabilities.</summary>
    [Parameter]
    public double? Simplex { get; set; }

    /// <summary>Keeps the point within this distance, above 0, of the origin, by projection.</summary>
    [Parameter]
    public double? Ball { get; set; }

    /// <summary>The set that was asked for; nothing where none was.</summary>
    private Projection? SetOf()
    {
        Projection[] sets =
        [
            .. Within is null ? [] : (Projection[])[Within],
            .. NonNegative ? [Projection.NonNegative] : (Projection[])[],
            .. Simplex is { } sum ? [new Simplex(sum)] : (Projection[])[],
            .. Ball is { } radius ? [new Ball(radius)] : (Projection[])[],
        ];
        return sets.Length <= 1 ? sets.FirstOrDefault() : throw new ArgumentException("Points are kept in one set: give only one of -Within, -NonNegative, -Simplex and -Ball.");
    }

    /// <summary>Adds this, at least 0, times the sum of the absolute values of all coordinates. Values and gradients include it, and zeros are exact with every first-order method.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(0, double.MaxValue)]
    public double L1 { get; set; }

    /// <summary>Adds this, at least 0, times the sum of the squares of all coordinates. Values and gradients include it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Number]
    [ValidateRange(0, double.MaxValue)]
    public double L2 { get; set; }

    private Problem ProblemOf(Objective objective) => Problem.Of(objective)
        .KeptWithin(SetOf()).EqualTo(EqualTo).WithEquationWeight(Penalty).Penalized(L1, L2).ScaledBy(Scale);

    /// <summary>A network draws its start from the seed of the run, a linear model starts at zeros.</summary>
    private static Vector? OwnStart(Objective objective, long seed) =>
        objective is Objectives.Regression.RegressionObjective { Model: Objectives.Regression.Network } regression ? regression.Start(seed) : null;
}
