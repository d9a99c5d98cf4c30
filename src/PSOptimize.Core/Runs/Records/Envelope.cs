using System.Buffers;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PSOptimize.Runs.Checkpoints;

namespace PSOptimize.Runs.Records;

/// <summary>
/// One line of JSON around a content: the format with its version, the version of the module that wrote it, and a SHA-256 digest of the
/// content.
/// </summary>
/// <param name="Format">The name of the format.</param>
/// <param name="Version">The version that is written, the only one that is read.</param>
/// <param name="WhatToGive">What to give instead of a text that is not of this format.</param>
internal sealed record Envelope(string Format, int Version, string WhatToGive)
{
    /// <summary>The version of the module.</summary>
    public static string ModuleVersion { get; } =
        typeof(Envelope).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    // Base64 has plus signs, which the default encoder escapes for the sake of web pages.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A content as text.</summary>
    public static string Text(JsonObject content) => content.ToJsonString(Plain);

    /// <summary>The bytes of the text of a content with a piece of a trajectory, of which no other copy is made.</summary>
    /// <param name="content">The content.</param>
    /// <param name="name">The name of the piece.</param>
    /// <param name="piece">The piece; null for none.</param>
    public static ReadOnlyMemory<byte> Bytes(JsonObject content, string name, TrajectoryPiece? piece)
    {
        var bytes = new ArrayBufferWriter<byte>(1024 + ((piece?.Columns.Length ?? 0) * 3 / 2));
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = Plain.Encoder }))
        {
            writer.WriteStartObject();
            foreach (var (part, value) in content)
            {
                writer.WritePropertyName(part);
                if (value is null) writer.WriteNullValue();
                else value.WriteTo(writer);
            }
            writer.WritePropertyName(name);
            Notation.Write(writer, piece);
            writer.WriteEndObject();
        }
        return bytes.WrittenMemory;
    }

    /// <summary>The digest of a text.</summary>
    public static string Digest(string content) => Digest("", Encoding.UTF8.GetBytes(content));

    /// <summary>The digest of a text that continues one of another digest.</summary>
    public static string Digest(string before, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(before));
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The line of a content.</summary>
    public string Seal(string content) =>
        $"{{\"format\":\"{Format}\",\"version\":{Version},\"module\":\"{ModuleVersion}\","
        + $"\"sha256\":\"{Digest(content)}\",\"content\":{content}}}";

    /// <summary>The content of a line with its module and digest, after a check of format, version and digest.</summary>
    /// <param name="text">The line.</param>
    /// <param name="source">What the text is called in messages, at the beginning of a sentence: a path, or "The text".</param>
    /// <param name="damaged">What to do if it is damaged.</param>
    /// <exception cref="CheckpointException">The text is damaged, foreign or of another version.</exception>
    public JsonObject Open(string text, string source, string damaged)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format)
                || format.ValueKind != JsonValueKind.String || format.GetString() != Format)
                throw Foreign(source);
            if (Part("version").GetInt32() is var version && version != Version)
                throw new CheckpointException(CheckpointError.OtherVersion,
                    $"{source} has format version {version}, written by PSOptimize {Part("module").GetString()}; "
                    + $"this is {ModuleVersion}, which reads version {Version}: use the version that wrote it.");
            var content = Part("content").GetRawText();
            if (Part("sha256").GetString() != Digest(content)) throw Damaged(source, damaged, null);
            var parts = JsonNode.Parse(content) as JsonObject ?? throw new FormatException("content is not an object.");
            parts["module"] = Part("module").GetString();
            parts["sha256"] = Part("sha256").GetString();
            return parts;

            JsonElement Part(string name) =>
                root.TryGetProperty(name, out var part) ? part : throw new FormatException($"{name} is missing.");
        }
        catch (JsonException error)
        {
            // What does not parse is damaged if it begins like the format, else foreign.
            throw text.Length == 0 || text.Contains($"\"{Format}\"", StringComparison.Ordinal)
                || $$"""{"format":"{{Format}}" """.StartsWith(text, StringComparison.Ordinal)
                ? Damaged(source, damaged, error) : Foreign(source);
        }
        catch (Exception error) when (StoredParts.IsDamage(error))
        {
            throw Damaged(source, damaged, error);
        }
    }

    /// <summary>The error of a damaged text.</summary>
    public static CheckpointException Damaged(string source, string advice, Exception? inner) =>
        new(CheckpointError.Damaged, $"{source} is damaged or truncated: {advice}.", inner);

    private CheckpointException Foreign(string source) =>
        new(CheckpointError.Foreign, $"{source} is not a {Format}: {WhatToGive}.");
}
