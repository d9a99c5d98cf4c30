using System.Data.Common;

namespace PSOptimize.Storage;

/// <summary>Statements on a connection, within a transaction if there is one.</summary>
internal sealed class Statements(DbConnection connection, DbTransaction? transaction)
{
    /// <summary>Runs a statement; the number of rows that it changed.</summary>
    /// <param name="statement">SQL.</param>
    /// <param name="values">The values of its parameters.</param>
    public int Run(string statement, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(statement, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first value of the first row; null if there is none.</summary>
    /// <param name="statement">SQL.</param>
    /// <param name="values">The values of its parameters.</param>
    public object? Value(string statement, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(statement, values);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    /// <summary>What is made of each row.</summary>
    /// <param name="row">Makes it.</param>
    /// <param name="statement">SQL.</param>
    /// <param name="values">The values of its parameters.</param>
    public List<T> Rows<T>(Func<DbDataReader, T> row, string statement, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(statement, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(row(reader));
        return rows;
    }

    private DbCommand Command(string statement, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of this assembly.
        command.CommandText = statement;
#pragma warning restore CA2100
        command.Transaction = transaction;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
