using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace PSOptimize.Storage.Tests;

/// <summary>
/// A PostgreSQL server of this test run alone: a folder and a port of its own on the loopback address. It ends with the process, or by
/// itself after half an hour.
/// </summary>
internal sealed class Server
{
    private static readonly Lazy<Server> Started = new(() => new Server());

    // PostgreSQL does not run as root; Debian's package makes this user.
    private static readonly string[] AsUser = Environment.UserName == "root"
        ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];

    private readonly int _port = FreePort();

    private Server()
    {
        var folder = Directory.CreateTempSubdirectory("psoptimize-postgres-").FullName;
        if (AsUser.Length > 0) Finish(["chown", "postgres", folder]);
        var data = Path.Combine(folder, "data");
        Finish([.. AsUser, Program("initdb"), "--pgdata", data, "--username=test", "--auth=trust", "--no-sync"]);
        var server = Start([.. AsUser, "timeout", "1800", Program("postgres"), "-D", data, "-p", $"{_port}", "-k", folder,
            "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off", "-c", "max_connections=50", "-c", "log_min_messages=panic"]);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            Finish([.. AsUser, Program("pg_ctl"), "stop", "--pgdata", data, "--mode=immediate", "--silent"]);
            server.WaitForExit();
            Directory.Delete(folder, recursive: true);
        };
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                Run("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (attempt < 300 && !server.HasExited)
            {
                Thread.Sleep(100);
            }
        }
    }

    /// <summary>The server, which the first use starts.</summary>
    public static Server Running => Started.Value;

    /// <summary>Why there is no server; null if there can be one.</summary>
    public static string? WhyNot => Program("initdb").Length > 0 ? null
        : "There is no initdb: install PostgreSQL (Debian's package is called postgresql).";

    /// <summary>The connection string of a database.</summary>
    public string SettingsOf(string database) => $"Host=127.0.0.1;Port={_port};Username=test;Database={database}";

    /// <summary>Runs a statement outside of any store.</summary>
    public void Run(string statement)
    {
        using var connection = new NpgsqlConnection(SettingsOf("postgres"));
        connection.Open();
#pragma warning disable CA2100 // Statements of the tests.
        using var command = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static string Program(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Concat(Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")) : [])
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) ?? "";

    private static Process Start(string[] command) => Process.Start(new ProcessStartInfo(command[0], command[1..])
    {
        WorkingDirectory = Path.GetTempPath(),
    })!;

    private static void Finish(string[] command)
    {
        using var process = Start(command);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
