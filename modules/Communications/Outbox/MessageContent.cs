using System.Text.Json;
using System.Text.Json.Serialization;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;

namespace WorkWell.Communications.Outbox;

/// <summary>The data a queued message is rendered from. Names are short because one is stored with every message.</summary>
internal sealed record MessageContent
{
    private static readonly JsonSerializerOptions Compact = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [JsonPropertyName("f")]
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    [JsonPropertyName("r")]
    public IReadOnlyList<StoredReason>? Reasons { get; init; }

    [JsonPropertyName("a")]
    public IReadOnlyList<StoredReason>? Advice { get; init; }

    public static string Write(MessageRequest request) => JsonSerializer.Serialize(
        new MessageContent
        {
            Fields = request.Fields.Count == 0 ? null : request.Fields,
            Reasons = Stored(request.Reasons),
            Advice = Stored(request.Advice),
        },
        Compact);

    public static MessageContent Read(string json) => JsonSerializer.Deserialize<MessageContent>(json, Compact)!;

    public static IReadOnlyList<Reason> Asked(IReadOnlyList<StoredReason>? stored) =>
        stored is null ? [] : [.. stored.Select(reason => new Reason(reason.Code, reason.Values))];

    private static IReadOnlyList<StoredReason>? Stored(IReadOnlyList<Reason> reasons) =>
        reasons.Count == 0 ? null : [.. reasons.Select(reason => new StoredReason(reason.Code, reason.Values.Count == 0 ? null : reason.Values))];
}

/// <summary>A reason as it is stored.</summary>
internal sealed record StoredReason(
    [property: JsonPropertyName("c")] string Code, [property: JsonPropertyName("v")] IReadOnlyDictionary<string, string>? Values);
