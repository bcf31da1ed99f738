using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace WorkWell.Communications.Texts;

/// <summary>What writing in a language needs, from its language.json: direction, the shape of a date, and how lengths of time are counted.</summary>
internal sealed partial record LanguageFacts
{
    /// <summary>The schema the file keeps to.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>The language's name for itself.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it runs from right to left.</summary>
    public bool RightToLeft { get; init; }

    /// <summary>A date, in .NET's letters: "d MMMM yyyy".</summary>
    public required string Date { get; init; }

    /// <summary>Which plural forms it has: "one-other" or "arabic".</summary>
    public required string Plurals { get; init; }

    /// <summary>Minutes, hours, days, weeks and months in words, by unit and plural form; {n} stands for the number.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Lengths { get; init; }

    /// <summary>The language's tag, from its folder.</summary>
    [JsonIgnore]
    public string Tag
    {
        get;
        init
        {
            field = value;
            // Months come from the language; the calendar is always the one England lives by.
            var culture = (CultureInfo)CultureInfo.GetCultureInfo(value).Clone();
            culture.DateTimeFormat.Calendar = new GregorianCalendar();
            Culture = culture;
        }
    } = "";

    /// <summary>Whether a folder's name is the tag of a language: "gu", "pt-BR", "zh-Hant".</summary>
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

    /// <summary>The units every language.json names.</summary>
    public static IReadOnlyList<string> Units { get; } = ["minute", "hour", "day", "week", "month"];

    /// <summary>The plural forms this language has to give for each unit; none when "plurals" says neither of the two.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> PluralForms => Plurals switch
    {
        "one-other" => ["one", "other"],
        "arabic" => ["one", "two", "few", "many", "other"],
        _ => [],
    };

    /// <summary>A day in words.</summary>
    public string Write(DateOnly day) => day.ToString(Date, Culture);

    /// <summary>A length of time in words.</summary>
    public string Write(LengthOfTime length) =>
        Lengths[length.Unit][PluralForm(length.Number)].Replace("{n}", length.Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    // Unicode CLDR's rules for whole numbers.
    private string PluralForm(int number) => Plurals switch
    {
        "arabic" => number switch
        {
            1 => "one",
            2 => "two",
            _ when number % 100 is >= 3 and <= 10 => "few",
            _ when number % 100 >= 11 => "many",
            _ => "other",
        },
        _ => number == 1 ? "one" : "other",
    };
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
