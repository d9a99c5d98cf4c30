using System.Runtime.CompilerServices;
using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.Chains;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Stopping;
using PSOptimize.Vectors;
using Lanes = System.Runtime.Intrinsics.Vector512<double>;

namespace PSOptimize.Tests.Everything;

/// <summary>
/// A method decides, a state is data, the objective stays outside: consequences of these principles that were once violated.
/// </summary>
public class PrincipleTests
{
    private static readonly Objective Bowl =
        Objective.FromValueAndGradient("bowl", 1, x => Evaluation.Of((x[0] - 3) * (x[0] - 3), 2 * (x - Vector.Create(3))));

    private static readonly Objective Hill =
        Objective.FromValueAndGradient("hill", 1, x => Bowl.ValueAndGradient(x).Negated()).WithMaximize(true);

    private static readonly Evaluation Slope = Evaluation.Of(1, Vector.Create(1, 0));

    private const string Accumulated = "accumulated gradients";

    private static RunOptions To(long iterations) => new() { Stop = StopRule.Iterations(iterations) };

    [Fact]
    public void A_state_moves_by_the_rate_of_the_method_that_is_told()
    {
        var slow = new Adam { LearningRate = 0.1 }.Prepare();
        var state = slow.Tell(slow.Start(Vector.Create(1, 1)), Slope);
        Assert.Equal(0.1, slow.Tell(state, Slope).StepNorm, 1e-8);
        Assert.Equal(0.5, new Adam { LearningRate = 0.5 }.Prepare().Tell(state, Slope).StepNorm, 1e-8);
        var plain = new GradientDescent().Prepare().Start(Vector.Create(1, 1));
        Assert.Equal(1000, new GradientDescent { LearningRate = 1000 }.Prepare().Tell(plain, Slope).StepNorm);
    }

    [Fact]
    public void A_state_of_another_method_is_refused_by_name()
    {
        var state = new Adam().Prepare().Start(Vector.Create(1, 1));
        void Refused(string why, Method method)
        {
            var error = Assert.Throws<ArgumentException>(() => method.Prepare().Tell(state, Slope));
            Assert.Contains(why, error.Message, StringComparison.Ordinal);
        }
        Refused("GradientDescent cannot continue from this state: it has ScaleByAdam.FirstMoment", new GradientDescent());
        Refused("RMSProp cannot continue from this state: it has no ", new RMSProp());
        Refused("it has no AccumulateGradients.Sum", new Adam { AccumulationSteps = 2 });
        Refused("its memory is not a NelderMeadMemory", new NelderMead());
    }

    [Fact]
    public void By_hand_an_L1_penalty_makes_the_same_exact_zeros_as_in_a_run()
    {
        var bowl = Objective.FromGradient("bowl", 1, x => x[0] * x[0] / 2 - 0.05 * x[0], x => Vector.Create(x[0] - 0.05));
        var problem = Problem.Of(bowl).Penalized(0.1);
        var method = new GradientDescent { LearningRate = 0.9 };
        var run = Optimizer.Run(problem, method, Vector.Create(1), To(3));
        Assert.Equal(0.0, run.Last.Point[0]);
        Assert.Equal(run.State.Point.Bits(), Optimizer.Steps(problem, method, Vector.Create(1)).ElementAt(3).Point.Bits());
    }

    [Fact]
    public void By_hand_a_maximised_objective_is_maximised()
    {
        var solver = new GradientDescent { LearningRate = 0.1 }.Prepare(Hill);
        var state = solver.Start(Vector.Create(0));
        for (var i = 0; i < 60; i++) state = solver.Next(state);
        Assert.Equal(3, state.Point[0], 1e-4);
        var run = Optimizer.Run(Hill, new GradientDescent { LearningRate = 0.1 }, Vector.Create(0), To(60));
        Assert.Equal(run.State.Point.Bits(), state.Point.Bits());
    }

    [Fact]
    public void A_run_under_equations_resumes_from_a_file_with_its_multipliers()
    {
        var line = Objective.FromGradient("line", 2, x => x[0] + 2 * x[1] - 1, _ => Vector.Create(1, 2));
        var problem = Problem.Of(Objective.FromGradient("bowl", 2, x => x.Dot(x), x => 2 * x)).EqualTo(line);
        var method = new GradientDescent { LearningRate = 0.02 };
        var whole = Optimizer.Run(problem, method, Vector.Create(1, 0), To(100));
        var saved = "";
        var interrupted = To(50) with { Save = checkpoint => saved = CheckpointFile.Text(checkpoint) };
        Optimizer.Run(problem, method, Vector.Create(1, 0), interrupted);
        var checkpoint = CheckpointFile.Parse(saved, "memory", null);
        Runs.Checkpoints.RunBits.Equal(whole, Optimizer.Resume(problem.Objective, checkpoint, To(100), line));
        Assert.Equal(-1.0 / 3, whole.State.Memory.Vectors["Multipliers"][0], 1e-8);
        var error = Assert.Throws<CheckpointException>(() => Optimizer.Resume(problem.Objective, checkpoint, To(100)));
        Assert.Equal(CheckpointError.OtherEquations, error.Error);
    }

    public static TheoryData<string, string> Rules => new()
    {
        { Accumulated, "StepNorm" }, { Accumulated, "ValueChange" }, { "NelderMead", "StepNorm" }, { "NelderMead", "ValueChange" },
        { "RandomSearch", "StepNorm" }, { "SimulatedAnnealing", "ValueChange" }, { "PatternSearch", "StepNorm" },
        { "CMAES", "ValueChange" },
    };

    [Theory, MemberData(nameof(Rules))]
    public void A_rejected_trial_does_not_count_as_convergence(string name, string rule)
    {
        var (method, objective, start) = name == Accumulated
            ? (new GradientDescent { LearningRate = 0.1, AccumulationSteps = 4 }, Bowl, Vector.Create(0))
            : (Method.Catalogue.Find(name)!.Default, TestProblems.Rosenbrock().Objective, Vector.Create(-1.2, 1));
        var stop = rule == "StepNorm" ? StopRule.StepNorm(1e-9) : StopRule.ValueChange(1e-9);
        var run = Optimizer.Run(objective, method, start, new RunOptions { Stop = stop.Or(StopRule.Evaluations(4000)) });
        if (run.Outcome is not Outcome.Converged) return;
        // It may stop at a small step that was accepted, but never before it has descended.
        Assert.True(run.State.Accepted);
        Assert.True(run.Value < 0.1, $"{run.Outcome} at {run.Point}, value {run.Value}");
        if (name == Accumulated) Assert.Equal(3, run.Point[0], 1e-4);
    }

    [Fact]
    public void Accumulated_gradients_count_as_one_iteration_and_all_their_evaluations()
    {
        var run = Optimizer.Run(Bowl, new GradientDescent { LearningRate = 0.1, AccumulationSteps = 4 }, Vector.Create(0), To(10));
        Assert.Equal((10, 40, 11, 41), (run.Iterations, run.State.Transition, run.Trajectory.Count, run.Evaluations));
        var single = Optimizer.Run(Bowl, new GradientDescent { LearningRate = 0.1 }, Vector.Create(0), To(10));
        Assert.Equal(single.Trajectory.Select(row => row.Point), run.Trajectory.Select(row => row.Point));
        // A budget of evaluations does not wait for the end of an iteration.
        var budget = new RunOptions { Stop = StopRule.Evaluations(6) };
        Assert.Equal(6, Optimizer.Run(Bowl, new GradientDescent { AccumulationSteps = 4 }, Vector.Create(0), budget).Evaluations);
    }

    [Fact]
    public void A_rule_that_uses_other_slots_than_its_transformation_names_is_refused()
    {
        Chain[] chains =
        [
            Chain.Of(new Miscounted()),
            Chain.Of(new Miscounted(), new ClipByNorm(1), new AccumulateMomentum(0.5), new ScaleByLearningRate(0.1)),
        ];
        foreach (var chain in chains)
        {
            var error = Assert.Throws<InvalidOperationException>(() => new Chained(chain).Prepare().Start(Vector.Create(1, 2)));
            Assert.Contains("Miscounted names 2 slots, and its rule uses 3", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_unsupported_problem_is_refused_before_an_evaluation_and_names_both_sides()
    {
        void Refused(string why, Method method, Problem problem) =>
            Assert.Contains(why, Assert.Throws<ArgumentException>(() => method.Prepare(problem)).Message, StringComparison.Ordinal);
        var flat = Objective.FromValue("flat", 2, x => x[0], PSOptimize.Differentiation.DifferentiationKind.None);
        var bowl = Objective.AnsweredElsewhere("bowl", 2, Information.Value | Information.Gradient);
        Refused("flat has no gradient, and Adam needs one", new Adam(), flat);
        Refused("ClosedForm needs residuals and the Jacobian, and bowl offers", new ClosedForm(), bowl);
        Refused("NelderMead cannot keep its points in Ball", new NelderMead(), Problem.Of(Bowl).KeptWithin(new Ball(1)));
        Refused("The constraint flat has no gradient", new Adam(), Problem.Of(TestProblems.Sphere().Objective).EqualTo(flat));
    }

    private sealed record Miscounted : Transformation<Miscounted.Rule>
    {
        public override System.Collections.ObjectModel.ReadOnlyCollection<string> SlotNames => ["One", "Two"];

        protected internal override Rule Fold(ref Step step) => default;

        internal readonly struct Rule : IRule
        {
            public static int Slots => 3;

            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public Lanes Apply(Lanes update, PSOptimize.Methods.Chains.Cell cell) => update;
        }
    }
}
