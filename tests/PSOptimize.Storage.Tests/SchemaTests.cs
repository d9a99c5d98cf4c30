using PSOptimize.Runs;
using PSOptimize.Tests.Runs.Checkpoints;

namespace PSOptimize.Storage.Tests;

/// <summary>A store that an older version of the module wrote.</summary>
public class SchemaTests
{
    /// <summary>Data/README.md says how it was made.</summary>
    private static readonly string Older = Path.Combine(AppContext.BaseDirectory, "Data", "version-0.db");

    [Fact]
    public void An_older_store_is_brought_up_to_date_with_all_its_runs()
    {
        using var place = new Place();
        File.Copy(Older, place.Source);
        using (var store = RunStore.Open(place.Source, new StoreOptions { Create = false }))
        {
            var lines = store.List();
            Assert.Equal(5, lines.Count);
            foreach (var line in lines.Take(4))
            {
                Assert.Equal(line.Value, store.Read(line).Value);
                // Since the store was made the other methods have got other steps: they begin in sizes of the coordinates, and LBFGS looks
                // along each coordinate before it says that it has converged.
                if (line.Method is "CMAES" or "NelderMead" or "LBFGS") continue;
                var planned = StoredRuns.Entry((int)store.Read(line).Provenance.Seed!).Planned;
                RunBits.Equal(Optimizer.Run(planned.Problem, planned.Method, planned.Start, planned.Options), store.Read(line));
            }
            Assert.Equal(RunStatus.Lost, lines[4].Status);
            var entry = StoredRuns.Entry(4, lines[4].Iterations + 20);
            using var lease = store.TakeOver(lines[4]);
            var resumed = Optimizer.Resume(
                entry.Planned.Problem.Objective, lease.From!, entry.Planned.Options with { Save = lease.Save });
            lease.End(resumed);
            RunBits.Equal(resumed, store.Read(store.List()[4]));
            StoredRuns.Make(store, StoredRuns.Entry(50));
        }
        using var again = RunStore.Open(place.Source);
        Assert.Equal(6, again.List().Count);
        Assert.Equal((long)Schema.Current, again.Database.Read(query => query.Value("SELECT version FROM psoptimize_store")));
    }

    [Fact]
    public void A_change_of_the_tables_that_fails_leaves_the_older_store_as_it_was()
    {
        using var place = new Place();
        File.Copy(Older, place.Source);
        using (var database = new SqliteDatabase(place.Source, create: false, wait: 5))
        {
            // The last statement of the version fails: the ones before it must not stay.
            database.Write(query => { query.Run("CREATE INDEX run_request ON run (uuid)"); });
            Assert.Equal(StoreError.Refused, Assert.Throws<StoreException>(() => Schema.Update(database, create: false)).Error);
            Assert.Equal(0L, database.Read(query => query.Value("SELECT version FROM psoptimize_store")));
            Assert.Equal(0L, database.Read(query => query.Value(
                "SELECT count(*) FROM pragma_table_info('run') WHERE name = 'request'")));
            database.Write(query => { query.Run("DROP INDEX run_request"); });
            Schema.Update(database, create: false);
        }
        using var store = RunStore.Open(place.Source);
        Assert.Equal(5, store.List().Count);
    }
}
