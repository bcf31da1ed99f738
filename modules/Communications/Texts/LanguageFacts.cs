using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace WorkWell.Communications.Texts;

/// <summary>A language's direction, date format and units of time, from its language.json.</summary>
internal sealed partial record LanguageFacts
{
    /// <summary>The file's JSON schema.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Its name in the language itself.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it runs from right to left.</summary>
    public bool RightToLeft { get; init; }

    /// <summary>The .NET date format, such as "d MMMM yyyy".</summary>
    public required string Date { get; init; }

    /// <summary>The .NET format of a time of day, such as "h:mmtt".</summary>
    public string Time { get; init; } = "HH:mm";

    /// <summary>The text of each unit of time, by plural form; {n} stands for the number.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Lengths { get; init; }

    /// <summary>The language's tag, from its folder.</summary>
    [JsonIgnore]
    public string Tag
    {
        get;
        init
        {
            field = value;
            // Month names are the language's; the calendar is always Gregorian.
            var culture = (CultureInfo)CultureInfo.GetCultureInfo(value).Clone();
            culture.DateTimeFormat.Calendar = new GregorianCalendar();
            Culture = culture;
        }
    } = "";

    /// <summary>Whether a folder's name is a language tag such as "gu", "pt-BR" or "zh-Hant".</summary>
    public static bool IsTag(string name)
    {
        if (!ShapeOfTag().IsMatch(name)) return false;
        try
        {
            return CultureInfo.GetCultureInfo(name, predefinedOnly: true).Name == name;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }

    [GeneratedRegex("^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$")]
    private static partial Regex ShapeOfTag();

    [JsonIgnore]
    private CultureInfo Culture { get; init; } = CultureInfo.InvariantCulture;

    /// <summary>The units every language.json must have.</summary>
    public static IReadOnlyList<string> Units { get; } = ["minute", "hour", "day", "week", "month"];

    /// <summary>The plural forms required for each unit.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> PluralForms => PluralRules.FormsOf(Tag);

    /// <summary>Writes a date.</summary>
    public string Write(DateOnly day) => day.ToString(Date, Culture);

    /// <summary>Writes a time of day.</summary>
    public string Write(TimeOnly time) => time.ToString(Time, Culture).ToLower(Culture);

    /// <summary>Writes a length of time.</summary>
    public string Write(LengthOfTime length) =>
        Lengths[length.Unit][PluralRules.FormOf(Tag, length.Number)]
            .Replace("{n}", length.Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}

/// <summary>A whole number of one unit of time.</summary>
/// <param name="Number">How many.</param>
/// <param name="Unit">"minute", "hour", "day", "week" or "month".</param>
internal readonly record struct LengthOfTime(int Number, string Unit)
{
    /// <summary>Reads P13W, P4M, P3D, PT2H or PT10M.</summary>
    public static LengthOfTime? Parse(string text)
    {
        if (text.Length < 3 || text[0] != 'P') return null;
        var isTime = text[1] == 'T';
        var unit = (isTime, text[^1]) switch
        {
            (true, 'M') => "minute",
            (true, 'H') => "hour",
            (false, 'D') => "day",
            (false, 'W') => "week",
            (false, 'M') => "month",
            _ => null,
        };
        return unit is not null && int.TryParse(text.AsSpan(isTime ? 2 : 1)[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(number, unit) : null;
    }
}
