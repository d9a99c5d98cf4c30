using System.Data.Common;

namespace PSOptimize.Storage;

/// <summary>
/// One connection to a database, which threads use in turn, and what is particular to the database: how to connect, the names of types, the
/// clock, the errors.
/// </summary>
internal abstract class Database(string source) : IDisposable
{
    private readonly Lock _turn = new();
    private DbConnection? _connection;

    /// <summary>The file or the server, for messages; without a password.</summary>
    public string Source { get; } = source;

    /// <summary>The milliseconds since 1970 by the clock of the database, in SQL.</summary>
    public abstract string Now { get; }

    /// <summary>Whether a table exists, in SQL with the parameter <c>@table</c>.</summary>
    public abstract string CountOfTable { get; }

    /// <summary>The number of tables, in SQL.</summary>
    public abstract string CountOfTables { get; }

    /// <summary>Puts the names of types of this database into a statement that makes tables.</summary>
    /// <param name="statement">A statement with <c>{key}</c>, <c>{real}</c> and <c>{bytes}</c>.</param>
    public abstract string WithTypes(string statement);

    /// <summary>A new open connection.</summary>
    protected abstract DbConnection Connect();

    /// <summary>Begins a transaction that sees one state of the tables throughout.</summary>
    /// <param name="connection">An open connection.</param>
    protected abstract DbTransaction BeginReading(DbConnection connection);

    /// <summary>What an error of the database means.</summary>
    /// <param name="error">The error.</param>
    protected abstract StoreException Explain(DbException error);

    /// <summary>Makes only one process at a time go on, until its transaction ends.</summary>
    /// <param name="query">A query within a transaction that writes.</param>
    public abstract void Exclude(Statements query);

    /// <summary>Settings of a connection to a store of a version that this module knows.</summary>
    /// <param name="query">A query outside of transactions.</param>
    public virtual void Prepare(Statements query) { }

    /// <summary>Reads within one transaction.</summary>
    public T Read<T>(Func<Statements, T> read) => Use(connection =>
    {
        using var transaction = BeginReading(connection);
        return read(new Statements(connection, transaction));
    });

    /// <summary>Writes within one transaction: everything or nothing.</summary>
    public T Write<T>(Func<Statements, T> write) => Use(connection =>
    {
        using var transaction = connection.BeginTransaction();
        var result = write(new Statements(connection, transaction));
        transaction.Commit();
        return result;
    });

    /// <summary>Writes within one transaction: everything or nothing.</summary>
    public void Write(Action<Statements> write) => Write(query =>
    {
        write(query);
        return true;
    });

    /// <summary>Uses the connection outside of transactions.</summary>
    public void Apply(Action<Statements> apply) => Use(connection =>
    {
        apply(new Statements(connection, null));
        return true;
    });

    public void Dispose()
    {
        lock (_turn) Close();
    }

    private T Use<T>(Func<DbConnection, T> use)
    {
        lock (_turn)
        {
            try
            {
                _connection ??= Connect();
                return use(_connection);
            }
            catch (DbException error)
            {
                // A server may have ended the connection; the next use makes another.
                if (_connection?.State != System.Data.ConnectionState.Open) Close();
                throw Explain(error);
            }
        }
    }

    private void Close()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
