using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace WorkWell.Platform;

/// <summary>A mistake in a file that people write, and where it is.</summary>
/// <param name="File">The file as it is named to people: from the config folder on, with forward slashes.</param>
/// <param name="Line">The line, from 1; null when the file as a whole is wrong.</param>
/// <param name="Says">One plain sentence.</param>
public sealed record FileMistake(string File, int? Line, string Says)
{
    /// <inheritdoc/>
    public override string ToString() => Line is null ? $"{File}: {Says}" : $"{File}:{Line}: {Says}";
}

/// <summary>What reading a file gave: a value, or every mistake found in it.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="Value">The value; null when there is a mistake.</param>
/// <param name="Mistakes">All mistakes, in the order of the file.</param>
public sealed record JsonFileReading<T>(T? Value, IReadOnlyList<FileMistake> Mistakes)
    where T : class
{
    /// <summary>The members of the file's header, by name.</summary>
    public IReadOnlyDictionary<string, string> Header { get; init; } = new Dictionary<string, string>();

    /// <summary>The line of each member, by its path such as "limits.minimumAge" or "authorities[2].codes[0]".</summary>
    public IReadOnlyDictionary<string, int> Lines { get; init; } = new Dictionary<string, int>();
}

/// <summary>
/// Reads a JSON file that people write, strictly: an unknown, missing or repeated member, a value of the wrong kind or a size out of bounds is named with its
/// line, and all mistakes are found at once. Members are camelCase and choices kebab-case.
/// </summary>
public static class JsonFile
{
    private const int MaximumBytes = 1_000_000;

    /// <summary>How such files are written: strict, camelCase, choices in kebab-case.</summary>
    public static JsonSerializerOptions Options { get; } = Frozen(new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        // The walk has refused every unknown member by now, except the header's.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        MaxDepth = 32,
    });

    /// <summary>Reads a file.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="path">Where it is.</param>
    /// <param name="shownAs">How mistakes name it.</param>
    /// <param name="header">Text members of the file that are not members of <typeparamref name="T"/>; "$schema" may always be there.</param>
    /// <returns>The value or the mistakes.</returns>
    public static JsonFileReading<T> Read<T>(string path, string shownAs, params IReadOnlyList<string> header)
        where T : class
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length > MaximumBytes ? Whole<T>(shownAs, $"The file is larger than {MaximumBytes} bytes.") : Parse<T>(RegularFile.ReadAllBytes(path), shownAs, header);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return Whole<T>(shownAs, refusal is IrregularFileException ? refusal.Message : File.Exists(path) ? "The file cannot be opened." : "The file is missing.");
        }
    }

    /// <summary>Reads the bytes of a file.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="shownAs">How mistakes name it.</param>
    /// <param name="header">Text members of the file that are not members of <typeparamref name="T"/>; "$schema" may always be there.</param>
    /// <returns>The value or the mistakes.</returns>
    public static JsonFileReading<T> Parse<T>(ReadOnlySpan<byte> utf8, string shownAs, params IReadOnlyList<string> header)
        where T : class
    {
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        if (utf8.Length > MaximumBytes) return Whole<T>(shownAs, $"The file is larger than {MaximumBytes} bytes.");
        if (!Utf8.IsValid(utf8)) return Whole<T>(shownAs, "The file is not UTF-8 text. Save it again as UTF-8.");

        var walk = new JsonFileWalk(Options, shownAs, ["$schema", .. header]);
        walk.Check(utf8, typeof(T));
        if (walk.Mistakes.Count > 0) return new JsonFileReading<T>(null, walk.Mistakes) { Lines = walk.Lines, Header = walk.Header };
        try
        {
            return new JsonFileReading<T>(JsonSerializer.Deserialize<T>(utf8, Options)!, []) { Lines = walk.Lines, Header = walk.Header };
        }
        catch (JsonException refusal)
        {
            return new JsonFileReading<T>(null, [new(shownAs, (int?)refusal.LineNumber + 1, $"{refusal.Path} cannot be read.")]) { Lines = walk.Lines, Header = walk.Header };
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
