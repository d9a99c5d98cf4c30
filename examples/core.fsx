// The core from F#, without PowerShell. Build first (dotnet build), then: dotnet fsi examples/core.fsx
#r "../src/PSOptimize.Core/bin/Debug/net10.0/PSOptimize.Core.dll"

open PSOptimize.Methods.FirstOrder
open PSOptimize.Objectives
open PSOptimize.Runs
open PSOptimize.Stopping
open PSOptimize.Vectors

// Where is the beacon? An objective is a closure over measurements: here the distances from four masts.
let masts = [ Vector.Create(0.0, 0.0); Vector.Create(10.0, 0.0); Vector.Create(0.0, 8.0); Vector.Create(9.0, 9.0) ]
let measured = [ 5.03; 8.02; 5.02; 7.83 ]

let misfit =
    Objective.FromValue("misfit", 2, fun x -> Seq.zip masts measured |> Seq.sumBy (fun (mast, d) -> ((x - mast).Norm() - d) ** 2.0))

let stop = StopRule.GradientNorm(1e-8).Or(StopRule.Iterations 5000L)
let run = Optimizer.Run(misfit, Adam(LearningRate = 0.05), Vector.Create(5.0, 5.0), RunOptions(Stop = stop))

run.Outcome.Match(
    converged = (fun c -> printfn $"After {run.Iterations} steps {c.Rule} is at most {c.Required}."),
    stalled = (fun s -> printfn $"{s.Detail}."),
    budgetExhausted = (fun b -> printfn $"Stopped by {b.Rule}."),
    failed = (fun f -> printfn $"{f.Detail}"),
    cancelled = ignore)

printfn $"The beacon is at ({run.Point[0]:F3}, {run.Point[1]:F3}), misfit {run.Value:E2}."

// The states of a run are a lazy sequence.
Optimizer.Steps(misfit, GradientDescent(LearningRate = 0.1), Vector.Create(5.0, 5.0))
|> Seq.map (fun state -> misfit.Value state.Point)
|> Seq.take 5
|> Seq.iteri (printfn "plain descent, step %d: %.4f")
