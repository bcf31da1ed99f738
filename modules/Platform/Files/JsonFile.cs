using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace WorkWell.Platform;

/// <summary>An error in a file that people write, and its location.</summary>
/// <param name="File">The file name shown to people: relative to the config folder, with forward slashes.</param>
/// <param name="Line">The line, from 1; null when the file as a whole is wrong.</param>
/// <param name="Says">One plain sentence.</param>
public sealed record ValidationError(string File, int? Line, string Says)
{
    /// <summary>True when it need not be put right before the file is used.</summary>
    public bool IsAdvice { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Line is null ? $"{File}: {Says}" : $"{File}:{Line}: {Says}";
}

/// <summary>The result of reading a file: a value, or every error found.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="Value">The value; null when there are errors.</param>
/// <param name="Errors">All errors, in file order.</param>
public sealed record JsonFileReading<T>(T? Value, IReadOnlyList<ValidationError> Errors)
    where T : class
{
    /// <summary>The members of the file's header, by name.</summary>
    public IReadOnlyDictionary<string, string> Header { get; init; } = new Dictionary<string, string>();

    /// <summary>The line of each member, by its path such as "limits.minimumAge" or "authorities[2].codes[0]".</summary>
    public IReadOnlyDictionary<string, int> Lines { get; init; } = new Dictionary<string, int>();
}

/// <summary>
/// Reads hand-written JSON strictly. An unknown, missing or repeated member, a wrong type or an out-of-range size is reported with its line, and all errors
/// are found in one pass. Members are camelCase and enum values kebab-case.
/// </summary>
public static class JsonFile
{
    private const int MaximumBytes = 1_000_000;

    /// <summary>The serialiser options: strict, camelCase members, kebab-case enum values.</summary>
    public static JsonSerializerOptions Options { get; } = Frozen(new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        // The walk has already refused every unknown member except those of the header.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        MaxDepth = 32,
    });

    /// <summary>Reads a file.</summary>
    /// <typeparam name="T">The type to read.</typeparam>
    /// <param name="path">The path of the file.</param>
    /// <param name="shownAs">The file name to use in errors.</param>
    /// <param name="header">Text members of the file that are not members of <typeparamref name="T"/>; "$schema" is always allowed.</param>
    /// <returns>The value or the errors.</returns>
    public static JsonFileReading<T> Read<T>(string path, string shownAs, params IReadOnlyList<string> header)
        where T : class
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length > MaximumBytes ? Whole<T>(shownAs, $"The file is larger than {MaximumBytes} bytes.")
                : Parse<T>(RegularFile.ReadAllBytes(path), shownAs, header);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return Whole<T>(shownAs,
                refusal is IrregularFileException ? refusal.Message : File.Exists(path) ? "The file cannot be opened." : "The file is missing.");
        }
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <typeparam name="T">The type to read.</typeparam>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="shownAs">The file name to use in errors.</param>
    /// <param name="header">Text members of the file that are not members of <typeparamref name="T"/>; "$schema" is always allowed.</param>
    /// <returns>The value or the errors.</returns>
    public static JsonFileReading<T> Parse<T>(ReadOnlySpan<byte> utf8, string shownAs, params IReadOnlyList<string> header)
        where T : class
    {
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        if (utf8.Length > MaximumBytes) return Whole<T>(shownAs, $"The file is larger than {MaximumBytes} bytes.");
        if (!Utf8.IsValid(utf8)) return Whole<T>(shownAs, "The file is not UTF-8 text. Save it again as UTF-8.");

        var walk = new JsonFileWalk(Options, shownAs, ["$schema", .. header]);
        walk.Check(utf8, typeof(T));
        if (walk.Errors.Count > 0) return new JsonFileReading<T>(null, walk.Errors) { Lines = walk.Lines, Header = walk.Header };
        try
        {
            return new JsonFileReading<T>(JsonSerializer.Deserialize<T>(utf8, Options)!, []) { Lines = walk.Lines, Header = walk.Header };
        }
        catch (JsonException refusal)
        {
            return new JsonFileReading<T>(
                null, [new(shownAs, (int?)refusal.LineNumber + 1, $"{refusal.Path} cannot be read.")]) { Lines = walk.Lines, Header = walk.Header };
        }
    }

    private static JsonFileReading<T> Whole<T>(string shownAs, string says)
        where T : class => new(null, [new(shownAs, null, says)]);

    private static JsonSerializerOptions Frozen(JsonSerializerOptions options)
    {
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
