using System.Globalization;
using System.Text.Json;

namespace WorkWell.Ui.Contracts;

/// <summary>The file <c>language.json</c> of a language's folder.</summary>
internal sealed record LanguageFile
{
    public required string Name { get; init; }

    public required string EnglishName { get; init; }

    public required string Direction { get; init; }

    public required string Culture { get; init; }

    public required string Date { get; init; }

    public required string Time { get; init; }

    public string? Digits { get; init; }

    /// <summary>The font package and subset that the pages' build makes of it; nothing here needs it.</summary>
    public LanguageFont? Font { get; init; }

    public static Language Read(string path, string tag)
    {
        var file = JsonSerializer.Deserialize<LanguageFile>(File.ReadAllBytes(path), new JsonSerializerOptions(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase })
            ?? throw new FormatException("It is empty.");
        if (file.Direction is not ("ltr" or "rtl")) throw new FormatException("\"direction\" is \"ltr\" or \"rtl\".");
        if (file.Digits is { Length: not 10 }) throw new FormatException("\"digits\" are ten characters, from nought to nine.");
        return new Language
        {
            Tag = tag,
            Name = file.Name,
            EnglishName = file.EnglishName,
            Direction = file.Direction,
            Culture = Gregorian(file.Culture, file.Digits is null),
            DatePattern = file.Date,
            TimePattern = file.Time,
            Digits = file.Digits,
        };
    }

    // Appointments are kept by England's calendar, whatever calendar the language's home country uses.
    private static CultureInfo Gregorian(string name, bool hasLatinDigits)
    {
        CultureInfo culture;
        try
        {
            culture = new CultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            throw new FormatException($"\"culture\" {name} is not known to this system.");
        }
        if (culture.OptionalCalendars.OfType<GregorianCalendar>().FirstOrDefault() is { } calendar && culture.DateTimeFormat.Calendar is not GregorianCalendar) culture.DateTimeFormat.Calendar = calendar;
        if (culture.DateTimeFormat.Calendar is not GregorianCalendar) throw new FormatException($"\"culture\" {name} has no Gregorian calendar.");
        // Arabic separators belong to Arabic digits: beside 0 to 9 they read as other signs.
        if (hasLatinDigits && culture.NumberFormat.NumberDecimalSeparator == "\u066B") culture.NumberFormat.NumberDecimalSeparator = ".";
        if (hasLatinDigits && culture.NumberFormat.NumberGroupSeparator == "\u066C") culture.NumberFormat.NumberGroupSeparator = ",";
        culture.DateTimeFormat.AMDesignator = culture.DateTimeFormat.AMDesignator.ToLower(culture);
        culture.DateTimeFormat.PMDesignator = culture.DateTimeFormat.PMDesignator.ToLower(culture);
        return CultureInfo.ReadOnly(culture);
    }
}

/// <summary>A font package of npm and the subset of it that a language needs.</summary>
internal sealed record LanguageFont(string Package, string Subset);
