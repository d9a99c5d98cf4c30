using Npgsql;

namespace PSOptimize.Storage.Tests;

/// <summary>A place for a new store: a folder that is deleted at the end, or a database of its own on a server.</summary>
internal sealed class Place : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psoptimize-");
    private readonly Server? _server;
    private readonly string _database = $"runs_{Guid.NewGuid():N}";

    /// <summary>A new place.</summary>
    /// <param name="kind">SQLite or PostgreSQL.</param>
    public Place(string kind = "SQLite")
    {
        if (kind != "SQLite") _server = Server.Running;
        _server?.Run($"CREATE DATABASE {_database}");
    }

    /// <summary>The kinds of stores that this machine can have.</summary>
    public static TheoryData<string> Kinds => Server.WhyNot is null ? ["SQLite", "PostgreSQL"] : ["SQLite"];

    /// <summary>The store, as <see cref="RunStore.Open"/> takes it.</summary>
    public string Source => _server?.SettingsOf(_database) ?? File("runs.db");

    /// <summary>A file in the folder.</summary>
    public string File(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        if (_server is null) return;
        NpgsqlConnection.ClearAllPools();
        _server.Run($"DROP DATABASE {_database} WITH (FORCE)");
    }
}
