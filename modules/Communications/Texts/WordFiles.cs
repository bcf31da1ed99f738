using System.Text.Json;
using System.Text.Json.Serialization;

namespace WorkWell.Communications.Texts;

/// <summary>reasons.json: the words of reasons and advice, by code.</summary>
internal sealed record ReasonsFile
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public required IReadOnlyDictionary<string, string> Reasons { get; init; }
}

/// <summary>questions.json: the words of an area's own questions, by code.</summary>
internal sealed record QuestionsFile
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public required IReadOnlyDictionary<string, QuestionText> Questions { get; init; }
}

/// <summary>A question in words.</summary>
internal sealed record QuestionText
{
    public required string Ask { get; init; }

    public string? Hint { get; init; }

    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();
}

/// <summary>approvals.json: who agreed to which text, and when, by the file's name without ending ("one-time-code.sms", "reasons").</summary>
internal sealed record ApprovalsFile
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public required IReadOnlyDictionary<string, Approval> Texts { get; init; }
}

/// <summary>How far a text has come.</summary>
internal enum ApprovalState
{
    /// <summary>Written, and read by nobody who may approve it.</summary>
    Drafted,

    /// <summary>A named person agreed to exactly this text.</summary>
    Approved,
}

/// <summary>How one text stands.</summary>
internal sealed record Approval
{
    public required ApprovalState State { get; init; }

    /// <summary>When it was drafted or approved.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Who approved it: a person's name.</summary>
    public string? By { get; init; }

    /// <summary>The hash of the text that was approved. Any other text is a draft again.</summary>
    public string? Hash { get; init; }

    /// <summary>For a translation: the hash of the English it was made from.</summary>
    public string? English { get; init; }
}

/// <summary>Reads the JSON beside the templates: strictly, and no larger or deeper than such a file can be.</summary>
internal static class WordFiles
{
    private const int MaxBytes = 256 * 1024;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        MaxDepth = 8,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // These files are read by people: a name keeps its letters.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    public static string Write<T>(T file) => JsonSerializer.Serialize(file, Strict) + "\n";

    public static (T? File, TextValidationError? Error) Read<T>(string text)
        where T : class
    {
        if (text.Length > MaxBytes) return (null, new(0, $"The file is over {MaxBytes / 1024} KB."));
        try
        {
            return JsonSerializer.Deserialize<T>(text, Strict) is { } file ? (file, null) : (null, new(1, "The file is empty."));
        }
        catch (JsonException wrong)
        {
            return (null, new((int)(wrong.LineNumber ?? -1) + 1, wrong.Message));
        }
    }
}
