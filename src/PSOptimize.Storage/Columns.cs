using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using PSOptimize.Vectors;

namespace PSOptimize.Storage;

/// <summary>How values stand in the columns of a store: dates and lists as text, so that any other program reads them.</summary>
internal static class Columns
{
    /// <summary>Longer points stand in the text of the run alone.</summary>
    private const int LongestPoint = 1000;

    /// <summary>The columns of <see cref="Line"/>, in its order.</summary>
    public static string OfLine(Database database) => $"""
        SELECT r.id, r.uuid, e.name, r.objective, r.method, r.label, r.maximise, r.status, r.value, r.iterations, r.evaluations, r.elapsed,
            r.started, r.ended, r.host, r.pid, r.tags, r.fence, CASE WHEN r.lease_until <= {database.Now} THEN 1 ELSE 0 END
        FROM run r JOIN experiment e ON e.id = r.experiment
        """;

    /// <summary>A line of a store.</summary>
    public static StoredRun Line(DbDataReader row)
    {
        var (status, host, process) = (Enum.Parse<RunStatus>(row.GetString(7)), row.GetString(14), (int)row.GetInt64(15));
        if (status == RunStatus.Running && (row.GetInt64(18) != 0 || HasEnded(host, process))) status = RunStatus.Lost;
        return new StoredRun
        {
            Key = row.GetInt64(0),
            Id = Guid.Parse(row.GetString(1)),
            Experiment = row.GetString(2),
            Objective = row.GetString(3),
            Method = row.GetString(4),
            Label = row.GetString(5),
            Maximize = row.GetInt64(6) != 0,
            Status = status,
            Value = row.IsDBNull(8) ? double.NaN : row.GetDouble(8),
            Iterations = row.GetInt64(9),
            Evaluations = row.GetInt64(10),
            Elapsed = TimeSpan.FromSeconds(row.GetDouble(11)),
            Started = Time(row.GetString(12)),
            Ended = row.IsDBNull(13) ? null : Time(row.GetString(13)),
            Host = host,
            Process = process,
            Tags = ReadNames(row.GetString(16)),
            Fence = row.GetInt64(17),
        };
    }

    public static string Write(Guid id) => id.ToString("D");

    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    /// <summary>A number; null for NaN, which not every database knows.</summary>
    public static object? Write(double number) => double.IsNaN(number) ? null : number;

    /// <summary>A point as a list; null if it is too long for a column.</summary>
    public static string? Write(Vector point) => point.Count > LongestPoint ? null
        : $"[{string.Join(",", point.AsSeq().Select(number => double.IsFinite(number)
            ? number.ToString("R", CultureInfo.InvariantCulture) : "null"))}]";

    /// <summary>Texts by name, as an object.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, string>> names) =>
        JsonSerializer.Serialize(new Dictionary<string, string>(names));

    /// <summary>What <see cref="Write(IEnumerable{KeyValuePair{string, string}})"/> wrote.</summary>
    public static ReadOnlyDictionary<string, string> ReadNames(string text) =>
        new(JsonSerializer.Deserialize<Dictionary<string, string>>(text) ?? []);

    /// <summary>The digest of bytes.</summary>
    public static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Whether a process of this machine has ended. Of other machines only leases tell.</summary>
    private static bool HasEnded(string host, int process)
    {
        if (host != Environment.MachineName || process == Environment.ProcessId) return false;
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return found.HasExited || IsZombie(process);
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    /// <summary>Whether a process has ended and its parent, such as that of a container, has not asked how.</summary>
    private static bool IsZombie(int process)
    {
        var file = $"/proc/{process}/stat";
        if (!OperatingSystem.IsLinux() || !File.Exists(file)) return false;
        try
        {
            var text = File.ReadAllText(file);
            // The state follows the name, which is in parentheses and may contain some.
            return text.AsSpan(text.LastIndexOf(')') + 1).TrimStart() is ['Z' or 'X', ..];
        }
        catch (IOException)
        {
            // It ended in between.
            return true;
        }
    }
}
