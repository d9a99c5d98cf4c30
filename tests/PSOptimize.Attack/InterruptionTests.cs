using System.Globalization;

namespace PSOptimize.Attack;

/// <summary>Ctrl-C, while something lasts.</summary>
public class InterruptionTests
{
    private const string Endless =
        "New-Objective { param($x, $y) $s = 0.0; while ($s -ge 0) { $s = $s * 0.5 + $x * $x + $y * $y }; $s }";

    private const string EndlessBeside =
        "New-Objective { param($x, $y) $s = 0.0; if ($x -gt 1.5) { while ($s -ge 0) { $s = $s * 0.5 + $x * $x } }; $s + $x * $x + $y }";

    private const string Sleeper =
        "New-Objective { param($x, $y) Start-Sleep -Milliseconds 40; $x * $x + $y * $y } -Differentiation Central";

    private const string Data =
        "$data = foreach ($i in 1..3000) { [pscustomobject]@{ a = $i % 17; b = $i % 29; c = $i % 5; y = $i % 7 } }; ";

    private static readonly (string Name, string Text)[] Situations =
    [
        ("an endless compiled objective", $"{Endless} | Invoke-Optimizer Adam 1, 2"),
        ("an objective that sleeps", $"{Sleeper} | Invoke-Optimizer NelderMead 1, 2 -MaxEvaluations 100000"),
        ("an endless invoked objective",
            "New-Objective { param($x, $y) $null = Get-Date; while ($true) { $y = $x } } | Invoke-Optimizer NelderMead 1, 2"),
        ("Measure-Objective", $"{Endless} | Measure-Objective -Point 1, 2"),
        ("Test-Gradient", $"{Endless} | Test-Gradient -Point 1, 2"),
        ("Step-Optimizer -Objective", $"Step-Optimizer -Method NelderMead -Start 1, 2 | Step-Optimizer -Objective ({Endless})"),
        ("Export-TrajectoryPlot",
            $"{EndlessBeside} | Invoke-Optimizer GradientDescent 1, 1 -MaxIterations 3 | "
                + $"Export-TrajectoryPlot out.svg -Force -Domain -2, 2, -2, 2"),
        ("Show-Trajectory",
            $"{EndlessBeside} | Invoke-Optimizer GradientDescent 1, 1 -MaxIterations 3 | Show-Trajectory -Domain -2, 2, -2, 2"),
        ("a store", $"{Sleeper} | Invoke-Optimizer NelderMead 1, 2 -MaxEvaluations 100000 -Store stop.db"),
        ("a checkpoint",
            "Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 100000000 -TraceEvery 0 -CheckpointPath stop.json "
                + "-CheckpointEvery 1 -Force"),
        ("-ThrottleLimit 4", $"{Sleeper} | Invoke-Optimizer DifferentialEvolution 1, 2 -MaxEvaluations 100000 -ThrottleLimit 4"),
        ("-Resume", "Invoke-Optimizer -Objective $rosenbrock -Resume keep/run.json -MaxIterations 100000000"),
        ("Resume-Run", "$stored[0] | Resume-Run -MaxIterations 1000000000"),
        ("New-Objective -Verify", $"New-Objective -Verify {Endless["New-Objective ".Length..]}"),
        ("an endless schedule", "Invoke-Optimizer Adam -Objective Rosenbrock -LearningRate { param($t) while ($true) { $t = $t } }"),
        ("an endless equation",
            "Invoke-Optimizer Adam -Objective Rosenbrock -EqualTo { param($x, $y) $s = 0.0; while ($s "
                + "-ge 0) { $s = $s * 0.5 + $x * $x }; $s }"),
        ("a session", $"$s = New-OptimizerSession 1; {Endless} | Invoke-Optimizer Adam 1, 2 -Session $s"),
        ("New-OptimizerSession", "New-OptimizerSession 8"),
        ("a grid of a million runs", "Invoke-Optimizer Adam -Objective Rosenbrock -Seed (1..1000000) -MaxIterations 10"),
        ("CMAES, 3000 coordinates", "$any | Invoke-Optimizer CMAES ([double[]]::new(3000)) -MaxIterations 1000"),
        ("AdaGradFull, 2000 coordinates", "$any | Invoke-Optimizer AdaGradFull ([double[]](@(1) * 2000)) -MaxIterations 1000"),
        ("a population of 3,000,000", "Invoke-Optimizer DifferentialEvolution -Objective Rosenbrock -Population 3000000"),
        ("a swarm of 3,000,000", "Invoke-Optimizer ParticleSwarm -Objective Rosenbrock -Population 3000000"),
        ("BFGS, 2000 coordinates", "$any | Invoke-Optimizer BFGS ([double[]](1..2000)) -MaxIterations 100000 -GradientTolerance 1e-300"),
        ("TrustRegionNewton, 1000 coordinates", "$any | Invoke-Optimizer TrustRegionNewton ([double[]](1..1000)) -MaxIterations 100000"),
        ("NelderMead, 2000 coordinates", "$any | Invoke-Optimizer NelderMead ([double[]](1..2000)) -MaxIterations 1000000"),
        ("QuadraticInterpolation, 300 coordinates",
            "$any | Invoke-Optimizer QuadraticInterpolation ([double[]](1..300)) -MaxIterations 100000"),
        ("a network of 400 × 400 neurons",
            Data + "$data | New-Objective -Network 400, 400 -Target y | Invoke-Optimizer Adam -MaxIterations 100000"),
        ("a curve that is invoked",
            Data + "$data | New-Objective -Model { param($row, $p, $q) $null = Get-Date; $p * $row.a + $q } -Target y | "
                + "Invoke-Optimizer Adam 1, 2 -MaxIterations 100000"),
        ("LevenbergMarquardt",
            Data + "$data | New-Objective -Model { param($row, $p, $q) $null = Get-Date; $p * $row.a + $q } -Target y | "
                + "Invoke-Optimizer LevenbergMarquardt 1, 2 -MaxIterations 100000"),
        ("a pipe into which nobody writes", "Import-Run aside/pipe"),
        ("a table that is a pipe", "New-Objective -Linear -Target y -Path aside/pipe"),
        ("MLSL", "Invoke-Optimizer MLSL -Objective Rastrigin -Within '-5..5' -MaxIterations 100000000"),
        ("BasinHopping", "Invoke-Optimizer BasinHopping -Objective Rastrigin -MaxIterations 100000000"),
        ("DIRECT", "Invoke-Optimizer DIRECT -Objective Rastrigin -Within '-5..5' -MaxIterations 100000000"),
        ("Get-Prediction",
            "$kept = $fitRun | Measure-Objective -Fit; 1..100000000 | ForEach-Object { [pscustomobject]@{ a = $_; b = 1 } } | "
                + "Get-Prediction $kept | Out-Null"),
        ("intervals by profile",
            Data + "$data | New-Objective -Model { param($row, $p, $q) $null = Get-Date; $p * $row.a + $q * $row.b } -Target y | "
                + "Invoke-Optimizer LevenbergMarquardt 1, 2 -MaxIterations 1 | Measure-Objective -Fit -Interval Profile"),
        ("a run of 10,000 coordinates by NelderMead", "$any | Invoke-Optimizer NelderMead ([double[]]::new(10000)) -MaxIterations 1000"),
        ("rows down the pipeline",
            "1..100000000 | ForEach-Object { [pscustomobject]@{ a = $_; y = $_ } } | New-Objective -Linear -Target y"),
        ("Export-Run", "1..100000000 | ForEach-Object { $run } | Export-Run stop.jsonl -Force"),
        ("Get-Trajectory",
            "$long = Invoke-Optimizer Adam -Objective Rosenbrock -MaxIterations 300000; 1..1000 | ForEach-Object { $long | "
                + "Get-Trajectory } | Out-Null"),
        ("Compare-Run", "1..100000000 | ForEach-Object { $run } | Compare-Run"),
        ("a picture of 400 runs",
            "$many = Invoke-Optimizer Adam -Objective Rosenbrock -Seed (1..400) -MaxIterations 3000; $many | "
                + "Export-TrajectoryPlot out.html -Force -Resolution 400"),
    ];

    private static int Wait => Extent.Of(2, 4);

    [Fact]
    public void Whatever_lasts_can_be_stopped()
    {
        var situations = Situations[..Extent.Of(10, Situations.Length)];
        // The runspace is used again after each.
        var calls = situations.SelectMany(situation => (Call[])[new(situation.Text, StopAfter: Wait), new("1 + 1", 30)]).ToArray();
        var findings = new Findings("Ctrl-C");
        var times = new List<(double Seconds, string Name)>();
        foreach (var verdict in Engine.Make(calls))
        {
            var name = situations[verdict.Index / 2].Name;
            findings.Note(verdict.Fault(calls[verdict.Index]), calls[verdict.Index].Text);
            if (verdict.Index % 2 == 0 && verdict.StopSeconds is { } seconds) times.Add((seconds, name));
        }
        Assert.True(times.Count >= situations.Length / 2);
        var slow = times.Where(time => time.Seconds > 0.2).OrderByDescending(time => time.Seconds)
            .Select(time => string.Create(CultureInfo.InvariantCulture, $"{time.Name} {time.Seconds:F1} s"));
        findings.Conclude(
            string.Create(CultureInfo.InvariantCulture, $"{situations.Length} situations, stopped after {Wait} s"),
            string.Create(CultureInfo.InvariantCulture,
                $"{times.Count} had to be stopped, median {Median(times):F2} s; over 0.2 s: {string.Join(", ", slow)}"));
    }

    private static double Median(List<(double Seconds, string Name)> times) =>
        times.Select(time => time.Seconds).Order().ElementAt(times.Count / 2);
}
