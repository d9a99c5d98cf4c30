using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Schedules;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Pictures;

/// <summary>Runs of descent methods, to be drawn.</summary>
internal static class Races
{
    public static Objective Paraboloid { get; } = Objective.FromValue("Paraboloid", 2, point => point.Dot(point));

    public static Run[] Five(Objective objective, Vector start, long iterations, double rate = 0.01) =>
    [
        .. new[] { "GradientDescent", "Momentum", "AdaGrad", "RMSProp", "Adam" }
            .Select(name => Optimizer.Run(objective, Make(name, rate), start, Steps(iterations))),
    ];

    public static Run One(Objective objective, Vector start, long iterations, double rate = 0.1, string label = "Descent") =>
        Optimizer.Run(objective, Make("GradientDescent", rate) with { Label = label }, start, Steps(iterations));

    private static Method Make(string name, double rate) =>
        Method.Catalogue.Find(name)!.Create([new("LearningRate", new ConstantSchedule(rate))]);

    private static RunOptions Steps(long iterations) => new() { Stop = StopRule.Iterations(iterations) };
}
