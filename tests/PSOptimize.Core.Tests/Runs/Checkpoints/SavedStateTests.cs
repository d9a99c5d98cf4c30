using PSOptimize.Methods;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Runs.Checkpoints;

public class SavedStateTests
{
    public static TheoryData<string> All => ResumeTests.All;

    [Theory, MemberData(nameof(All))]
    public void A_state_reads_back_as_an_equal_one_and_goes_on_to_equal_ones(string name) => Property.Holds(key =>
    {
        var method = Method.Catalogue.Find(name)!.Default;
        var problem = TestProblems.Levy(method.Dimension > 0 ? method.Dimension : 1 + key.Integer(4, 1));
        var state = Optimizer.Steps(problem.Objective, method, key.PointIn(problem.Lower, problem.Upper), key).ElementAt(key.Integer(12, 2));
        var told = Problem.Of(Objective.AnsweredElsewhere("rig").WithMaximize(key.Uniform(3) < 0.5));
        var saved = new SavedState(method, state, told);
        var read = SavedState.FromJson(saved.ToJson());
        Assert.Equal(saved, read);
        Assert.Equal(saved.ToJson(), read.ToJson());
        // One answer serves both: the request is the same, to the last bit.
        var request = method.Ask(state);
        Assert.Equal(request.Points.Select(point => point.Bits()), read.Method.Ask(read.State).Points.Select(point => point.Bits()));
        Assert.Equal(method.Tell(state, problem.Objective.Answer(request)), read.Method.Tell(read.State, problem.Objective.Answer(request)));
    }, cases: 100);

    [Theory]
    [InlineData("", CheckpointError.Foreign)]
    [InlineData("hello", CheckpointError.Foreign)]
    [InlineData("[1]", CheckpointError.Foreign)]
    [InlineData("{\"format\":\"PSOptimize checkpoint\"}", CheckpointError.Foreign)]
    [InlineData("{\"format\":\"PSOptimize state\"}", CheckpointError.Damaged)]
    [InlineData("{\"format\":\"PSOptimize state\",\"version\":1,", CheckpointError.Damaged)]
    [InlineData("{\"format\":\"PSOptimize state\",\"version\":99}", CheckpointError.OtherVersion)]
    public void What_is_no_state_is_told_apart(string text, CheckpointError wanted) =>
        Assert.Equal(wanted, Assert.Throws<CheckpointException>(() => SavedState.FromJson(text)).Error);

    [Fact]
    public void A_state_without_one_of_its_parts_is_damaged()
    {
        var method = new NelderMead();
        var whole = new SavedState(method, method.Start(Vector.Create(1, 2)), Objective.AnsweredElsewhere("rig")).ToJson();
        foreach (var part in (string[])["\"method\"", "\"state\"", "\"point\"", "\"Vertices\"", "\"problem\"", "\"maximize\""])
            Assert.Equal(CheckpointError.Damaged,
                Assert.Throws<CheckpointException>(() => SavedState.FromJson(whole.Replace(part, "\"gone\"", StringComparison.Ordinal))).Error);
    }
}
