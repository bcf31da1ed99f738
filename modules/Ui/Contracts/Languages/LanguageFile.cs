using System.Globalization;
using System.Text.Json;

namespace WorkWell.Ui.Contracts;

/// <summary>A language's <c>language.json</c>.</summary>
internal sealed record LanguageFile
{
    public required string Name { get; init; }

    public required string EnglishName { get; init; }

    public required string Direction { get; init; }

    public required string Culture { get; init; }

    public required string Date { get; init; }

    public required string Time { get; init; }

    public string? Digits { get; init; }

    /// <summary>The font package and subset, used only by the build of the pages.</summary>
    public LanguageFont? Font { get; init; }

    public static Language Read(string path, string tag)
    {
        var file = JsonSerializer.Deserialize<LanguageFile>(
            File.ReadAllBytes(path), new JsonSerializerOptions(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase })
            ?? throw new FormatException("The file is empty.");
        if (file.Direction is not ("ltr" or "rtl")) throw new FormatException("\"direction\" must be \"ltr\" or \"rtl\".");
        if (file.Digits is { Length: not 10 }) throw new FormatException("\"digits\" must be ten characters, from zero to nine.");
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

    // Appointments follow England's calendar, whatever the language's own.
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
        if (culture.OptionalCalendars.OfType<GregorianCalendar>().FirstOrDefault() is { } calendar && culture.DateTimeFormat.Calendar is not GregorianCalendar)
            culture.DateTimeFormat.Calendar = calendar;
        if (culture.DateTimeFormat.Calendar is not GregorianCalendar) throw new FormatException($"\"culture\" {name} has no Gregorian calendar.");
        // Arabic separators only suit Arabic digits; beside 0 to 9 they look like other characters.
        if (hasLatinDigits && culture.NumberFormat.NumberDecimalSeparator == "\u066B") culture.NumberFormat.NumberDecimalSeparator = ".";
        if (hasLatinDigits && culture.NumberFormat.NumberGroupSeparator == "\u066C") culture.NumberFormat.NumberGroupSeparator = ",";
        culture.DateTimeFormat.AMDesignator = culture.DateTimeFormat.AMDesignator.ToLower(culture);
        culture.DateTimeFormat.PMDesignator = culture.DateTimeFormat.PMDesignator.ToLower(culture);
        return CultureInfo.ReadOnly(culture);
    }
}

/// <summary>An npm font package and the subset that a language needs.</summary>
internal sealed record LanguageFont(string Package, string Subset);
