using System.Globalization;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

// Five methods race from one start down Rosenbrock's valley; every step goes into a file.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var rosenbrock = TestProblems.Rosenbrock().Objective;
Vector start = [0.1, 3];
FirstOrderMethod[] methods =
[
    new GradientDescent { LearningRate = 0.001 },
    new MomentumDescent { LearningRate = 0.0005, Momentum = 0.9 },
    new AdaGrad { LearningRate = 0.5 },
    new RMSProp { LearningRate = 0.005 },
    new Adam { LearningRate = 0.05 },
];
var options = new RunOptions { Stop = StopRule.GradientNorm(1e-4).Or(StopRule.Iterations(4000)) };
var runs = methods.Select(method => Optimizer.Run(rosenbrock, method, start, options)).ToList();

Console.WriteLine($"Rosenbrock's valley from {start}; the minimum is 0 at {rosenbrock.Problem!.Minimizers[0]}.");
Console.WriteLine();
Console.WriteLine($"{"Method",-16}{"Rate",8}{"Iterations",12}{"Value",12}{"x0",10}{"x1",10}  Outcome");
foreach (var run in runs)
    Console.WriteLine($"{run.Method.Label,-16}{run.Last.LearningRate,8}{run.Iterations,12}{run.Value,12:0.00e+0}{run.Point[0],10:F5}{run.Point[1],10:F5}  {run.Outcome}");

var file = Path.GetFullPath(args.Length > 0 ? args[0] : Path.Combine("out", "trajectories.csv"));
Directory.CreateDirectory(Path.GetDirectoryName(file)!);
var rows = runs.SelectMany((run, index) => run.Trajectory.Select(row =>
    $"{index + 1},{rosenbrock},{run.Method.Label},{row.Iteration},{row.Evaluations},{row.Value:R},{row.GradientNorm:R},{row.StepNorm:R},{row.LearningRate:R}," +
    string.Join(',', row.Point.AsSeq())));
File.WriteAllLines(file, rows.Prepend("Run,Objective,Method,Iteration,Evaluations,Value,GradientNorm,StepNorm,LearningRate,x0,x1"));
Console.WriteLine();
Console.WriteLine($"Every step is in {file}");
