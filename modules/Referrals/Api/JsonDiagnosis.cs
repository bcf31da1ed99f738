using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>Explains refused JSON in plain words, with the field's name. Runs only after a refusal.</summary>
internal static class JsonDiagnosis
{
    public static Problem Of(ReadOnlySpan<byte> bytes, Type expected, string? path)
    {
        var field = FieldName(path);
        if (bytes.IsEmpty) return ReferralProblems.NotJson("The body is empty. Send the referral as JSON.");
        if (bytes.Contains((byte)0)) return ReferralProblems.NotJson("Send the text as UTF-8: this looks like UTF-16, or has characters that are nothing.");
        if (!Utf8.IsValid(bytes))
        {
            const string says = "Send the text as UTF-8: this has bytes that are not.";
            return field.Length > 0 ? ReferralProblems.Field(field, says) : ReferralProblems.NotJson(says);
        }
        if (Walk(bytes) is { } problem) return problem;
        return field.Length > 0 ? ReferralProblems.Field(field, Says(expected, field)) : ReferralProblems.NotJson("Send the referral as a JSON object.");
    }

    /// <summary>Syntax errors: broken JSON, too deep, a duplicate field.</summary>
    private static Problem? Walk(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 512 });
        var open = new Stack<(HashSet<string>? Names, string Path)>();
        var name = "";
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        if (open.Count == ReferralJson.DepthAtDoors) return ReferralProblems.NotJson("This JSON goes deeper than a referral does.");
                        open.Push((reader.TokenType == JsonTokenType.StartObject ? [] : null, name));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        name = open.Pop().Path;
                        break;
                    case JsonTokenType.PropertyName:
                        var (names, path) = open.Peek();
                        if (ReadName(ref reader) is not { } own) return ReferralProblems.NotJson("The name of a field has a character that cannot be read.");
                        name = path.Length == 0 ? own : $"{path}.{own}";
                        if (!names!.Add(own)) return ReferralProblems.Field(Short(name), "This field is given twice. Give it once.");
                        break;
                }
            }
            return null;
        }
        catch (JsonException broken)
        {
            var line = (broken.LineNumber.GetValueOrDefault() + 1).ToString(CultureInfo.InvariantCulture);
            return ReferralProblems.NotJson($"This is not JSON that can be read. Look at line {line}.");
        }
    }

    private static string? ReadName(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // Half of a surrogate pair, written as an escape.
        }
    }

    /// <summary>What the field wants, by the type it is read into.</summary>
    private static string Says(Type root, string field)
    {
        var type = root;
        foreach (var part in field.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = part.Split('[')[0];
            var info = ReferralJson.AtDoors.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
            if (info.Kind == JsonTypeInfoKind.Dictionary) type = info.ElementType!;
            else if (info.Properties.FirstOrDefault(property => property.Name == name) is { } property) type = property.PropertyType;
            else return "We do not know this field. Check how it is spelt.";
            if (part.Contains('[', StringComparison.Ordinal) && ReferralJson.AtDoors.GetTypeInfo(type) is { Kind: JsonTypeInfoKind.Enumerable } list)
                type = list.ElementType!;
        }
        return Wants(Nullable.GetUnderlyingType(type) ?? type);
    }

    private static string Wants(Type type)
    {
        if (type == typeof(string)) return "Use text that can be read.";
        if (type == typeof(bool)) return "Use true or false.";
        if (type == typeof(int)) return "Use a whole number.";
        if (type == typeof(DateOnly)) return "Use a date that exists, written year-month-day, such as 1990-03-27.";
        if (type.IsEnum) return $"Use one of: {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName))}.";
        return ReferralJson.AtDoors.GetTypeInfo(type).Kind switch
        {
            JsonTypeInfoKind.Enumerable => "Use a list: [ ... ].",
            _ => "Use an object: { ... }. Leave it out when there is nothing to say.",
        };
    }

    /// <summary>"person.bornOn" for "$.person.bornOn"; a name in brackets as it stands.</summary>
    private static string FieldName(string? path) =>
        path is null ? "" : Short(
        path.TrimStart('$').TrimStart('.').Replace("['", ".", StringComparison.Ordinal).Replace("']", "", StringComparison.Ordinal).TrimStart('.'));

    private static string Short(string name) => name.Length <= 100 ? name : name[..100];
}
