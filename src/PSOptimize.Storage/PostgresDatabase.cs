using System.Data;
using System.Data.Common;
using Npgsql;

namespace PSOptimize.Storage;

/// <summary>A database of a PostgreSQL server, for runs that are made on many machines.</summary>
internal sealed class PostgresDatabase(string settings) : Database(NameOf(new NpgsqlConnectionStringBuilder(settings)))
{
    public override string Now => "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";

    public override string CountOfTable =>
        "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = @table";

    public override string CountOfTables => "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()";

    public override string WithTypes(string statement) => statement
        .Replace("{key}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", StringComparison.Ordinal)
        .Replace("{real}", "DOUBLE PRECISION", StringComparison.Ordinal)
        .Replace("{bytes}", "BYTEA", StringComparison.Ordinal);

    // The number is that of this module.
    public override void Exclude(Statements query) => query.Run("SELECT pg_advisory_xact_lock(5784301)");

    protected override DbConnection Connect()
    {
        var connection = new NpgsqlConnection(settings);
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

    protected override DbTransaction BeginReading(DbConnection connection) => connection.BeginTransaction(IsolationLevel.RepeatableRead);

    protected override StoreException Explain(DbException error) => error.SqlState switch
    {
        "53100" => new(StoreError.Full, $"The server has no room for {Source}: free some on its disk. What the store held is kept.", error),
        "25006" or "42501" => new(StoreError.ReadOnly,
            $"{Source} may not be written: {error.Message} Use another user or database.", error),
        "55P03" or "40P01" or "57014" => new(StoreError.Locked, $"{Source} is locked by another process: try again later.", error),
        "3D000" => new(StoreError.Missing, $"{Source}: {error.Message} Make the database first, with createdb.", error),
        "28P01" or "28000" or null => new(StoreError.Unreachable,
            $"{Source} cannot be reached: {error.Message} See whether the server runs, and check host, port, user and password.", error),
        _ => new(StoreError.Refused, $"{Source}: {error.Message}", error),
    };

    private static string NameOf(NpgsqlConnectionStringBuilder settings) => $"{settings.Host}:{settings.Port}/{settings.Database}";
}
