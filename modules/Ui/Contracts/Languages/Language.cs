using System.Globalization;

namespace WorkWell.Ui.Contracts;

/// <summary>A language of the pages: a folder under <c>config/texts</c>, described by its <c>language.json</c>.</summary>
public sealed record Language
{
    /// <summary>The language tag and folder name, such as "gu".</summary>
    public required string Tag { get; init; }

    /// <summary>The language's own name.</summary>
    public required string Name { get; init; }

    /// <summary>The English name, for administrators.</summary>
    public required string EnglishName { get; init; }

    /// <summary>"ltr" or "rtl".</summary>
    public required string Direction { get; init; }

    /// <summary>The culture for dates and numbers; always with the Gregorian calendar.</summary>
    public required CultureInfo Culture { get; init; }

    /// <summary>The date format, such as "d MMMM yyyy".</summary>
    public required string DatePattern { get; init; }

    /// <summary>The time format, such as "h:mmtt".</summary>
    public required string TimePattern { get; init; }

    /// <summary>The ten digits, if not 0 to 9.</summary>
    public string? Digits { get; init; }

    /// <summary>Whether it is written from right to left.</summary>
    public bool IsRightToLeft => Direction == "rtl";

    /// <summary>The source language of all translations, and the fallback.</summary>
    public const string Source = "en";

    /// <summary>The English name of any language: colleagues read English.</summary>
    /// <param name="tag">The language's tag, such as "ur".</param>
    /// <returns>Its name; the tag itself where nobody knows it.</returns>
    public static string EnglishNameOf(string tag)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag, predefinedOnly: true).EnglishName;
        }
        catch (CultureNotFoundException)
        {
            return tag;
        }
    }
}
