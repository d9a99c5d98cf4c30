using System.Security.Cryptography;
using System.Text;
using PSOptimize.Methods;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Stopping;

namespace PSOptimize.Tests.Runs.Checkpoints;

public class CheckpointFileTests
{
    private static readonly TestProblem Problem = TestProblems.Rosenbrock();

    private static readonly string Text = Written();

    [Fact]
    public void A_truncated_file_is_refused() => Property.Holds(key =>
        Refused(Text[..key.Integer(Text.TrimEnd().Length)], CheckpointError.Damaged, CheckpointError.Foreign));

    [Fact]
    public void A_file_with_any_changed_character_is_refused() => Property.Holds(key =>
    {
        // Beginning with the digest: an altered format or version is another error, and the version of the module is not checked.
        var first = Text.IndexOf("\"sha256", StringComparison.Ordinal);
        var at = first + key.Integer(Text.TrimEnd().Length - first);
        var other = (char)('0' + key.Integer(75, 1));
        if (Text[at] == other) return;
        var changed = new StringBuilder(Text) { [at] = other }.ToString();
        Refused(changed, CheckpointError.Damaged);
    });

    [Theory]
    [InlineData("")]
    [InlineData("{\"format\":\"PSOptimize checkpoint\",\"version\":3,\"module\":\"0.1.0\"}")]
    public void A_file_without_its_content_is_damaged(string text) => Refused(text, CheckpointError.Damaged);

    [Theory]
    [InlineData("objective")]
    [InlineData("problem")]
    [InlineData("method")]
    [InlineData("start")]
    [InlineData("state")]
    [InlineData("evaluations")]
    [InlineData("current")]
    [InlineData("stopMemory")]
    [InlineData("trace")]
    public void Content_without_one_of_its_parts_is_damaged_and_the_part_is_named(string part)
    {
        var content = Text[(Text.IndexOf("\"content\":", StringComparison.Ordinal) + "\"content\":".Length)..^2];
        var altered = content.Replace($"\"{part}\":", "\"gone\":", StringComparison.Ordinal);
        var text = Text.Replace(content, altered, StringComparison.Ordinal)
            .Replace(Digest(content), Digest(altered), StringComparison.Ordinal);
        var error = Assert.Throws<CheckpointException>(() => CheckpointFile.Parse(text, "run.json", null));
        Assert.Equal(CheckpointError.Damaged, error.Error);
        Assert.Equal($"{part} is missing.", Assert.IsType<FormatException>(error.InnerException).Message);

        static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("[1, 2]")]
    [InlineData("{\"answer\": 42}")]
    [InlineData("x,y\n1,2\n")]
    public void A_file_that_is_no_checkpoint_is_foreign(string text) => Refused(text, CheckpointError.Foreign);

    [Fact]
    public void A_later_format_names_the_version_that_wrote_it()
    {
        var later = Text.Replace("\"version\":3", "\"version\":4", StringComparison.Ordinal)
            .Replace($"\"module\":\"{CheckpointFile.ModuleVersion}\"", "\"module\":\"9.8.7\"", StringComparison.Ordinal);
        var error = Assert.Throws<CheckpointException>(() => CheckpointFile.Parse(later, "run.json", null));
        Assert.Equal(CheckpointError.OtherVersion, error.Error);
        Assert.Contains("9.8.7", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_method_and_other_hyperparameters_are_refused()
    {
        foreach (var other in (Method[])[new Adam(), new NelderMead { Size = 0.2 }])
        {
            var error = Assert.Throws<CheckpointException>(() => CheckpointFile.Parse(Text, "run.json", other));
            Assert.Equal(CheckpointError.OtherMethod, error.Error);
        }
        Assert.Equal(new NelderMead(), CheckpointFile.Parse(Text, "run.json", new NelderMead()).Method);
    }

    [Fact]
    public void Another_objective_dimension_or_direction_is_refused()
    {
        var checkpoint = CheckpointFile.Parse(Text, "run.json", null);
        CheckpointError With(Objective objective) =>
            Assert.Throws<CheckpointException>(() => Optimizer.Resume(objective, checkpoint)).Error;
        Assert.Equal(CheckpointError.OtherDimension, With(TestProblems.Rosenbrock(dimension: 3).Objective));
        Assert.Equal(CheckpointError.OtherObjective, With(TestProblems.Sphere().Objective));
        Assert.Equal(CheckpointError.OtherObjective, With(Problem.Objective.WithMaximize(true)));
    }

    [Fact]
    public void A_missing_file_is_an_error_unless_the_previous_one_exists()
    {
        using var file = new TemporaryFile();
        Assert.Equal(CheckpointError.Missing, Assert.Throws<CheckpointException>(() => Checkpoint.Read(file.Path)).Error);
        File.WriteAllText(file.Path + ".previous", Text);
        Assert.Equal(20, Checkpoint.Read(file.Path).State.Iteration);
        File.WriteAllText(file.Path, Text[..50]);
        var damaged = Assert.Throws<CheckpointException>(() => Checkpoint.Read(file.Path));
        Assert.Contains(".previous", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_keeps_the_previous_file()
    {
        using var file = new TemporaryFile();
        var first = CheckpointFile.Parse(Text, "run.json", null);
        first.Write(file.Path);
        Assert.Equal(["run.json"], file.Names);
        (first with { ObjectiveName = "next" }).Write(file.Path);
        Assert.Equal("next", Checkpoint.Read(file.Path).ObjectiveName);
        Assert.Equal(Text, File.ReadAllText(file.Path + ".previous"));
    }

    private static void Refused(string text, params CheckpointError[] errors) =>
        Assert.Contains(Assert.Throws<CheckpointException>(() => CheckpointFile.Parse(text, "run.json", null)).Error, errors);

    private static string Written()
    {
        var text = "";
        Optimizer.Run(Problem.Objective, new NelderMead(), Problem.Start,
            new RunOptions { Stop = StopRule.Iterations(20), Save = checkpoint => text = CheckpointFile.Text(checkpoint) });
        return text;
    }
}
