using PSOptimize.Constraints;
using PSOptimize.Methods;
using PSOptimize.Methods.Curvature;
using PSOptimize.Methods.Global;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Stopping;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Everything;

/// <summary>
/// Every method on every shape of problem: run, asked and told by hand, stored and resumed, in place. Each way gives the same bits, or the
/// combination is refused before the first evaluation. New methods of the catalogue are included automatically.
/// </summary>
public class EverythingTests
{
    private const int Length = 24;
    private static readonly Key Draws = Key.FromSeed(3);

    public static TheoryData<string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string>();
            foreach (var entry in Method.Catalogue.All)
                foreach (var shape in Shape.All)
                    cells.Add(entry.Name, shape.Name);
            return cells;
        }
    }

    /// <summary>The cells that are refused, by what the method needs and what the problem has.</summary>
    private static bool IsRefused(Method method, string shape) => shape switch
    {
        _ when method is ClosedForm => shape is not ("plain" or "scaled"),
        // Least squares: what has no residuals any more, and sets that are no boxes.
        _ when (method.Needs & Information.Residuals) != 0 => shape is not ("plain" or "scaled" or "boxed" or "scaled and boxed"),
        "simplex" => !method.CanKeepWithin(new Simplex()),
        "ball" => !method.CanKeepWithin(new Ball(1)),
        "penalised" => IsSmooth(method),
        // Equations give their values and gradients alone.
        "equations" => method.Needs != (Information.Value | Information.Gradient) || method is GlobalMethod,
        _ => false,
    };

    /// <summary>Whether a method cannot cross the kinks of an L1 penalty.</summary>
    private static bool IsSmooth(Method method) =>
        method is LineSearchMethod or TrustRegionNewton || (method is GlobalMethod global && IsSmooth(global.Local));

    [Theory, MemberData(nameof(Cells))]
    public void A_cell_that_is_not_supported_is_refused_before_the_first_evaluation(string method, string shape)
    {
        var cell = new Cell(method, shape);
        if (!IsRefused(cell.Method, shape))
        {
            cell.Method.Prepare(cell.Problem);
            return;
        }
        var error = Assert.Throws<ArgumentException>(() => Optimizer.Run(cell.Problem, cell.Method, cell.Start));
        Assert.Contains(cell.Method.Name, error.Message);
        Assert.Equal(0, cell.Objective.Answers);
    }

    [Theory, MemberData(nameof(Cells))]
    public void Asked_and_told_by_hand_it_gives_the_bits_of_the_run(string method, string shape)
    {
        if (Supported(method, shape) is not { } cell) return;
        var run = cell.Run();
        var states = cell.Steps(run.State.Transition).ToList();
        Assert.Equal(states[^1], run.State);
        var iterates = states.DistinctBy(state => state.Iteration).ToList();
        Assert.Equal(run.Trajectory.Count, iterates.Count);
        foreach (var (row, state) in run.Trajectory.Zip(iterates))
        {
            Assert.Equal(state.Point.Bits(), row.Point.Bits());
            Assert.Equal(state.StepNorm, row.StepNorm);
            if (!double.IsNaN(state.Value)) Assert.Equal(state.Value, row.Value);
        }
    }

    [Theory, MemberData(nameof(Cells))]
    public void Stored_as_text_after_each_transition_it_gives_the_bits_of_the_run(string method, string shape)
    {
        if (Supported(method, shape) is not { } cell) return;
        var run = cell.Run();
        var solver = cell.Method.Prepare(cell.Problem);
        var state = solver.Start(cell.Start, Draws);
        while (state.Transition < run.State.Transition)
        {
            var read = SavedState.FromJson(new SavedState(cell.Method, state, cell.Problem).ToJson());
            Assert.Equal(state, read.State);
            state = read.Method.Prepare(cell.Problem).Next(read.State);
        }
        Assert.Equal(run.State, state);
        Assert.Equal(run.State.Point.Bits(), state.Point.Bits());
    }

    [Theory, MemberData(nameof(Cells))]
    public void Resumed_from_a_file_it_gives_the_bits_of_the_run(string method, string shape)
    {
        if (Supported(method, shape) is not { } cell) return;
        var whole = cell.Run();
        foreach (var cut in (int[])[1, 7, 13])
        {
            var saved = "";
            cell.Run(cut, checkpoint => saved = CheckpointFile.Text(checkpoint));
            var checkpoint = CheckpointFile.Parse(saved, "memory", null);
            var resumed = Optimizer.Resume(cell.Problem.Objective, checkpoint, Cell.Options(Length), [.. cell.Problem.Equations]);
            Runs.Checkpoints.RunBits.Equal(whole, resumed);
        }
    }

    [Theory, MemberData(nameof(Cells))]
    public void In_place_from_any_state_it_gives_the_bits_of_pure_transitions(string method, string shape)
    {
        if (Supported(method, shape) is not { } cell) return;
        var states = cell.Steps(Length).ToList();
        var solver = cell.Method.Prepare(cell.Problem);
        foreach (var from in (int[])[0, 5])
        {
            if (from >= states.Count) return;
            var (before, work) = (states[from].ToString(), solver.Open(states[from], 1));
            for (var k = from; k < states.Count; k++)
            {
                Assert.Equal(states[k], work.ToState());
                Assert.Equal(
                    (states[k].Transition, states[k].Iteration, states[k].Accepted), (work.Transition, work.Iteration, work.Accepted));
                Assert.Equal(solver.Answer(states[k]).Bits(), work.Answer.Bits());
                var answers = new EvaluationBuffer[work.Queries.Length];
                for (var i = 0; i < answers.Length; i++) answers[i] = new EvaluationBuffer();
                solver.Problem.Function.Answer(work.Queries, work.Draw, answers, new Exception?[answers.Length], continueOnError: false);
                work.Advance(answers, work.Point);
            }
            Assert.Equal(before, states[from].ToString());
        }
    }

    [Theory, MemberData(nameof(Cells))]
    public void Every_point_lies_in_the_set_of_the_problem(string method, string shape)
    {
        if (Supported(method, shape) is not { Problem.Within: { } set } cell) return;
        foreach (var state in cell.Steps(40))
            foreach (var point in cell.Method.Prepare(cell.Problem).Ask(state).Points.Append(state.Point))
                Assert.True((set.Project(point) - point).Norm() <= 1e-14, $"{point} is not in {set}");
    }

    [Theory, MemberData(nameof(Cells))]
    public void An_edited_state_is_refused_before_it_is_used_or_goes_on(string method, string shape)
    {
        if (Supported(method, shape) is not { } cell) return;
        var solver = cell.Method.Prepare(cell.Problem);
        var states = cell.Steps(9).ToList();
        var (refused, accepted) = (0, 0);
        foreach (var (part, edited) in states.Where(state => state.Transition is 0 or 1 or 2 or 4 or 9).SelectMany(Edits.Of))
        {
            if (!IsAccepted(solver, edited))
            {
                refused++;
                continue;
            }
            accepted++;
            var error = Record.Exception(() =>
            {
                var state = edited;
                for (var i = 0; i < 3 && solver.Verdict(state) is null && solver.Ask(state).Points.All(point => point.IsFinite()); i++)
                    state = solver.Next(state);
                solver.Answer(state);
            });
            // What ends a run with a sentence.
            Assert.True(error is null or NotFiniteNumberException, $"{part} in {edited}: {error}");
        }
        Assert.True(refused > 0 && accepted > 0);
    }

    /// <summary>As a text is read.</summary>
    private static bool IsAccepted(Solver solver, State state)
    {
        try
        {
            solver.Check(state);
            solver.Ask(state);
            return true;
        }
        catch (Exception error) when (PSOptimize.Runs.Records.StoredParts.IsDamage(error))
        {
            return false;
        }
    }

    [Fact]
    public void The_table_is_as_large_as_it_should_be()
    {
        var cells = Method.Catalogue.All.SelectMany(entry => Shape.All.Select(shape => IsRefused(entry.Default, shape.Name))).ToList();
        Assert.True(cells.Count >= 40 * 9);
        // Without gradients: simplex, ball and equations. With more than gradients: equations. Least squares: all but plain, scaled and
        // boxes; ClosedForm: boxes as well. For smooth functions: simplex, ball and penalties;
        // global methods: equations as well.
        var free = Method.Catalogue.All.Count(entry => entry.Default.Needs == Information.Value);
        var curved = Method.Catalogue.All.Count(entry => (entry.Default.Needs & Information.HessianProduct) != 0);
        var squares = Method.Catalogue.All.Count(entry => (entry.Default.Needs & Information.Residuals) != 0);
        var smooth = Method.Catalogue.All.Count(entry => IsSmooth(entry.Default));
        var global = Method.Catalogue.All.Count(entry => entry.Default is GlobalMethod);
        Assert.Equal(3 * free + curved + 5 * squares + 2 + 3 * smooth + global, cells.Count(refused => refused));
    }

    private static Cell? Supported(string method, string shape) =>
        new Cell(method, shape) is var cell && !IsRefused(cell.Method, shape) ? cell : null;

    private sealed class Cell
    {
        public Cell(string method, string shape)
        {
            Method = Method.Catalogue.Find(method)!.Default;
            Objective = new LeastSquares(Method.Dimension > 0 ? Method.Dimension : 3);
            Problem = Shape.Of(shape).Change(Objective);
            Start = Shape.Of(shape).Start(Objective.Dimension);
        }

        public Method Method { get; }

        public LeastSquares Objective { get; }

        public Problem Problem { get; }

        public Vector Start { get; }

        public static RunOptions Options(long iterations) => new() { Stop = StopRule.Iterations(iterations), Key = Draws };

        public Run Run(long iterations = Length, Action<Checkpoint>? save = null) =>
            Optimizer.Run(Problem, Method, Start, Options(iterations) with { Save = save, CheckpointEvery = 4 });

        public IEnumerable<State> Steps(long transitions) =>
            Optimizer.Steps(Problem, Method, Start, Draws).TakeWhile(state => state.Transition <= transitions);
    }
}
