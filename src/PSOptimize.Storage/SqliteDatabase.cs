using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace PSOptimize.Storage;

/// <summary>
/// A file of SQLite. Readers and one writer work at once, since changes are appended to a file beside it (WAL); other writers wait.
/// </summary>
internal sealed class SqliteDatabase(string path, bool create, int wait) : Database(path)
{
    private readonly string _settings = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
        ForeignKeys = true,
        DefaultTimeout = wait,
        // A file can be moved or deleted as soon as the store is closed.
        Pooling = false,
    }.ToString();

    public override string Now => "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

    public override string CountOfTable => "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = @table";

    public override string CountOfTables => "SELECT count(*) FROM sqlite_master";

    public override string WithTypes(string statement) => statement
        .Replace("{key}", "INTEGER PRIMARY KEY", StringComparison.Ordinal)
        .Replace("{real}", "REAL", StringComparison.Ordinal)
        .Replace("{bytes}", "BLOB", StringComparison.Ordinal);

    // A transaction that writes has the file to itself from its beginning.
    public override void Exclude(Statements query) { }

    public override void Prepare(Statements query)
    {
        if (query.Value("PRAGMA journal_mode") is "wal" || query.Value("PRAGMA journal_mode = WAL") is "wal")
            // A process that is killed loses nothing; only a power cut may take back the last transactions.
            query.Run("PRAGMA synchronous = NORMAL");
    }

    protected override DbConnection Connect()
    {
        if (!create && !File.Exists(Source))
            throw new StoreException(StoreError.Missing, $"There is no store {Source}: look for the name that -Store gave it.");
        var connection = new SqliteConnection(_settings);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    protected override DbTransaction BeginReading(DbConnection connection) =>
        ((SqliteConnection)connection).BeginTransaction(deferred: true);

    protected override StoreException Explain(DbException error) => ((SqliteException)error).SqliteErrorCode switch
    {
        5 or 6 => new(StoreError.Locked,
            $"{Source} is locked: another process has been writing for longer than {wait} seconds. End it, or try again later.", error),
        8 => ReadOnly(error),
        // SQLite needs a second file beside it even to read.
        14 when File.Exists(Source) => ReadOnly(error),
        11 => new(StoreError.Damaged, $"{Source} is damaged: restore a copy, or save what sqlite3's .recover can read.", error),
        13 => new(StoreError.Full,
            $"There is no room for {Source}: free some on its disk, or use another one. What it held is kept.", error),
        14 => new(StoreError.Refused, $"{Source} cannot be opened: see whether its folder exists and may be written.", error),
        26 => new(StoreError.Foreign, $"{Source} is no store of PSOptimize: give another name.", error),
        _ => new(StoreError.Refused, $"{Source}: {error.Message}", error),
    };

    private StoreException ReadOnly(DbException error) =>
        new(StoreError.ReadOnly, $"{Source}, or its folder, is read-only: copy it to where it may be written.", error);
}
