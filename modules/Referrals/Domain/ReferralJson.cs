using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>How referrals are written as JSON, at the doors and in the database.</summary>
internal static class ReferralJson
{
    public const int DepthAtDoors = 16;

    /// <summary>For requests: strict. Unknown or duplicate fields and wrong types are refused.</summary>
    public static JsonSerializerOptions AtDoors { get; } = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DictionaryKeyPolicy = null,
        MaxDepth = DepthAtDoors,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Only ever sent as application/json: names stay readable.
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false), new DateInWords() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>For the database: null and empty values are omitted, and reading restores exactly what was written.</summary>
    public static JsonSerializerOptions Stored { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmpty } },
    };

    // Systems send year-month-day, people also "27 March 1985". Of digits alone nobody knows which is the month.
    private sealed class DateInWords : JsonConverter<DateOnly>
    {
        public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && DateOf(reader.GetString()!) is { } date ? date : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

        private static DateOnly? DateOf(string text) =>
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
            : text.Any(char.IsLetter) ? WrittenDate.Read(text) : null;
    }

    private static void LeaveOutEmpty(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.PropertyType != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(property.PropertyType))
                property.ShouldSerialize = (_, value) => value is System.Collections.IEnumerable items && items.GetEnumerator().MoveNext();
        }
    }
}
