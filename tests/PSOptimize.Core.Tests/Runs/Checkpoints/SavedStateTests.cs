using PSOptimize.Methods;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Runs.Checkpoints;

public class SavedStateTests
{
    public static TheoryData<string> All => ResumeTests.All;

    [Theory, MemberData(nameof(All))]
    public void A_state_reads_back_as_an_equal_one_and_continues_equally(string name) => Property.Holds(key =>
    {
        var method = Method.Catalogue.Find(name)!.Default;
        var problem = TestProblems.Levy(method.Dimension > 0 ? method.Dimension : 1 + key.Integer(4, 1));
        var start = key.PointIn(problem.Lower, problem.Upper);
        var state = Optimizer.Steps(problem.Objective, method, start, key).ElementAt(key.Integer(12, 2));
        var told = Problem.Of(Objective.AnsweredElsewhere("rig").WithMaximize(key.Uniform(3) < 0.5));
        var saved = new SavedState(method, state, told);
        var read = SavedState.FromJson(saved.ToJson());
        Assert.Equal(saved, read);
        Assert.Equal(saved.ToJson(), read.ToJson());
        // The same answer serves both, since the requests agree to the last bit.
        var request = method.Ask(state);
        Assert.Equal(request.Points.Select(point => point.Bits()), read.Method.Ask(read.State).Points.Select(point => point.Bits()));
        var answers = method.Prepare(problem.Objective).Problem.Answer(request);
        Assert.Equal(method.Tell(state, answers), read.Method.Tell(read.State, answers));
    }, cases: 100);

    [Theory]
    [InlineData("", CheckpointError.Foreign)]
    [InlineData("hello", CheckpointError.Foreign)]
    [InlineData("[1]", CheckpointError.Foreign)]
    [InlineData("{\"format\":\"PSOptimize checkpoint\"}", CheckpointError.Foreign)]
    [InlineData("{\"format\":\"PSOptimize state\"}", CheckpointError.Damaged)]
    [InlineData("{\"format\":\"PSOptimize state\",\"version\":1,", CheckpointError.Damaged)]
    [InlineData("{\"format\":\"PSOptimize state\",\"version\":99}", CheckpointError.OtherVersion)]
    public void A_text_that_is_no_state_is_refused_with_the_reason(string text, CheckpointError wanted) =>
        Assert.Equal(wanted, Assert.Throws<CheckpointException>(() => SavedState.FromJson(text)).Error);

    public static TheoryData<string> Parts =>
        ["method", "objective", "state", "point", "vectors", "numbers", "problem", "maximize", "equations", "equationWeight", "l1", "l2"];

    [Theory, MemberData(nameof(Parts))]
    public void A_state_without_one_of_its_parts_is_damaged_and_the_part_is_named(string part)
    {
        var error = Damaged($"\"{part}\":", "\"gone\":");
        Assert.Contains(part, Assert.IsType<FormatException>(error.InnerException).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"point\":[", "\"point\":[null,", "is null")]
    [InlineData("\"within\":null", "\"within\":[]", "within")]
    [InlineData("\"within\":null", "\"within\":{\"type\":\"NelderMead\"}", "is not a Projection")]
    [InlineData("\"problem\":{", "\"problem\":[{}],\"other\":{", "problem is not an object")]
    [InlineData("\"inner\":null", "\"inner\":{}", "vectors")]
    public void A_part_of_another_kind_is_damaged_and_named(string part, string replacement, string message)
    {
        var error = Damaged(part, replacement);
        Assert.Contains(message, Assert.IsType<FormatException>(error.InnerException).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_without_the_memory_of_its_method_is_damaged() => Damaged("\"Vertices\":", "\"gone\":");

    private static CheckpointException Damaged(string part, string replacement)
    {
        var method = new NelderMead();
        var whole = new SavedState(method, method.Start(Vector.Create(1, 2)), Objective.AnsweredElsewhere("rig")).ToJson();
        Assert.Contains(part, whole, StringComparison.Ordinal);
        var damaged = whole.Replace(part, replacement, StringComparison.Ordinal);
        var error = Assert.Throws<CheckpointException>(() => SavedState.FromJson(damaged));
        Assert.Equal(CheckpointError.Damaged, error.Error);
        return error;
    }
}
