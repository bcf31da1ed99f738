using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WorkWell.Platform;

/// <summary>Walks the JSON alongside the target type and finds every error. The serialiser stops at the first one and does not always give a line.</summary>
internal sealed class JsonFileWalk(JsonSerializerOptions options, string file, IReadOnlyList<string> headerNames)
{
    private readonly List<ValidationError> mistakes = [];
    private readonly Dictionary<string, int> lines = [];
    private readonly Dictionary<string, string> header = [];
    private int[] lineStarts = [];

    public IReadOnlyList<ValidationError> Errors => mistakes;

    public IReadOnlyDictionary<string, int> Lines => lines;

    public IReadOnlyDictionary<string, string> Header => header;

    public void Check(ReadOnlySpan<byte> utf8, Type type)
    {
        lineStarts = LineStarts(utf8);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = options.MaxDepth });
        try
        {
            reader.Read();
            Value(ref reader, type, "", isRoot: true);
            // This call refuses anything after the value.
            reader.Read();
        }
        catch (JsonException refusal)
        {
            mistakes.Add(new(file, (int)(refusal.LineNumber ?? 0) + 1,
                "This is not valid JSON from here on: look for a missing comma, quote or bracket, on this line or the one before."));
        }
    }

    private void Value(ref Utf8JsonReader reader, Type type, string path, bool isRoot = false)
    {
        lines.TryAdd(path, LineOf(reader.TokenStartIndex));
        var wanted = Nullable.GetUnderlyingType(type) ?? type;
        var info = options.GetTypeInfo(wanted);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object when Opens(ref reader, JsonTokenType.StartObject, path, "a group of members in { }"):
                Members(ref reader, info, path, isRoot);
                break;
            case JsonTypeInfoKind.Dictionary when Opens(ref reader, JsonTokenType.StartObject, path, "a group of names in { }"):
                Entries(ref reader, info.ElementType!, path);
                break;
            case JsonTypeInfoKind.Enumerable when Opens(ref reader, JsonTokenType.StartArray, path, "a list in [ ]"):
                Elements(ref reader, info.ElementType!, path);
                break;
            case JsonTypeInfoKind.None:
                if (WhatIsWrong(ref reader, wanted) is { } wrong) Add(reader.TokenStartIndex, $"{Shown(path)} has to be {wrong}.");
                reader.Skip();
                break;
        }
    }

    private void Members(ref Utf8JsonReader reader, JsonTypeInfo info, string path, bool isRoot)
    {
        var start = reader.TokenStartIndex;
        var seen = new HashSet<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (name, at, fresh) = Name(ref reader, seen);
            var inside = path.Length == 0 ? name : $"{path}.{name}";
            var member = info.Properties.FirstOrDefault(property => property.Name == name);
            if (isRoot && headerNames.Contains(name)) HeaderText(ref reader, inside);
            else if (member?.Set is null && member?.AssociatedParameter is null)
            {
                Add(at, $"{Shown(inside)} is not allowed here.{Suggestion(name, info, isRoot)}");
                reader.Skip();
            }
            else if (!fresh) reader.Skip();
            else if (reader.TokenType == JsonTokenType.Null && member.IsSetNullable) lines.TryAdd(inside, LineOf(at));
            else Value(ref reader, member.PropertyType, inside);
        }
        foreach (var member in info.Properties.Where(property => IsRequired(property) && !seen.Contains(property.Name)))
            Add(start, $"{(path.Length == 0 ? "The file" : Shown(path))} lacks \"{member.Name}\".");
    }

    private void Entries(ref Utf8JsonReader reader, Type element, string path)
    {
        var seen = new HashSet<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (name, _, fresh) = Name(ref reader, seen);
            if (fresh) Value(ref reader, element, path.Length == 0 ? name : $"{path}.{name}");
            else reader.Skip();
        }
    }

    private void Elements(ref Utf8JsonReader reader, Type element, string path)
    {
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
            Value(ref reader, element, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"));
    }

    // Reads a member's name and moves to its value.
    private (string Name, long At, bool IsFirst) Name(ref Utf8JsonReader reader, HashSet<string> seen)
    {
        var at = reader.TokenStartIndex;
        var name = Text(ref reader) ?? "";
        var isFirst = seen.Add(name);
        if (!isFirst) Add(at, $"\"{name}\" appears twice.");
        reader.Read();
        return (name, at, isFirst);
    }

    private void HeaderText(ref Utf8JsonReader reader, string name)
    {
        lines.TryAdd(name, LineOf(reader.TokenStartIndex));
        if (reader.TokenType == JsonTokenType.String && Text(ref reader) is { } text) header.TryAdd(name, text);
        else Add(reader.TokenStartIndex, $"{Shown(name)} has to be text in quotes.");
        reader.Skip();
    }

    private bool Opens(ref Utf8JsonReader reader, JsonTokenType token, string path, string wanted)
    {
        if (reader.TokenType == token) return true;
        Add(reader.TokenStartIndex, $"{(path.Length == 0 ? "The file" : Shown(path))} has to be {wanted}.");
        reader.Skip();
        return false;
    }

    // Describes the expected value; null when the value is valid.
    private static string? WhatIsWrong(ref Utf8JsonReader reader, Type type)
    {
        if (type == typeof(bool)) return reader.TokenType is JsonTokenType.True or JsonTokenType.False ? null : "true or false";
        if (type == typeof(int)) return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out _) ? null : "a whole number";
        if (type == typeof(decimal) || type == typeof(double)) return reader.TokenType == JsonTokenType.Number ? null : "a number";
        var text = reader.TokenType == JsonTokenType.String ? Text(ref reader) : null;
        if (type == typeof(string)) return text is null || text.Any(IsStray) ? "text in quotes, without control characters" : null;
        if (type == typeof(DateOnly))
            return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null
            : "a date such as \"2026-09-07\"";
        if (type == typeof(TimeOnly))
            return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : "a time such as \"08:30\"";
        if (!type.IsEnum) return null;
        var choices = Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName).ToArray();
        return text is not null && choices.Contains(text) ? null : $"one of \"{string.Join("\", \"", choices)}\"";
    }

    private static bool IsStray(char c) => char.IsControl(c) && c != '\n';

    // Null for a lone surrogate, which is not valid text.
    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsRequired(JsonPropertyInfo property) =>
        property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false };

    private string Suggestion(string name, JsonTypeInfo info, bool isRoot)
    {
        var known = info.Properties.Where(property => property.Set is not null || property.AssociatedParameter is not null).Select(property => property.Name)
            .Concat(isRoot ? headerNames : []);
        var near = known.Select(candidate => (candidate, distance: Distance(name, candidate))).Where(pair => pair.distance <= 2).OrderBy(pair => pair.distance)
            .FirstOrDefault();
        return near.candidate is null ? "" : $" Is \"{near.candidate}\" meant?";
    }

    // Edit distance between two names, ignoring case.
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var same = char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)));
            }
        }
        return row[^1];
    }

    private static string Shown(string path) => path.Length == 0 ? "The file" : $"\"{path}\"";

    private void Add(long at, string says) => mistakes.Add(new(file, LineOf(at), says));

    private int LineOf(long at)
    {
        var found = Array.BinarySearch(lineStarts, (int)at);
        return found >= 0 ? found + 1 : ~found;
    }

    private static int[] LineStarts(ReadOnlySpan<byte> utf8)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] == (byte)'\n') starts.Add(i + 1);
        }
        return [.. starts];
    }
}
