using System.Text;
using PSOptimize.Methods;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Records;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

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
    [InlineData("{\"format\":\"PSOptimize checkpoint\",\"version\":4,\"module\":\"0.1.0\"}")]
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
    [InlineData("traceEvery")]
    public void Content_without_one_of_its_parts_is_damaged_and_the_part_is_named(string part)
    {
        var (head, state) = (Content(Text.Split('\n')[0]), Content(Text.Split('\n')[1]));
        string Altered(string content) => content.Replace($"\"{part}\":", "\"gone\":", StringComparison.Ordinal);
        var first = Envelope.Digest(Altered(head));
        var text = Text.Replace(head, Altered(head), StringComparison.Ordinal)
            .Replace(Envelope.Digest(head), first, StringComparison.Ordinal)
            .Replace(state, Altered(state), StringComparison.Ordinal)
            .Replace(Envelope.Digest(Envelope.Digest(head) + state), Envelope.Digest(first + Altered(state)), StringComparison.Ordinal);
        var error = Assert.Throws<CheckpointException>(() => CheckpointFile.Parse(text, "run.json", null));
        Assert.Equal(CheckpointError.Damaged, error.Error);
        Assert.Equal($"{part} is missing.", Assert.IsType<FormatException>(error.InnerException).Message);

        static string Content(string line) =>
            line[(line.IndexOf("\"content\":", StringComparison.Ordinal) + "\"content\":".Length)..^1];
    }

    [Theory]
    [InlineData("[1, 2]")]
    [InlineData("{\"answer\": 42}")]
    [InlineData("x,y\n1,2\n")]
    public void A_file_that_is_no_checkpoint_is_foreign(string text) => Refused(text, CheckpointError.Foreign);

    [Fact]
    public void A_later_format_names_the_version_that_wrote_it()
    {
        var later = Text.Replace("\"version\":4", "\"version\":5", StringComparison.Ordinal)
            .Replace($"\"module\":\"{Envelope.ModuleVersion}\"", "\"module\":\"9.8.7\"", StringComparison.Ordinal);
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
    public void A_missing_file_is_an_error()
    {
        using var file = new TemporaryFile();
        Assert.Equal(CheckpointError.Missing, Assert.Throws<CheckpointException>(() => Checkpoint.Read(file.Path)).Error);
    }

    [Fact]
    public void A_file_that_was_cut_within_a_line_is_read_without_that_line() => Property.Holds(key =>
    {
        var states = 0;
        string[] texts = [.. Lines(3, 20, _ => states++)];
        var whole = string.Concat(texts);
        Assert.Equal(6, states);
        var cut = texts[0].Length + texts[1].Length + key.Integer(whole.Length - texts[0].Length - texts[1].Length);
        var lines = whole[..cut].Count(character => character == '\n') - 1;
        var read = CheckpointFile.Parse(whole[..cut], "run.json", null);
        var intact = CheckpointFile.Parse(string.Concat(texts[..(lines + 1)]), "run.json", null);
        Assert.Equal(3 * lines, intact.State.Transition);
        Assert.Equal(CheckpointFile.Text(intact), CheckpointFile.Text(read));
    }, cases: 50);

    [Fact]
    public void Lines_cannot_be_exchanged_left_out_or_repeated()
    {
        string[] texts = [.. Lines(3, 20, _ => { })];
        Refused(texts[0] + texts[2] + texts[1], CheckpointError.Damaged);
        Refused(texts[0] + texts[2], CheckpointError.Damaged);
        Refused(texts[0] + texts[1] + texts[1], CheckpointError.Damaged);
    }

    [Fact]
    public void A_file_that_is_appended_to_is_the_run()
    {
        using var file = new TemporaryFile();
        var options = new RunOptions { Stop = StopRule.Iterations(60) };
        var whole = Optimizer.Run(Problem.Objective, new Adam(), Problem.Start, options);
        Optimizer.Run(Problem.Objective, new Adam(), Problem.Start, options.WithStop(StopRule.Iterations(40)).WithCheckpoint(file.Path, 3));
        Assert.Equal(["run.json"], file.Names);
        Assert.Equal(15, File.ReadAllLines(file.Path).Length);
        RunBits.Equal(whole, Optimizer.Resume(Problem.Objective, Checkpoint.Read(file.Path), options.WithCheckpoint(file.Path, 3)));
        Assert.Equal(60, Checkpoint.Read(file.Path).State.Iteration);
    }

    [Fact]
    public void A_file_that_is_made_anew_on_the_way_is_the_run()
    {
        using var file = new TemporaryFile();
        var problem = TestProblems.Sphere(2000);
        var options = new RunOptions { Stop = StopRule.Iterations(120), TraceEvery = 50 };
        var whole = Optimizer.Run(problem.Objective, new Adam(), problem.Start, options);
        Optimizer.Run(
            problem.Objective, new Adam(), problem.Start, options.WithStop(StopRule.Iterations(100)).WithCheckpoint(file.Path, 2));
        // 50 states of 2,000 coordinates and two moments are some 6 MB.
        Assert.InRange(new FileInfo(file.Path).Length, 100_000, 2_500_000);
        RunBits.Equal(whole, Optimizer.Resume(problem.Objective, Checkpoint.Read(file.Path), options));
    }

    [Fact]
    public void A_file_of_another_run_is_replaced_only_on_request()
    {
        using var file = new TemporaryFile();
        var options = new RunOptions { Stop = StopRule.Iterations(20) }.WithCheckpoint(file.Path);
        Optimizer.Run(Problem.Objective, new NelderMead(), Problem.Start, options);
        Assert.Equal(CheckpointError.Exists, Error(() => Optimizer.Run(Problem.Objective, new Adam(), Problem.Start, options)));
        Assert.Equal("NelderMead", Checkpoint.Read(file.Path).Method.Name);
        Optimizer.Run(Problem.Objective, new Adam(), Problem.Start, options with { ReplaceCheckpoint = true });
        Assert.Equal("Adam", Checkpoint.Read(file.Path).Method.Name);
    }

    [Fact]
    public void A_file_is_written_by_one_run_at_a_time()
    {
        using var file = new TemporaryFile();
        var options = new RunOptions { Stop = StopRule.Iterations(5), ReplaceCheckpoint = true }.WithCheckpoint(file.Path);
        var outer = Problem.Objective;
        var error = default(CheckpointError?);
        var nested = Objective.FromValue("nested", 2, point =>
        {
            error ??= Error(() => Optimizer.Run(outer, new Adam(), Problem.Start, options));
            return outer.Value(point);
        });
        Optimizer.Run(nested, new NelderMead(), Problem.Start, options);
        Assert.Equal(CheckpointError.InUse, error);
        Assert.Equal("nested", Checkpoint.Read(file.Path).ObjectiveName);
        Assert.Equal(["run.json"], file.Names);
    }

    [Theory]
    [InlineData("missing/run.json")]
    [InlineData("")]
    public void A_file_that_cannot_be_written_is_an_error_before_the_first_evaluation(string below)
    {
        using var file = new TemporaryFile();
        var options = new RunOptions().WithCheckpoint(Path.Combine(Path.GetDirectoryName(file.Path)!, below));
        var never = Objective.FromValue("never", 1, _ => throw new InvalidOperationException("It was evaluated."));
        Assert.Equal(CheckpointError.NotWritable, Error(() => Optimizer.Run(never, new NelderMead(), Vector.Create(1), options)));
    }

    [Fact]
    public void A_write_that_fails_later_is_reported_once_and_the_run_goes_on()
    {
        using var file = new TemporaryFile();
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(file.Path)!, "folder"));
        var errors = new List<CheckpointException>();
        var options = new RunOptions { Stop = StopRule.Iterations(50), CheckpointFailed = errors.Add }
            .WithCheckpoint(Path.Combine(folder.FullName, "run.json"), 1);
        var removing = Objective.FromValue("removing", 2, point =>
        {
            if (folder.Exists) folder.Delete(recursive: true);
            return Problem.Objective.Value(point);
        });
        Assert.Equal(50, Optimizer.Run(removing, new NelderMead(), Problem.Start, options).Iterations);
        Assert.Equal(CheckpointError.NotWritable, Assert.Single(errors).Error);
    }

    [Fact]
    public void A_symbolic_link_stands_for_its_target()
    {
        if (OperatingSystem.IsWindows()) return; // Links need a privilege there.
        using var file = new TemporaryFile();
        var options = new RunOptions { Stop = StopRule.Iterations(9), ReplaceCheckpoint = true };
        var target = Path.Combine(Path.GetDirectoryName(file.Path)!, "target.json");
        Optimizer.Run(Problem.Objective, new Adam(), Problem.Start, options.WithCheckpoint(target));
        File.CreateSymbolicLink(file.Path, target);
        File.CreateSymbolicLink(target + ".new", Path.Combine(Path.GetDirectoryName(file.Path)!, "victim"));
        Optimizer.Run(Problem.Objective, new NelderMead(), Problem.Start, options.WithCheckpoint(file.Path));
        Assert.Equal("NelderMead", Checkpoint.Read(target).Method.Name);
        Assert.Equal(["run.json", "target.json"], file.Names);
    }

    /// <summary>The lines of the file of a run that writes every few transitions.</summary>
    private static List<string> Lines(int every, int transitions, Action<Checkpoint> seen)
    {
        var (lines, digest, packed) = (new List<string>(), "", StoredRows.None);
        Optimizer.Run(Problem.Objective, new Adam(), Problem.Start, new RunOptions
        {
            Stop = StopRule.Iterations(transitions - 2),
            CheckpointEvery = every,
            Save = checkpoint =>
            {
                if (checkpoint.State.Transition % every != 0) return;
                seen(checkpoint);
                if (lines.Count == 0) lines.Add(CheckpointFile.Head(checkpoint, out digest));
                lines.Add(Encoding.UTF8.GetString(CheckpointFile.Line(checkpoint, packed, ref digest)));
                packed = checkpoint.Settled;
            },
        });
        return lines;
    }

    private static CheckpointError Error(Action action) => Assert.Throws<CheckpointException>(action).Error;

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
