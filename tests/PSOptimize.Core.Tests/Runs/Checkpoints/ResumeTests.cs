using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.Chains;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Records;
using PSOptimize.Schedules;
using PSOptimize.Stopping;
using PSOptimize.Tests.Methods;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Runs.Checkpoints;

public class ResumeTests
{
    // Least squares need residuals, which these problems do not offer; they have tests of their own.
    public static TheoryData<string> All => Names.Where(method => (method.Needs & Information.Residuals) == 0);

    [Theory, MemberData(nameof(All))]
    public void A_run_saved_loaded_and_resumed_equals_the_uninterrupted_run(string name) =>
        Property.Holds(key => Agree(Method.Catalogue.Find(name)!.Default, key), cases: 200);

    [Fact]
    public void Bounds_and_hyperparameters_of_every_type_are_saved() => Property.Holds(key =>
    {
        var box = Box.Of(-11, 11);
        (Method Method, Projection? Within)[] cases =
        [
            (new RandomSearch { Form = RandomSearchForm.Uniform }, box),
            (new SimulatedAnnealing { Temperature = 3, Cooling = Cooling.Adaptive, CycleLength = 17, Moves = AnnealingMoves.Normal }, box),
            (new NelderMead { Size = 0.01, RestartBelow = 0.5, Adaptive = false }, null),
            (new DifferentialEvolution { Population = 7, Strategy = DifferenceStrategy.CurrentToBest, Adaptive = false }, null),
            (new CMAES { Population = 6, PopulationGrowth = 1, RestartBelow = 0.9 }, box),
            (new ParticleSwarm { Population = 5, Neighbours = Neighbourhood.Ring }, null),
            (new AugmentedRandomSearch { Directions = 4, TopDirections = 2, LearningRate = new InverseTimeSchedule(0.1, 0.01) }, null),
            (new Adam { LearningRate = new InverseTimeSchedule(0.1, 0.01), WeightDecay = 0.1, Label = "mine" }, null),
            (new Adam(), box),
            (new Adam { AccumulationSteps = 3 }, null),
            (new GradientDescent { LearningRate = 1e-3 }, new Simplex(2)),
            (new GradientDescent { LearningRate = 1e-3 }, new Ball(0.5)),
            (new MomentumDescent { Form = MomentumForm.Velocity, LearningRate = 1e-3 }, null),
        ];
        var (method, within) = cases[key.Integer(cases.Length, 77)];
        Agree(method, key, problem => problem.KeptWithin(within));
    }, cases: 200);

    [Fact]
    public void A_scaled_problem_is_saved_with_the_state_inside() => Property.Holds(key =>
        Agree(key.Uniform(80) < 0.5 ? new Adam() : new CMAES(), key, problem => problem.ScaledBy([0.7, 3]), dimension: 2), cases: 60);

    [Fact]
    public void A_run_that_maximises_continues_to_maximise() => Property.Holds(key =>
    {
        var levy = TestProblems.Levy(3).Objective;
        var objective = Objective.FromValueAndGradient("negative", 3, x => levy.ValueAndGradient(x).Negated()).WithMaximize(true);
        Agree(new Adam(), key, problem => problem.WithObjective(objective), dimension: 3);
    }, cases: 60);

    [Fact]
    public void Writing_checkpoints_does_not_change_the_run()
    {
        using var file = new TemporaryFile();
        var problem = TestProblems.Rosenbrock();
        var options = new RunOptions { Stop = StopRule.Iterations(50) };
        RunBits.Equal(Optimizer.Run(problem.Objective, new CMAES(), problem.Start, options),
            Optimizer.Run(problem.Objective, new CMAES(), problem.Start, options.WithCheckpoint(file.Path, 7)));
        Assert.Equal(["run.json"], file.Names);
    }

    [Fact]
    public void A_cancelled_run_resumes_from_where_it_stopped()
    {
        using var file = new TemporaryFile();
        using var source = new CancellationTokenSource();
        var problem = TestProblems.Rosenbrock();
        var calls = 0;
        var stopping = Objective.FromValue("Rosenbrock", 2, x =>
        {
            if (++calls == 150) source.Cancel();
            return problem.Objective.Value(x);
        });
        var options = new RunOptions { Stop = StopRule.Iterations(90) };
        var interrupted = options.WithCheckpoint(file.Path) with { Cancellation = source.Token };
        var cancelled = Optimizer.Run(stopping, new CMAES(), problem.Start, interrupted);
        Assert.IsType<Outcome.Cancelled>(cancelled.Outcome);
        RunBits.Equal(
            Optimizer.Run(stopping, new CMAES(), problem.Start, options), Optimizer.Resume(stopping, Checkpoint.Read(file.Path), options));
    }

    [Fact]
    public void A_run_that_failed_in_the_objective_resumes_once_that_is_repaired()
    {
        using var file = new TemporaryFile();
        var problem = TestProblems.Rosenbrock();
        var broken = Objective.FromValue("Rosenbrock", 2,
            x => x[0] > 0.5 ? throw new IOException("the rig is off") : problem.Objective.Value(x));
        var repaired = Objective.FromValue("Rosenbrock", 2, problem.Objective.Value);
        var options = new RunOptions { Stop = StopRule.Iterations(400) };
        var failed = Optimizer.Run(broken, new NelderMead(), problem.Start, options.WithCheckpoint(file.Path));
        Assert.Equal(FailureReason.ObjectiveThrew, Assert.IsType<Outcome.Failed>(failed.Outcome).Reason);
        RunBits.Equal(Optimizer.Run(repaired, new NelderMead(), problem.Start, options),
            Optimizer.Resume(repaired, Checkpoint.Read(file.Path), options));
    }

    [Fact]
    public void A_schedule_that_is_code_has_to_be_passed_again()
    {
        using var file = new TemporaryFile();
        var problem = TestProblems.Rosenbrock();
        var method = new Adam { LearningRate = new Halving(step => 0.1 / step) };
        var options = new RunOptions { Stop = StopRule.Iterations(30) };
        var whole = Optimizer.Run(problem.Objective, method, problem.Start, options);
        Optimizer.Run(problem.Objective, method, problem.Start, options.WithStop(StopRule.Iterations(11)).WithCheckpoint(file.Path));
        Assert.Equal(CheckpointError.MethodNeeded, Assert.Throws<CheckpointException>(() => Checkpoint.Read(file.Path)).Error);
        RunBits.Equal(whole, Optimizer.Resume(problem.Objective, Checkpoint.Read(file.Path, method), options));
    }

    [Fact]
    public void A_chain_of_transformations_is_saved_link_by_link()
    {
        var adam = new Adam { Beta1 = 0.8, Beta2 = 0.99, Epsilon = 1e-9 };
        var chain = Chain.Of(new AddWeightDecay(0.25), adam.Scaling, new ScaleByLearningRate(new InverseTimeSchedule(0.5, 2)));
        Assert.Equal(chain, Notation.Read<Chain>(Notation.Write(chain)));
    }

    [Theory, MemberData(nameof(All))]
    public void Every_method_reads_back_as_an_equal_one(string name)
    {
        var method = Method.Catalogue.Find(name)!.Default;
        Assert.Equal(method, Notation.Read<Method>(Notation.Write(method)));
    }

    [Fact]
    public void Every_double_reads_back_to_the_last_bit() => Property.Holds(key =>
    {
        double[] special =
        [
            double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, double.Epsilon, double.MaxValue,
            .. Enumerable.Range(-1074, 2098).Select(power => Math.ScaleB(1, power)),
        ];
        var arbitrary = Enumerable.Range(0, 5).Select(i => BitConverter.UInt64BitsToDouble(key.Bits(i))).Where(double.IsFinite);
        var vector = Vector.OfSeq(arbitrary.Concat(special));
        var text = Notation.Write(vector)!.ToJsonString();
        Assert.Equal(vector.Bits(), Notation.Read<Vector>(System.Text.Json.Nodes.JsonNode.Parse(text)).Bits());
    }, cases: 100);

    /// <summary>Runs once without interruption and once in two parts, with everything that a run stores, and compares the bits.</summary>
    private static void Agree(Method method, Key key, Func<Problem, Problem>? change = null, int dimension = 0)
    {
        // In memory, since flushing thousands of files to disk takes minutes.
        var saved = "";
        void Save(Checkpoint checkpoint) => saved = CheckpointFile.Text(checkpoint);
        Checkpoint Load() => CheckpointFile.Parse(saved, "memory", null);
        if (dimension == 0) dimension = method.Dimension > 0 ? method.Dimension : 1 + key.Integer(5, 100);
        var problem = TestProblems.Levy(dimension);
        var solved = change is null ? problem.Objective : change(problem.Objective);
        var (first, second) = (key.Integer(30, 101), 1 + key.Integer(30, 102));
        var options = new RunOptions { Key = key.Fold(3), TraceEvery = 1 + key.Integer(3, 103), TraceLimit = 8 };
        StopRule Until(int iterations) => StopRule.Patience(20).Or(StopRule.Iterations(iterations));
        var start = key.PointIn(problem.Lower, problem.Upper);

        var toTheEnd = options.WithStop(Until(first + second));
        var whole = Optimizer.Run(solved, method, start, toTheEnd);
        var firstPart = options.WithStop(Until(first)) with { Save = Save, CheckpointEvery = 1 + key.Integer(9, 104) };
        Optimizer.Run(solved, method, start, firstPart);
        var resumed = Optimizer.Resume(solved.Objective, Load(), toTheEnd with { Save = Save, CheckpointEvery = 4 });
        RunBits.Equal(whole, resumed);
        Assert.Equal(method, resumed.Method);

        // A run that has ended can be resumed as well, and ends again at once.
        RunBits.Equal(whole, Optimizer.Resume(solved.Objective, Load(), toTheEnd));
    }

    private sealed record Halving(Func<long, double> Rate) : Schedule
    {
        public override double At(ScheduleTime time, Span<double> memory) => Rate(time.Step);
    }
}
