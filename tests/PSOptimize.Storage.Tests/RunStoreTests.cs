using PSOptimize.Objectives;
using PSOptimize.Runs;
using PSOptimize.Runs.Checkpoints;
using PSOptimize.Runs.Requests;
using PSOptimize.Stopping;
using PSOptimize.Tests.Runs.Checkpoints;
using PSOptimize.Vectors;

namespace PSOptimize.Storage.Tests;

/// <summary>What both kinds of stores do.</summary>
public class RunStoreTests
{
    public static TheoryData<string> Kinds => Place.Kinds;

    private static Run Made(RunEntry entry, Action<Checkpoint>? save = null, long every = 10, long? iterations = null)
    {
        var options = entry.Planned.Options with { Save = save, CheckpointEvery = every };
        if (iterations is { } limit) options = options.WithStop(StopRule.Iterations(limit));
        return Optimizer.Run(entry.Planned.Problem, entry.Planned.Method, entry.Planned.Start, options)
            with
        { Provenance = entry.Provenance };
    }

    private static StoredRun Line(RunStore store, RunEntry entry) => store.Find(entry.Provenance.Id)!;

    /// <summary>The clock of the database says that the process has not been heard of for long.</summary>
    private static void EndLease(RunStore store) => store.Database.Write(query => { query.Run("UPDATE run SET lease_until = 1"); });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_run_comes_back_whole(string kind)
    {
        using var place = new Place(kind);
        using var store = RunStore.Open(place.Source);
        for (var number = 0; number < 8; number++)
        {
            var entry = StoredRuns.Entry(number, iterations: 10 + 60 * number);
            foreach (var every in (long[])[1, 7, 0])
            {
                entry = entry with
                {
                    Planned = entry.Planned with { Options = entry.Planned.Options.WithTraceEvery(every) },
                    Provenance = entry.Provenance with { Id = Guid.NewGuid(), Row = [new("note", "the \"best\" of Müller's,\n1")] },
                };
                var run = StoredRuns.Make(store, entry);
                var read = store.Read(Line(store, entry));
                RunBits.Equal(run, read);
                Assert.Equal(entry.Provenance, read.Provenance);
                Assert.Equal(run.Stop.ToString(), read.Stop.ToString());
                Assert.Equal(run.Elapsed, read.Elapsed);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_line_says_what_the_run_was(string kind)
    {
        using var place = new Place(kind);
        using var store = RunStore.Open(place.Source);
        var entry = StoredRuns.Entry(3) with { Tags = new(new Dictionary<string, string> { ["rig"] = "3" }) };
        var run = StoredRuns.Make(store, entry);
        var line = Assert.Single(store.List());
        Assert.Equal(
            (entry.Provenance.Id, "group 0", "Levy", "LBFGS", run.Value, run.Iterations, run.Evaluations, Environment.MachineName),
            (line.Id, line.Experiment, line.Objective, line.Method, line.Value, line.Iterations, line.Evaluations, line.Host));
        Assert.Equal("3", line.Tags["rig"]);
        Assert.Equal(RunStore.StatusOf(run.Outcome), line.Status);
        Assert.Equal(entry.Provenance.Started, line.Started);
        Assert.True(line.Ended >= line.Started);
        Assert.Null(store.Find(Guid.NewGuid()));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Numbers_that_are_not_finite_are_kept(string kind)
    {
        using var place = new Place(kind);
        using var store = RunStore.Open(place.Source);
        foreach (var bad in (double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity])
        {
            var objective = Objective.FromValue("Bad", 2, _ => bad);
            var entry = StoredRuns.Entry(0) with { Provenance = new Provenance { Id = Guid.NewGuid(), Started = DateTimeOffset.UtcNow } };
            entry = entry with { Planned = entry.Planned with { Problem = Problem.Of(objective), Start = Vector.Create(1, 2) } };
            var run = StoredRuns.Make(store, entry);
            var line = Line(store, entry);
            Assert.Equal(RunStatus.Failed, line.Status);
            Assert.Equal(run.Value, line.Value);
            Assert.Equal(double.PositiveInfinity, line.Rank);
            RunBits.Equal(run, store.Read(line));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_run_that_was_lost_is_resumed_to_the_same_bits(string kind)
    {
        using var place = new Place(kind);
        for (var number = 0; number < 8; number++)
        {
            var entry = StoredRuns.Entry(number);
            using var first = RunStore.Open(place.Source);
            // One in four is lost before its first checkpoint.
            using (var lost = first.Begin(entry)) Made(entry, lost.Save, every: number < 4 ? 5 : 1, iterations: number % 4 * 20);
            using var second = RunStore.Open(place.Source);
            var line = Line(second, entry);
            Assert.Equal(RunStatus.Lost, line.Status);
            Assert.Equal(OutcomeKind.Cancelled, second.Read(line).Outcome.Kind);
            using var lease = second.TakeOver(line);
            var resumed = Optimizer.Resume(entry.Planned.Problem.Objective, lease.From!, entry.Planned.Options with { Save = lease.Save });
            lease.End(resumed);
            RunBits.Equal(Made(entry), resumed);
            RunBits.Equal(Made(entry), second.Read(Line(second, entry)));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_run_that_used_up_its_budget_goes_on_to_the_same_bits(string kind)
    {
        using var place = new Place(kind);
        using var store = RunStore.Open(place.Source);
        for (var number = 0; number < 8; number++)
        {
            var entry = StoredRuns.Entry(number);
            var options = entry.Planned.Options;
            StoredRuns.Make(store, entry with { Planned = entry.Planned with { Options = options.WithStop(StopRule.Iterations(33)) } });
            using var lease = store.TakeOver(Line(store, entry));
            Assert.Equal(RunStatus.Running, Line(store, entry).Status);
            lease.End(Optimizer.Resume(entry.Planned.Problem.Objective, lease.From!, options with { Save = lease.Save }));
            RunBits.Equal(Made(entry), store.Read(Line(store, entry)));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_writer_that_was_taken_over_changes_nothing_any_more(string kind)
    {
        using var place = new Place(kind);
        using var store = RunStore.Open(place.Source);
        var entry = StoredRuns.Entry(0);
        using var silent = store.Begin(entry);
        Checkpoint? late = null;
        var run = Made(entry, checkpoint => { silent.Save(checkpoint); late = checkpoint; });
        Assert.Equal(StoreError.Running, Assert.Throws<StoreException>(() => store.TakeOver(Line(store, entry))).Error);
        Assert.Equal(StoreError.Running, Assert.Throws<StoreException>(() => store.Remove(Line(store, entry))).Error);
        EndLease(store);

        using var other = RunStore.Open(place.Source);
        var line = Line(other, entry);
        Assert.Equal(RunStatus.Lost, line.Status);
        using var lease = other.TakeOver(line);
        // Only one of two that see the same lost run gets it.
        Assert.Equal(StoreError.Running, Assert.Throws<StoreException>(() => other.TakeOver(line)).Error);
        var before = other.Read(Line(other, entry));
        Assert.Equal(StoreError.LeaseLost, Assert.Throws<StoreException>(() => silent.Save(late!)).Error);
        Assert.Equal(StoreError.LeaseLost, Assert.Throws<StoreException>(() => silent.End(run)).Error);
        silent.Dispose();
        RunBits.Equal(before, other.Read(Line(other, entry)));
        Assert.Equal(RunStatus.Running, Line(other, entry).Status);
        lease.End(run);
        RunBits.Equal(run, other.Read(Line(other, entry)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_silent_writer_that_nobody_took_over_goes_on(string kind)
    {
        using var place = new Place(kind);
        using var store = RunStore.Open(place.Source);
        var entry = StoredRuns.Entry(1);
        using var lease = store.Begin(entry);
        EndLease(store);
        var run = Made(entry, lease.Save);
        Assert.Equal(RunStatus.Running, Line(store, entry).Status);
        lease.End(run);
        RunBits.Equal(run, store.Read(Line(store, entry)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_lease_is_renewed_while_the_objective_is_evaluated(string kind)
    {
        using var place = new Place(kind);
        using var store = RunStore.Open(place.Source, new StoreOptions { Lease = TimeSpan.FromSeconds(1) });
        using var lease = store.Begin(StoredRuns.Entry(0));
        long Until() => store.Database.Read(query => (long)query.Value("SELECT lease_until FROM run")!);
        var first = Until();
        for (var renewals = 0; renewals < 2; renewals++)
        {
            var before = Until();
            Assert.True(SpinWait.SpinUntil(() => Until() > before, TimeSpan.FromMinutes(1)));
        }
        Assert.True(Until() > first);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Many_threads_and_stores_write_at_once(string kind)
    {
        using var place = new Place(kind);
        using (RunStore.Open(place.Source)) { }
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, part =>
        {
            using var store = RunStore.Open(place.Source);
            Parallel.For(0, 6, i => StoredRuns.Make(store, StoredRuns.Entry(part * 6 + i)));
        });
        using var whole = RunStore.Open(place.Source);
        var lines = whole.List();
        Assert.Equal(24, lines.Count);
        foreach (var line in lines)
            RunBits.Equal(Made(StoredRuns.Entry((int)whole.Read(line).Provenance.Seed!)), whole.Read(line));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Stores_that_are_opened_at_once_make_the_tables_once(string kind)
    {
        using var place = new Place(kind);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, number =>
        {
            using var store = RunStore.Open(place.Source);
            store.Add(Made(StoredRuns.Entry(number)));
        });
        using var whole = RunStore.Open(place.Source);
        Assert.Equal(8, whole.List().Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_run_is_found_by_what_was_asked_for(string kind)
    {
        using var place = new Place(kind);
        using var store = RunStore.Open(place.Source);
        var entry = StoredRuns.Entry(1);
        var (planned, options) = (entry.Planned, entry.Planned.Options);
        StoredRun? Found(PlannedRun asked, string experiment = "group 1") => store.Find(asked, experiment);
        Assert.Null(Found(planned));
        using (store.Begin(entry)) Assert.Equal(RunStatus.Running, Found(planned)!.Status);
        Assert.Equal(RunStatus.Lost, Found(planned)!.Status);
        using (var lease = store.TakeOver(Found(planned)!)) lease.End(Made(entry));
        Assert.Equal(RunStatus.Budget, Found(planned)!.Status);
        // A later one that has not ended does not hide it.
        using var second = store.Begin(entry with { Provenance = entry.Provenance with { Id = Guid.NewGuid() } });
        Assert.Equal(entry.Provenance.Id, Found(planned)!.Id);

        Assert.Null(Found(planned with { Seed = 2 }));
        Assert.Null(Found(planned, experiment: ""));
        Assert.Null(Found(planned with { Start = planned.Start * 1.5 }));
        Assert.Null(Found(planned with { Options = options.WithStop(StopRule.Iterations(9)) }));
        Assert.Null(Found(planned with { Problem = planned.Problem.Penalized(1, 0) }));
        Assert.Null(Found(planned with { Problem = Problem.Of(TestProblems.Rastrigin(3).Objective) }));
        Assert.Null(Found(planned with { Method = StoredRuns.Entry(2).Planned.Method }));
        // Where the rows of the trajectory are, or how often a run is saved, makes it no other run.
        Assert.NotNull(Found(planned with { Options = options.WithTraceEvery(10) with { CheckpointEvery = 7 } }));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Runs_are_added_once_and_removed_with_their_pieces(string kind)
    {
        using var place = new Place(kind);
        using var store = RunStore.Open(place.Source);
        var runs = Enumerable.Range(0, 3).Select(number => Made(StoredRuns.Entry(number))).ToList();
        foreach (var run in runs) Assert.True(store.Add(run, "made elsewhere"));
        foreach (var run in runs) Assert.False(store.Add(run, "again"));
        Assert.Equal(runs.Select(run => run.Provenance.Id), store.List().Select(line => line.Id));
        RunBits.Equal(runs[1], store.Read(store.List()[1]));
        Assert.Equal(StoreError.Refused, Assert.Throws<StoreException>(() => store.ReadCheckpoint(store.List()[1])).Error);
        Assert.Equal(StoreError.Refused, Assert.Throws<StoreException>(() => store.TakeOver(store.List()[1])).Error);

        var first = store.List()[0];
        Assert.True(store.Remove(first));
        Assert.False(store.Remove(first));
        Assert.Equal(StoreError.Missing, Assert.Throws<StoreException>(() => store.Read(first)).Error);
        Assert.Equal(2, store.List().Count);
        Assert.Equal(2L, store.Database.Read(query => query.Value("SELECT count(DISTINCT run) FROM piece")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Runs_of_another_store_and_checkpoints_are_added_with_what_resumes_them(string kind)
    {
        using var place = new Place(kind);
        using var elsewhere = new Place();
        using var store = RunStore.Open(place.Source);
        using var other = RunStore.Open(elsewhere.Source);
        var entries = Enumerable.Range(0, 8).Select(number => StoredRuns.Entry(number)).ToList();
        foreach (var entry in entries)
        {
            Checkpoint? last = null;
            using (var lost = other.Begin(entry))
            {
                Made(entry, checkpoint => { lost.Save(checkpoint); last = checkpoint; }, every: 7, iterations: 30);
                Assert.True(store.Add(other, Line(other, entry), tags: new Dictionary<string, string> { ["from"] = "elsewhere" }));
                Assert.False(store.Add(other, Line(other, entry)));
            }
            Assert.True(store.Add(last!, entry.Provenance with { Id = Guid.NewGuid() }, "copies"));
        }
        Assert.Equal(16, store.List().Count);
        foreach (var line in store.List())
        {
            Assert.Equal(RunStatus.Lost, line.Status);
            Assert.Equal(line.Experiment == "copies" ? [] : ["elsewhere"], line.Tags.Values);
            var planned = entries[(int)store.Read(line).Provenance.Seed!].Planned;
            using var lease = store.TakeOver(line);
            lease.End(Optimizer.Resume(planned.Problem.Objective, lease.From!, planned.Options with { Save = lease.Save }));
            RunBits.Equal(
                Optimizer.Run(planned.Problem, planned.Method, planned.Start, planned.Options), store.Read(store.Find(line.Id)!));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Short_writes_do_not_add_up_to_many_pieces(string kind)
    {
        using var place = new Place(kind);
        using var store = RunStore.Open(place.Source);
        var run = StoredRuns.Make(store, StoredRuns.Entry(0, iterations: 3500), saveEvery: 10);
        Assert.InRange((long)store.Database.Read(query => query.Value("SELECT count(*) FROM piece"))!, 3L, 4L);
        RunBits.Equal(run, store.Read(Assert.Single(store.List())));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_trajectory_that_is_thinned_on_the_way_is_kept_thinned(string kind)
    {
        using var place = new Place(kind);
        using var store = RunStore.Open(place.Source);
        var entry = StoredRuns.Entry(0, iterations: 3500);
        entry = entry with { Planned = entry.Planned with { Options = entry.Planned.Options with { TraceLimit = 200 } } };
        var run = StoredRuns.Make(store, entry, saveEvery: 17);
        Assert.True(run.Trajectory.Every > 1);
        RunBits.Equal(run, store.Read(Assert.Single(store.List())));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_run_that_was_altered_is_refused_and_the_others_are_read(string kind)
    {
        using var place = new Place(kind);
        using var store = RunStore.Open(place.Source);
        var runs = Enumerable.Range(0, 5).Select(number => StoredRuns.Make(store, StoredRuns.Entry(number))).ToList();
        var lines = store.List();
        void Alter(string change, int of) => store.Database.Write(query => { query.Run(change, ("@id", lines[of].Key)); });
        Alter("UPDATE run SET text = replace(text, '\"evaluations\":', '\"evaluations\":1') WHERE id = @id", 0);
        Alter("UPDATE run SET text = substr(text, 1, 300) WHERE id = @id", 1);
        Alter("UPDATE piece SET columns = (SELECT other.columns FROM piece other WHERE other.run <> @id LIMIT 1) WHERE run = @id", 2);
        Alter("UPDATE piece SET columns = substr(columns, 1, 20), digest = NULL WHERE run = @id", 3);
        foreach (var altered in lines.Take(4))
        {
            var error = Assert.Throws<StoreException>(() => store.Read(altered));
            Assert.Equal(StoreError.Damaged, error.Error);
            Assert.Contains(altered.Id.ToString(), error.Message, StringComparison.Ordinal);
        }
        RunBits.Equal(runs[4], store.Read(lines[4]));
    }
}
