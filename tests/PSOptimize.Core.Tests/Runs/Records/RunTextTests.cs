using System.Text;
using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.Curvature;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Records;
using PSOptimize.Schedules;
using PSOptimize.Stopping;
using PSOptimize.Tests.Runs.Checkpoints;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Runs.Records;

public class RunTextTests
{
    private static readonly TestProblem Problem = TestProblems.Rosenbrock();

    private static readonly Provenance Origin = new()
    {
        Id = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"),
        Started = new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.FromHours(1)),
        Seed = 7,
        Given = ["LearningRate"],
        Row = [KeyValuePair.Create("Note", "first \"trial\"\n"), KeyValuePair.Create("Trial", "1")],
        Host = "bench",
        Runtime = ".NET 10",
        ModuleVersion = "0.1.0",
    };

    public static TheoryData<string> All => ResumeTests.All;

    [Theory, MemberData(nameof(All))]
    public void A_run_of_each_method_reads_back_to_the_last_bit(string name) => Property.Holds(key =>
    {
        var method = Method.Catalogue.Find(name)!.Default;
        var problem = TestProblems.Levy(method.Dimension > 0 ? method.Dimension : 1 + key.Integer(4, 1));
        var options = new RunOptions
        {
            Stop = StopRule.Iterations(1 + key.Integer(40, 3)).Or(StopRule.GradientNorm(1e-9)),
            TraceEvery = key.Integer(3, 4),
            Key = key,
        };
        var run = Optimizer.Run(problem.Objective, method, key.PointIn(problem.Lower, problem.Upper), options) with { Provenance = Origin };
        var read = Run.FromJson(run.Json);
        Same(run, read);
        Assert.Equal(run.Problem.Function.Value(run.Point), read.Problem.Function.Value(read.Point));
        Assert.Equal(run.Criteria(), read.Criteria());
        Same(run, RunText.Read(RunText.WriteHead(run), Pieces(run, 1 + key.Integer(5, 5))));
    }, cases: 10);

    [Fact]
    public void Sets_penalties_constraints_and_multipliers_read_back()
    {
        var sum = Objective.FromValue("sum", 2, x => x[0] + x[1] - 1);
        var whole = PSOptimize.Objectives.Problem.Of(Problem.Objective).EqualTo(sum)
            .KeptWithin(new Box(Vector.Create(-3, -3), Vector.Create(3, 3))).ScaledBy(Vector.Create(1, 2));
        var run = Optimizer.Run(whole, new LBFGS(), Problem.Start);
        var read = Run.FromJson(run.Json);
        Same(run, read);
        Assert.Equal(run.Multipliers, read.Multipliers);
        Assert.Equal(whole.Within, read.Problem.Within);
        Assert.Equal(whole.Scale, read.Problem.Scale);
        var penalized = Optimizer.Run(
            PSOptimize.Objectives.Problem.Of(Problem.Objective).Penalized(0.1, 0.2), new Adam(), Problem.Start, Short);
        Same(penalized, Run.FromJson(penalized.Json));
        Assert.Equal(penalized.Value, Run.FromJson(penalized.Json).Objective.Value(penalized.Point));
    }

    [Fact]
    public void Every_outcome_and_the_failures_read_back()
    {
        var source = new CancellationTokenSource();
        source.Cancel();
        var broken = Objective.FromValue("broken", 2, x => x[0] < 0 ? throw new ArgumentException("The rig cannot.") : x.Dot(x));
        Run[] runs =
        [
            Optimizer.Run(Problem.Objective, new LBFGS(), Problem.Start),
            Optimizer.Run(Problem.Objective, new RandomSearch(), Problem.Start, Short.WithStop(StopRule.Patience(1).Or(Short.Stop))),
            Optimizer.Run(Problem.Objective, new Adam(), Problem.Start, Short),
            Optimizer.Run(Problem.Objective, new Adam(), Problem.Start, Short with { Cancellation = source.Token }),
            Optimizer.Run(Problem.Objective, new GradientDescent { LearningRate = 9 }, Problem.Start, Short),
            Optimizer.Run(broken, new NelderMead { Size = 3 }, Vector.Create(0.1, 0.1), Short),
        ];
        Assert.Equal(Enum.GetValues<OutcomeKind>().Length, runs.Select(run => run.Outcome.Kind).Distinct().Count());
        foreach (var run in runs) Same(run, Run.FromJson(run.Json));
        var failed = Run.FromJson(runs[^1].Json);
        Assert.Equal("The rig cannot.", Assert.IsType<Outcome.Failed>(failed.Outcome).Errors[0].Message);
        Assert.Equal(runs[^1].Failures.Select(failure => $"{failure}"), failed.Failures.Select(failure => $"{failure}"));
        Assert.Equal(runs[^1].Json, failed.Json);
    }

    [Fact]
    public void An_objective_that_is_no_test_problem_keeps_its_names_and_says_what_it_lacks()
    {
        var named = Objective.FromValue("rig", 2, x => x.Dot(x)).WithCoordinateNames("a", "b").WithMaximize(true);
        var read = Run.FromJson(Optimizer.Run(named, new NelderMead(), Vector.Create(1, 2), Short).Json);
        Assert.False(read.Objective.CanEvaluate);
        Assert.Equal(["a", "b"], read.Objective.CoordinateNames);
        Assert.True(read.Objective.Maximize);
        var error = Assert.Throws<InvalidOperationException>(() => read.Objective.Value(read.Point));
        Assert.Contains("give the objective again", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_with_the_name_of_a_test_problem_is_not_taken_for_it()
    {
        var other = Objective.FromValue("Rosenbrock", 2, x => x.Dot(x));
        Assert.False(Run.FromJson(Optimizer.Run(other, new NelderMead(), Vector.Create(1, 2), Short).Json).Objective.CanEvaluate);
    }

    [Fact]
    public void Code_in_a_method_has_its_default_when_it_is_read()
    {
        var method = new Adam { LearningRate = new FunctionSchedule(step => 0.1 / step) };
        var run = Optimizer.Run(Problem.Objective, method, Problem.Start, Short);
        var read = Run.FromJson(run.Json);
        Assert.Equal(new Adam().LearningRate, Assert.IsType<Adam>(read.Method).LearningRate);
        Assert.Equal(run.Last.LearningRate, read.Last.LearningRate);
    }

    [Fact]
    public void An_altered_text_is_refused() => Property.Holds(key =>
    {
        var text = Optimizer.Run(Problem.Objective, new Adam(), Problem.Start, Short).Json;
        var first = text.IndexOf("\"sha256", StringComparison.Ordinal);
        var at = first + key.Integer(text.Length - first);
        var other = (char)('0' + key.Integer(75, 1));
        if (text[at] == other) return;
        Refused(new StringBuilder(text) { [at] = other }.ToString(), CheckpointError.Damaged);
        Refused(text[..at], CheckpointError.Damaged);
    });

    [Theory]
    [InlineData("", CheckpointError.Damaged)]
    [InlineData("hello", CheckpointError.Foreign)]
    [InlineData("[1]", CheckpointError.Foreign)]
    [InlineData("{\"format\":\"PSOptimize state\"}", CheckpointError.Foreign)]
    [InlineData("{\"format\":\"PSOptimize run\",\"version\":99,\"module\":\"9.8.7\"}", CheckpointError.OtherVersion)]
    public void A_text_that_is_no_run_is_refused_with_the_reason(string text, CheckpointError wanted) => Refused(text, wanted);

    // A digest is no signature: whoever alters a text can make a new one. What is read then is numbers, or refused.
    [Theory]
    [InlineData("\"method\":{\"type\":\"Adam\"", "\"method\":{\"type\":\"System.Diagnostics.Process\"")]
    [InlineData("\"kind\":\"BudgetExhausted\"", "\"kind\":\"PSOptimize.Stopping.Outcome\"")]
    [InlineData("\"traceLimit\":", "\"traceLimit\":-")]
    [InlineData("\"trace\":[[0,", "\"trace\":[[0,1000000000,1000000000,")]
    [InlineData("\"trace\":[[0,", "\"trace\":[[0,-5,")]
    [InlineData("\"start\":[", "\"start\":[null,")]
    [InlineData("\"stop\":[", "\"stop\":[[[[[")]
    [InlineData("\"dimension\":2", "\"dimension\":2147483648")]
    [InlineData("\"dimension\":2", "\"dimension\":-1")]
    [InlineData("\"equations\":0", "\"equations\":2000000000")]
    [InlineData("\"elapsedTicks\":", "\"elapsedTicks\":1e400,\"x\":")]
    public void A_forged_text_is_refused(string part, string replacement)
    {
        var text = Optimizer.Run(Problem.Objective, new Adam(), Problem.Start, Short).Json;
        Assert.Contains(part, text, StringComparison.Ordinal);
        var begin = text.IndexOf("\"content\":", StringComparison.Ordinal) + "\"content\":".Length;
        var content = text[begin..^1].Replace(part, replacement, StringComparison.Ordinal);
        Refused($"{text[..begin].Replace(Envelope.Digest(text[begin..^1]), Envelope.Digest(content), StringComparison.Ordinal)}{content}}}",
            CheckpointError.Damaged);
    }

    private static RunOptions Short => new() { Stop = StopRule.Iterations(30) };

    private static IEnumerable<TrajectoryPiece> Pieces(Run run, int rows) => Enumerable.Range(0, (run.Trajectory.Count + rows - 1) / rows)
        .Select(i => run.Trajectory.Pack(i * rows, Math.Min(rows, run.Trajectory.Count - i * rows)));

    private static void Same(Run expected, Run actual)
    {
        RunBits.Equal(expected, actual);
        Assert.Equal(expected.Provenance, actual.Provenance);
        Assert.Equal(expected.Method, actual.Method);
        Assert.Equal(expected.Stop, actual.Stop);
        Assert.Equal(expected.Outcome.ToString(), actual.Outcome.ToString());
        Assert.Equal(expected.Json, actual.Json);
    }

    private static void Refused(string text, CheckpointError wanted) =>
        Assert.Equal(wanted, Assert.Throws<CheckpointException>(() => Run.FromJson(text)).Error);
}
