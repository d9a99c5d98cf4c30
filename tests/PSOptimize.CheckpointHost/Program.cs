// A run for a test to kill: `CheckpointHost <method> <checkpoint> <iterations>` starts it, or resumes it if the checkpoint exists.
// It prints "running" before its first evaluation and "ended" after its last; with a fourth argument also a digest of the bits of the run,
// and "warned" if the checkpoint could not be written. A method may be followed by :batches, a fit of batches, or :equation.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Objectives.Regression;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

var (setting, path, iterations) = (args[0].Split(':'), args[1], long.Parse(args[2], CultureInfo.InvariantCulture));
var levy = TestProblems.Levy(3);
// A method that ends where restarts find nothing better goes on to restart.
var entry = Method.Catalogue.Find(setting[0])!;
var endless = entry.Create(new[] { "VainRestarts", "MaxRestarts" }.Where(name => entry.Find(name) is not null)
    .Select(name => KeyValuePair.Create(name, (object?)1000)));
var running = false;
Evaluation Slowly(Objective objective, Vector point)
{
    if (!running) Console.WriteLine("running");
    running = true;
    Thread.Sleep(1);
    return objective.ValueAndGradient(point);
}
var slow = Objective.FromValueAndGradient(levy.Objective.Name, 3, point => Slowly(levy.Objective, point));
Objective[] equations = [];
var (problem, start) = (Problem.Of(slow), levy.Start);
if (setting is [_, "equation"])
{
    equations = [Objective.FromValueAndGradient("plane", 3, point => Evaluation.Of(point[0] + point[1] - 1, Vector.Create(1, 1, 0)))];
    problem = problem.EqualTo(equations);
}
else if (setting is [_, "batches"])
{
    Vector Column(Func<int, double> cell) => Vector.OfSeq(Enumerable.Range(0, 200).Select(cell));
    var table = Table.OfColumns(["a", "b", "y"], [Column(i => i % 7), Column(i => i % 11), Column(i => i % 5 + 0.25 * (i % 3))]);
    var fit = RegressionObjective.Linear(table, "y", options: new RegressionOptions { BatchSize = 8 });
    (problem, start) = (Problem.Of(fit), Vector.Repeat(fit.Dimension, 0));
    Console.WriteLine("running");
}
var warned = false;
var options = new RunOptions
{
    TraceEvery = 10,
    Stop = StopRule.Iterations(iterations),
    CheckpointFailed = _ => warned = true,
}.WithSeed(6).WithCheckpoint(path, every: 2);
var run = File.Exists(path)
    ? Optimizer.Resume(problem.Objective, Checkpoint.Read(path), options, equations)
    : Optimizer.Run(problem, endless, start, options);
Console.WriteLine("ended");
if (args.Length < 4) return;
if (warned) Console.WriteLine("warned");
string[] parts =
[
    $"{run.Outcome} {run.Evaluations} {run.Best} {run.Last}", .. run.Trajectory.Select(row => $"{row}"),
    new SavedState(run.Method, run.State, run.Problem).ToJson(),
];
Console.WriteLine($"bits {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))}");
