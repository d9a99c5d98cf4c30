using System.Diagnostics;
using System.Globalization;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Stopping;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// The module in a real PowerShell, the local tool that the build has restored: five methods race, and every step is written into a file.
var file = Path.GetFullPath(args.Length > 0 ? args[0] : Path.Combine("out", "trajectories.csv"));
Directory.CreateDirectory(Path.GetDirectoryName(file)!);
var start = new ProcessStartInfo("dotnet", ["tool", "run", "pwsh", "--", "-NoProfile", "-NonInteractive", "-File", "Race.ps1", file])
{
    WorkingDirectory = Path.Combine(AppContext.BaseDirectory, "../../.."),
};
using var shell = Process.Start(start)!;
shell.WaitForExit();
if (shell.ExitCode != 0) return shell.ExitCode;
Console.WriteLine($"Every step is in {file}");

// The same in C#: the core does not depend on PowerShell.
var rosenbrock = TestProblems.Rosenbrock().Objective;
var adam = new Adam { LearningRate = 0.05 };
var options = new RunOptions { Stop = StopRule.GradientNorm(1e-4).Or(StopRule.Iterations(4000)) };
var run = Optimizer.Run(rosenbrock, adam, [0.1, 3], options);
var (x, y) = (run.Point[0], run.Point[1]);
Console.WriteLine($"C#: {run.Method.Label} reaches {run.Value:0.0e+0} at [{x:F4} {y:F4}] after {run.Iterations} iterations.");
return 0;
