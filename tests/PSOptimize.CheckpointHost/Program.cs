// A run for a test to kill: `CheckpointHost <method> <checkpoint> <iterations>` starts it, or resumes it if the checkpoint exists.
// It prints "running" before its first evaluation and "ended" after its last.
using System.Globalization;
using PSOptimize.Methods;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Stopping;

var (method, path, iterations) = (args[0], args[1], long.Parse(args[2], CultureInfo.InvariantCulture));
var problem = TestProblems.Levy(3);
// A method that ends where restarts find nothing better goes on to restart.
var entry = Method.Catalogue.Find(method)!;
var endless = entry.Create(new[] { "VainRestarts", "MaxRestarts" }.Where(name => entry.Find(name) is not null)
    .Select(name => KeyValuePair.Create(name, (object?)1000)));
var running = false;
var slow = Objective.FromValueAndGradient(problem.Objective.Name, 3, point =>
{
    if (!running) Console.WriteLine("running");
    running = true;
    Thread.Sleep(1);
    return problem.Objective.ValueAndGradient(point);
});
var options = new RunOptions { TraceEvery = 10, Stop = StopRule.Iterations(iterations) }.WithSeed(6).WithCheckpoint(path, every: 2);
_ = File.Exists(path)
    ? Optimizer.Resume(slow, Checkpoint.Read(path), options)
    : Optimizer.Run(slow, endless, problem.Start, options);
Console.WriteLine("ended");
