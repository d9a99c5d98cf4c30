module PSOptimize.FSharp.CoreTests

open System
open Xunit
open PSOptimize.Methods.FirstOrder
open PSOptimize.Objectives
open PSOptimize.Runs
open PSOptimize.Schedules
open PSOptimize.Stopping
open PSOptimize.Vectors

/// A closure over data, with F#'s own sequence functions inside.
let distance (targets: float list) =
    Objective.FromValue("distance", targets.Length, fun x -> Seq.zip (x.AsSeq()) targets |> Seq.sumBy (fun (a, b) -> (a - b) ** 2.0))

let bowl =
    Objective.FromValueAndGradient("bowl", 2, fun x -> Evaluation.Of(x.Dot x, 2.0 * x))

let start = Vector.Create(3.0, -4.0)

[<Fact>]
let ``an objective is a closure`` () =
    let run = Optimizer.Run(distance [ 1.0; 2.0; 3.0 ], GradientDescent(LearningRate = 0.1), Vector.Zero 3)
    Assert.True((run.Point - Vector.Create(1.0, 2.0, 3.0)).Norm() < 1e-6)

[<Fact>]
let ``a curried function with a separate gradient is an objective`` () =
    let value scale (x: Vector) = scale * x.Dot x
    let gradient scale (x: Vector) = 2.0 * scale * x
    let objective = Objective.FromGradient("scaled", 2, value 3.0, gradient 3.0)
    Assert.Equal(Vector.Create(18.0, -24.0), objective.ValueAndGradient(start).Gradient)

[<Fact>]
let ``steps are a lazy sequence`` () =
    let points =
        Optimizer.Steps(bowl, GradientDescent(LearningRate = 0.25), start)
        |> Seq.map _.Point
        |> Seq.take 3
        |> Seq.toList
    Assert.Equal<Vector list>([ start; start / 2.0; start / 4.0 ], points)

[<Fact>]
let ``unfolding a solver gives the same steps`` () =
    let solver = Adam(LearningRate = 0.05).Prepare bowl
    let unfolded = solver.Start start |> Seq.unfold (fun state -> Some(state, solver.Next state))
    let steps = Optimizer.Steps(bowl, Adam(LearningRate = 0.05), start)
    Assert.True(Seq.forall2 (=) (Seq.take 20 unfolded) (Seq.take 20 steps))

[<Fact>]
let ``states are equal by content and other states are not`` () =
    let solver = Adam(LearningRate = 0.05).Prepare bowl
    let once = solver.Next(solver.Start start)
    let again = solver.Next(solver.Start start)
    Assert.True((once = again))
    Assert.True((once.GetHashCode() = again.GetHashCode()))
    Assert.False((once = solver.Next once))

[<Fact>]
let ``methods are created with named arguments and are values`` () =
    Assert.True((Adam(LearningRate = 0.05, Beta1 = 0.8) = Adam(Beta1 = 0.8, LearningRate = 0.05)))
    Assert.Equal(0.999, Adam().Beta2)
    let decaying = GradientDescent(LearningRate = InverseTimeSchedule(0.4, 0.1))
    let rates = Optimizer.Steps(bowl, decaying, start) |> Seq.skip 1 |> Seq.take 3 |> Seq.map _.LearningRate
    Assert.Equal<float seq>([ 0.4 / 1.1; 0.4 / 1.2; 0.4 / 1.3 ], rates)

[<Fact>]
let ``ask and tell leave the objective outside`` () =
    let method = MomentumDescent(LearningRate = 0.1, Momentum = 0.5)
    let answer (request: Request) = [| for point in request.Points -> Evaluation.Of(point.Dot point, 2.0 * point) |]
    let solver = method.Prepare()
    let step state = solver.Tell(state, answer (solver.Ask state))
    let byHand = solver.Start start |> step |> step |> step
    Assert.Equal(Optimizer.Steps(bowl, method, start) |> Seq.item 3, byHand)

[<Fact>]
let ``stop rules compose and every outcome has a branch`` () =
    let describe (outcome: Outcome) =
        outcome.Match(
            converged = (fun c -> $"{c.Rule} <= {c.Required}"),
            stalled = (fun s -> $"stalled by {s.Rule}"),
            budgetExhausted = (fun b -> $"{b.Rule} {b.Used}"),
            failed = (fun f -> $"failed: {f.Reason}"),
            cancelled = (fun c -> $"cancelled at {c.Iteration}"))

    let runTo stop (rate: float) =
        Optimizer.Run(bowl, GradientDescent(LearningRate = rate), start, RunOptions().WithStop(stop)).Outcome |> describe

    let stop = StopRule.GradientNorm(1e-3).Or(StopRule.Iterations 100L)
    Assert.Equal("GradientNorm <= 0.001", runTo stop 0.25)
    Assert.Equal("Iterations 100", runTo stop 0.0001)
    Assert.Equal("stalled by Patience", runTo (StopRule.Patience(3L, 1e9)) 0.25)
    Assert.Equal("failed: NotFinite", runTo (StopRule.Iterations 2000L) 2.0)

[<Fact>]
let ``options are created with named arguments and copied with changes`` () =
    let options = RunOptions(Stop = StopRule.Iterations 40L, TraceEvery = 10L)
    let run = Optimizer.Run(bowl, Adam(), start, options.WithSeed 7L)
    Assert.Equal<int64 list>([ 0L; 10L; 20L; 30L; 40L ], [ for row in run.Trajectory -> row.Iteration ])

[<Fact>]
let ``a trajectory is a sequence of rows`` () =
    let run = Optimizer.Run(bowl, RMSProp(LearningRate = 0.1), start)
    let lowest = run.Trajectory |> Seq.minBy _.Value
    Assert.Equal(run.Value, lowest.Value)
    Assert.Equal(run.Best, lowest)

[<Fact>]
let ``vectors have arithmetic and access to their elements`` () =
    let v, w = Vector.Create(1.0, 2.0), Vector.OfSeq [ 3.0; 4.0 ]
    Assert.Equal(Vector.Create(5.0, 8.0), 2.0 * v + w)
    Assert.Equal(2.0, v[1])
    Assert.Equal<float list>([ 1.0; 2.0 ], v.AsSeq() |> List.ofSeq)
    Assert.Equal(Vector.Create(1.0, 4.0), v.Map(fun x -> x * x))
    Assert.Equal("[1 2]", string v)

[<Fact>]
let ``test problems know their minimum`` () =
    let problem = TestProblems.Rosenbrock(b = 1.0)
    Assert.Equal(problem.Minimum, problem.Objective.Value problem.Minimizers[0])
    Assert.Same(problem, problem.Objective.Problem)

[<Fact>]
let ``programming errors are exceptions that say what would be right`` () =
    let error = Assert.Throws<ArgumentOutOfRangeException>(fun () -> Adam(Beta1 = 1.0) |> ignore)
    Assert.Contains("at least 0 and below 1", error.Message)
