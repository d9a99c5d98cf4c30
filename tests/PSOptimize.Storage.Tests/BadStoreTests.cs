using System.Diagnostics;
using Microsoft.Data.Sqlite;
using PSOptimize.Tests.Runs.Checkpoints;

namespace PSOptimize.Storage.Tests;

/// <summary>Stores that cannot be used: each its own error with advice, and what they held is as before.</summary>
public sealed class BadStoreTests : IDisposable
{
    private readonly Place _place = new();

    public void Dispose() => _place.Dispose();

    private static StoreException Fails(StoreError error, Action action)
    {
        var thrown = Assert.Throws<StoreException>(action);
        Assert.Equal(error, thrown.Error);
        return thrown;
    }

    private static void Run(string file, string statement)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
#pragma warning disable CA2100 // Statements of the tests.
        using var command = new SqliteCommand(statement, connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static void Command(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public void A_store_of_a_newer_version_is_not_touched()
    {
        using (var store = RunStore.Open(_place.Source)) StoredRuns.Make(store, StoredRuns.Entry(0));
        Run(_place.Source, "UPDATE psoptimize_store SET version = version + 1");
        var before = File.ReadAllBytes(_place.Source);
        var error = Fails(StoreError.NewerVersion, () => RunStore.Open(_place.Source));
        Assert.Contains($"version {Schema.Current + 1}", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_place.Source));
    }

    [Fact]
    public void A_file_that_is_no_store_is_not_touched()
    {
        var (text, tables) = (_place.File("notes.txt"), _place.File("other.db"));
        File.WriteAllText(text, string.Concat(Enumerable.Repeat("This is no database. ", 100)));
        Run(tables, "CREATE TABLE run (id INTEGER)");
        foreach (var file in (string[])[text, tables])
        {
            var before = File.ReadAllBytes(file);
            Fails(StoreError.Foreign, () => RunStore.Open(file));
            Fails(StoreError.Foreign, () => RunStore.Open(file, new StoreOptions { Create = false }));
            Assert.Equal(before, File.ReadAllBytes(file));
        }
    }

    [Fact]
    public void A_store_that_is_not_there_is_made_only_if_that_is_wanted()
    {
        Fails(StoreError.Missing, () => RunStore.Open(_place.Source, new StoreOptions { Create = false }));
        Assert.False(File.Exists(_place.Source));
        Fails(StoreError.Refused, () => RunStore.Open(Path.Combine(_place.Source, "runs.db")));
        using (RunStore.Open(_place.Source)) { }
        using var store = RunStore.Open(_place.Source, new StoreOptions { Create = false });
        Assert.Empty(store.List());
    }

    [Fact]
    public void A_locked_store_is_read_and_is_written_after_the_lock()
    {
        using var store = RunStore.Open(_place.Source, new StoreOptions { Patience = TimeSpan.FromSeconds(1) });
        var kept = StoredRuns.Make(store, StoredRuns.Entry(0));
        using (var other = new SqliteConnection($"Data Source={_place.Source};Pooling=False"))
        {
            other.Open();
            using var transaction = other.BeginTransaction();
            Fails(StoreError.Locked, () => store.Begin(StoredRuns.Entry(1)));
            RunBits.Equal(kept, store.Read(Assert.Single(store.List())));
        }
        StoredRuns.Make(store, StoredRuns.Entry(1));
        Assert.Equal(2, store.List().Count);
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_is_made_up_for_by_the_next()
    {
        using var store = RunStore.Open(_place.Source, new StoreOptions { Patience = TimeSpan.FromSeconds(1) });
        var entry = StoredRuns.Entry(0);
        using var lease = store.Begin(entry);
        var planned = entry.Planned;
        var (saves, failures) = (0, 0);
        var run = PSOptimize.Runs.Optimizer.Run(planned.Problem, planned.Method, planned.Start, planned.Options with
        {
            CheckpointEvery = 10,
            CheckpointFailed = _ => failures++,
            Save = checkpoint =>
            {
                using var other = new SqliteConnection($"Data Source={_place.Source};Pooling=False");
                other.Open();
                using var transaction = saves++ == 3 ? other.BeginTransaction() : null;
                lease.Save(checkpoint);
            },
        });
        Assert.Equal(1, failures);
        lease.End(run);
        RunBits.Equal(run, store.Read(Assert.Single(store.List())));
    }

    [Fact]
    public void A_full_store_keeps_what_it_has_and_goes_on_when_there_is_room()
    {
        using var store = RunStore.Open(_place.Source);
        var kept = StoredRuns.Make(store, StoredRuns.Entry(0));
        store.Database.Apply(query => query.Value("PRAGMA max_page_count = 1"));
        Fails(StoreError.Full, () =>
        {
            for (var number = 1; number < 100; number++) StoredRuns.Make(store, StoredRuns.Entry(number));
        });
        store.Database.Apply(query => query.Value("PRAGMA max_page_count = 1000000"));
        RunBits.Equal(kept, store.Read(store.List()[0]));
        StoredRuns.Make(store, StoredRuns.Entry(200));
        Assert.Equal("ok", store.Database.Read(query => query.Value("PRAGMA integrity_check")));
    }

    [LinuxRootFact]
    public void A_full_disk_costs_only_what_was_being_written()
    {
        var folder = Directory.CreateDirectory(_place.File("disk")).FullName;
        Command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder);
        try
        {
            var file = Path.Combine(folder, "runs.db");
            using (var store = RunStore.Open(file))
            {
                var kept = StoredRuns.Make(store, StoredRuns.Entry(0));
                Fails(StoreError.Full, () =>
                {
                    for (var number = 1; number < 1000; number++) StoredRuns.Make(store, StoredRuns.Entry(number));
                });
                RunBits.Equal(kept, store.Read(store.List()[0]));
                Command("mount", "-o", "remount,size=8m", folder);
                StoredRuns.Make(store, StoredRuns.Entry(2000));
            }
            using var again = RunStore.Open(file);
            Assert.Equal("ok", again.Database.Read(query => query.Value("PRAGMA integrity_check")));
            Assert.All(again.List().Where(line => line.Ended is not null), line => again.Read(line));
        }
        finally
        {
            Command("umount", folder);
        }
    }

    [LinuxRootFact]
    public void A_read_only_store_is_refused_and_not_touched()
    {
        var folder = Directory.CreateDirectory(_place.File("disk")).FullName;
        Command("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder);
        try
        {
            var file = Path.Combine(folder, "runs.db");
            using (var store = RunStore.Open(file)) StoredRuns.Make(store, StoredRuns.Entry(0));
            var before = File.ReadAllBytes(file);
            Command("mount", "-o", "remount,ro", folder);
            var error = Assert.Throws<StoreException>(() =>
            {
                using var store = RunStore.Open(file);
                StoredRuns.Make(store, StoredRuns.Entry(1));
            });
            Assert.Equal(StoreError.ReadOnly, error.Error);
            Assert.Equal(before, File.ReadAllBytes(file));
        }
        finally
        {
            Command("umount", folder);
        }
    }

    [Fact]
    public void A_store_that_may_only_be_read_refuses_writes()
    {
        using var store = RunStore.Open(_place.Source);
        var kept = StoredRuns.Make(store, StoredRuns.Entry(0));
        store.Database.Apply(query => query.Run("PRAGMA query_only = 1"));
        Fails(StoreError.ReadOnly, () => store.Begin(StoredRuns.Entry(1)));
        Fails(StoreError.ReadOnly, () => store.Remove(store.List()[0]));
        RunBits.Equal(kept, store.Read(Assert.Single(store.List())));
    }

    [Fact]
    public void A_damaged_file_says_so()
    {
        using (var store = RunStore.Open(_place.Source))
            for (var number = 0; number < 10; number++) StoredRuns.Make(store, StoredRuns.Entry(number));
        var bytes = File.ReadAllBytes(_place.Source);
        bytes.AsSpan(4096, bytes.Length - 8192).Fill(0xFF);
        File.WriteAllBytes(_place.Source, bytes);
        Fails(StoreError.Damaged, () =>
        {
            using var store = RunStore.Open(_place.Source);
            foreach (var line in store.List()) store.Read(line);
        });
    }

    [Fact]
    public void A_server_that_does_not_answer_says_so() =>
        Fails(StoreError.Unreachable, () => RunStore.Open("Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=5"));

    [PostgresFact]
    public void A_database_that_is_not_there_says_so()
    {
        var error = Fails(StoreError.Missing, () => RunStore.Open(Server.Running.SettingsOf("nothing")));
        Assert.DoesNotContain("Username", error.Message, StringComparison.Ordinal);
    }
}
