using PSOptimize.Constraints;
using PSOptimize.Differentiation;
using PSOptimize.Methods;
using PSOptimize.Methods.DerivativeFree;
using PSOptimize.Methods.FirstOrder;
using PSOptimize.Objectives;
using PSOptimize.Randomness;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Sessions;
using PSOptimize.Stopping;
using PSOptimize.Tests.Methods;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Runs.Sessions;

public sealed class SessionTests
{
    private static readonly Vector Start = Vector.Create(2, 1);

    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(1));

    // Least squares need residuals, which a function of the point does not offer.
    public static TheoryData<string> All => Names.Where(method => (method.Needs & Information.Residuals) == 0);

    // A run of a method that averages evaluates its average once at the end, which nobody tells a session.
    public static TheoryData<string> WithoutAverage =>
        Names.Where(method => (method.Needs & Information.Residuals) == 0 && method is not (ScheduleFree or AveragedSGD));

    public static TheoryData<string> ByValue => Names.Where(method => method.Needs == Information.Value);

    private static Problem Elsewhere => Problem.Of(Objective.AnsweredElsewhere("Bowl")).KeptWithin(Box.Of(-5, 5));

    private static Vector StartOf(Method method) => method is LineSearch ? Vector.Create(Start[0]) : Start;

    private static double Bowl(Vector point) => Math.Pow(point[0] - 1, 2) + point.AsSpan()[1..].ToArray().Sum(x => x * x);

    private static Evaluation Measurement(Query query)
    {
        var (x, v) = (query.Point, query.Direction);
        var known = Evaluation.Of(Bowl(x), Vector.Init(x.Count, i => 2 * (i == 0 ? x[0] - 1 : x[i])));
        return v is null ? known : known.WithHessianProduct(2 * v);
    }

    /// <summary>The bowl as an objective of everything that a session can be told.</summary>
    private sealed class Measured() : Objective("Bowl")
    {
        public override DifferentiationKind Differentiation => DifferentiationKind.Given;

        public override Information Offers => Information.Value | Information.Gradient | Information.HessianProduct;

        protected internal override void Evaluate(in Query query, Draw draw, EvaluationBuffer answer) => answer.Set(Measurement(query));
    }

    private static SessionAnswer[] Answers(Session session, int minutes = 0) =>
        [.. session.Request.Queries.Select((query, i) => SessionAnswer.Of(i, Measurement(query), Monday.AddMinutes(minutes + i)))];

    private static void SameRun(Run expected, Run actual)
    {
        Assert.Equal(expected.Trajectory, actual.Trajectory);
        Assert.Equal((expected.Best, expected.Last, expected.Outcome), (actual.Best, actual.Last, actual.Outcome));
        Assert.Equal((expected.State, expected.Evaluations), (actual.State, actual.Evaluations));
        Assert.Equal(
            expected.Evaluated.Select(row => (row.Iteration, row.Point, row.Value)),
            actual.Evaluated.Select(row => (row.Iteration, row.Point, row.Value)));
    }

    [Theory, MemberData(nameof(WithoutAverage))]
    public void A_session_is_the_run_that_its_answers_make(string name)
    {
        var (method, stop) = (Method.Catalogue.Find(name)!.Default, StopRule.Iterations(12));
        var key = Key.FromSeed(4);
        var run = Optimizer.Run(
            Elsewhere.WithObjective(new Measured()), method, StartOf(method),
            new RunOptions { Key = key, Stop = stop, KeepEvaluations = 9999 });
        var session = Session.Begin(Elsewhere, method, StartOf(method), key, Monday).WithStop(stop);
        for (var i = 0; session.Outcome is null; i++) session = session.Tell(Answers(session, i));
        Assert.Equal(run.Outcome, session.Outcome);
        var made = session.ToRun();
        SameRun(run, made);
        Assert.Equal(Monday, made.Provenance.Started);
        Assert.Throws<InvalidOperationException>(() => session.Tell(Answers(session)));
    }

    [Theory, MemberData(nameof(All))]
    public void A_session_is_restored_from_its_text_at_any_time(string name)
    {
        var method = Method.Catalogue.Find(name)!.Default;
        var session = Session.Begin(Elsewhere, method, StartOf(method), Key.FromSeed(4), Monday).WithStop(StopRule.Evaluations(500));
        for (var i = 0; i < 9 && session.Outcome is null; i++)
        {
            var answers = Answers(session, i);
            if (answers.Length > 1) session = session.Tell(answers[1..]);
            session = Same(session.WithNote($"day {i}", Monday.AddDays(i)));
            session = session.Tell(answers[0]);
        }
        SameRun(session.ToRun(), Same(session).ToRun());

        static Session Same(Session session)
        {
            var read = Session.FromJson(session.ToJson());
            Assert.Equal(session, read);
            Assert.Equal(session.History, read.History);
            Assert.Equal(session.Pending, read.Pending);
            Assert.Equal(session.Notes, read.Notes);
            Assert.Equal((session.Key, session.StartPoint, session.Begun), (read.Key, read.StartPoint, read.Begun));
            Assert.Equal(session.ToJson(), read.ToJson());
            return read;
        }
    }

    [Fact]
    public void Answers_come_in_any_order_and_parts() => Property.Holds(key =>
    {
        var method = new DifferentialEvolution { Population = 6 };
        var (whole, parts) = (Session.Begin(Elsewhere, method, Start, key), Session.Begin(Elsewhere, method, Start, key));
        for (var i = 0; i < 5; i++)
        {
            var answers = Answers(whole);
            whole = whole.Tell(answers);
            var order = Enumerable.Range(0, answers.Length).OrderBy(at => key.Uniform(1000 * i + at)).ToArray();
            foreach (var (at, rank) in order.Select((at, rank) => (at, rank)))
            {
                Assert.Equal(order[rank..].Order(), parts.Open);
                parts = parts.Tell(answers[at]);
            }
            Assert.Equal(whole, parts);
        }
    });

    [Fact]
    public void An_answer_is_corrected_until_the_request_is_answered()
    {
        var session = Session.Begin(Elsewhere, new NelderMead(), Start);
        var wrong = session.Tell(SessionAnswer.Of(1, Evaluation.Of(52))).Tell(SessionAnswer.Failed(2, "the pump broke"));
        Assert.Equal([0], wrong.Open);
        Assert.NotEqual(session, wrong);
        Assert.Equal(session.Tell(Answers(session)), wrong.Tell(Answers(session)));
    }

    [Theory, MemberData(nameof(ByValue))]
    public void A_failure_counts_as_infinitely_bad(string name)
    {
        var (method, stop) = (Method.Catalogue.Find(name)!.Default, StopRule.Iterations(12));
        var wall = Objective.FromValue("Bowl", 0, point => point[0] < 1 ? throw new InvalidOperationException("the wall") : Bowl(point));
        var options = new RunOptions { Stop = stop, OnEvaluationError = EvaluationErrorAction.Worst };
        var run = Optimizer.Run(Elsewhere.WithObjective(wall), method, StartOf(method), options);
        var session = Session.Begin(Elsewhere, method, StartOf(method), options.Key).WithStop(stop);
        while (session.Outcome is null)
            session = session.Tell([.. session.Request.Points.Select((point, i) =>
                point[0] < 1 ? SessionAnswer.Failed(i, "the wall") : SessionAnswer.Of(i, Evaluation.Of(Bowl(point))))]);
        SameRun(run, session.ToRun());
        Assert.Equal(run.FailureCount, session.ToRun().FailureCount);
        Assert.Equal(run.Failures.Select(failure => failure.Point), session.ToRun().Failures.Select(failure => failure.Point));
        Assert.Equal(run.Evaluated.Select(row => row.Error), session.ToRun().Evaluated.Select(row => row.Error));
    }

    [Fact]
    public void Rows_say_when_a_point_was_asked_for_and_how_long_its_answer_took()
    {
        var session = Session.Begin(Elsewhere, new NelderMead(), Start, default, Monday);
        session = session.Tell([.. Answers(session).Select((answer, i) =>
            SessionAnswer.Of(i, answer.Evaluation!, Monday.AddHours(i + 1)))]);
        session = session.Tell(SessionAnswer.Failed(0, "the pump broke", Monday.AddHours(5)));
        var rows = session.ToRun().Evaluated;
        Assert.Equal([Monday, Monday, Monday, Monday.AddHours(3)], rows.Select(row => row.Started));
        Assert.Equal([1.0, 2, 3, 2], rows.Select(row => row.Duration.TotalHours));
        Assert.Equal(["", "", "", "the pump broke"], rows.Select(row => row.Error));
        Assert.Equal(5, session.ToRun().Elapsed.TotalHours);
    }

    [Fact]
    public void A_session_without_a_rule_goes_on_and_its_run_is_cancelled()
    {
        var session = Session.Begin(Elsewhere, new Adam(), Start);
        Assert.Equal(0, session.ToRun().Evaluations);
        for (var i = 0; i < 1500; i++) session = session.Tell(Answers(session));
        Assert.Null(session.Outcome);
        var run = session.ToRun();
        Assert.IsType<Outcome.Cancelled>(run.Outcome);
        Assert.Equal(1500, run.Evaluations);
        Assert.Equal(session.State, run.State);
        Assert.IsType<Outcome.BudgetExhausted>(session.WithStop(StopRule.Evaluations(1500)).Outcome);
        Assert.Null(session.WithStop(StopRule.Evaluations(1501)).Outcome);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var byValue = Session.Begin(Elsewhere, new NelderMead(), Start);
        Assert.Contains("3 points", Assert.Throws<ArgumentOutOfRangeException>(
            () => byValue.Tell(SessionAnswer.Of(3, Evaluation.Of(1)))).Message, StringComparison.Ordinal);
        var byGradient = Session.Begin(Elsewhere, new Adam(), Start);
        Assert.Contains("not all of it", Assert.Throws<ArgumentException>(
            () => byGradient.Tell(SessionAnswer.Of(0, Evaluation.Of(1)))).Message, StringComparison.Ordinal);
        Assert.Contains("evaluate it again", Assert.Throws<ArgumentException>(
            () => byGradient.Tell(SessionAnswer.Failed(0, "the pump broke"))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Session.Begin(Elsewhere.Penalized(0, 1), new NelderMead(), Start));
        Assert.Throws<ArgumentException>(() => SessionAnswer.Failed(0, " "));
    }

    [Fact]
    public void A_text_that_is_no_session_is_refused()
    {
        var session = Session.Begin(Elsewhere, new NelderMead(), Start, default, Monday);
        session = session.Tell(Answers(session)).WithNote("cold", Monday);
        var text = session.ToJson();
        void Refused(CheckpointError error, string other) =>
            Assert.Equal(error, Assert.Throws<CheckpointException>(() => Session.FromJson(other)).Error);
        Refused(CheckpointError.Foreign, "{}");
        Refused(CheckpointError.Damaged, text[..^9]);
        Refused(CheckpointError.Damaged, new SavedState(session.Method, session.State, session.Problem).ToJson());
        Refused(CheckpointError.OtherVersion, text.Replace("\"version\":4", "\"version\":3", StringComparison.Ordinal));
        foreach (var part in (string[])["start", "key", "begun", "history", "pending", "notes", "index", "told", "point", "evaluation"])
            Refused(CheckpointError.Damaged, text.Replace($"\"{part}\":", $"\"{part}_\":", StringComparison.Ordinal));
        var point = text.IndexOf("\"point\":[", text.IndexOf("\"history\"", StringComparison.Ordinal), StringComparison.Ordinal) + 9;
        Refused(CheckpointError.Damaged, text.Remove(point, text.IndexOf(',', point) + 1 - point));
        Assert.Equal(SavedState.FromJson(text).State, session.State);
    }
}
