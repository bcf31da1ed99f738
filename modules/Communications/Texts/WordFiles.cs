using System.Text.Json;
using System.Text.Json.Serialization;

namespace WorkWell.Communications.Texts;

/// <summary>reasons.json: the texts of reasons and advice, by code.</summary>
internal sealed record ReasonsFile
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public required IReadOnlyDictionary<string, string> Reasons { get; init; }
}

/// <summary>questions.json: the texts of an area's own questions, by code.</summary>
internal sealed record QuestionsFile
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public required IReadOnlyDictionary<string, QuestionText> Questions { get; init; }
}

/// <summary>The text of a question.</summary>
internal sealed record QuestionText
{
    public required string Ask { get; init; }

    public string? Hint { get; init; }

    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>The text for somebody who refers a person; null: they are not asked.</summary>
    public QuestionText? Them { get; init; }

    /// <summary>The text for one side; null: that side has none. An option without words of its own there has the others.</summary>
    public QuestionText? For(bool isAboutThem) => !isAboutThem ? this
        : Them is null ? null
        : Them with { Options = Options.Where(option => !Them.Options.ContainsKey(option.Key)).Concat(Them.Options).ToDictionary() };
}

/// <summary>approvals.json: the approvals of texts, by file name without extension ("one-time-code.sms", "reasons").</summary>
internal sealed record ApprovalsFile
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public required IReadOnlyDictionary<string, Approval> Texts { get; init; }
}

/// <summary>The recorded state of a text.</summary>
internal enum ApprovalState
{
    /// <summary>A draft.</summary>
    Drafted,

    /// <summary>A named person approved exactly this text.</summary>
    Approved,
}

/// <summary>The approval of one text.</summary>
internal sealed record Approval
{
    public required ApprovalState State { get; init; }

    /// <summary>When it was drafted or approved.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The name of the person who approved it.</summary>
    public string? By { get; init; }

    /// <summary>The hash of the approved text. Any other text counts as a draft.</summary>
    public string? Hash { get; init; }

    /// <summary>For a translation, the hash of the English it was translated from.</summary>
    public string? English { get; init; }
}

/// <summary>Reads the JSON files beside the templates strictly, with limits on size and depth.</summary>
internal static class WordFiles
{
    private const int MaxBytes = 256 * 1024;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        MaxDepth = 8,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // People read these files, so letters are not escaped.
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
