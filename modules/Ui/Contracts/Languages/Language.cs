using System.Globalization;

namespace WorkWell.Ui.Contracts;

/// <summary>A language that pages can be read in: one folder under <c>config/texts</c>, described by its <c>language.json</c>.</summary>
public sealed record Language
{
    /// <summary>Its tag, which is the folder's name, such as "gu".</summary>
    public required string Tag { get; init; }

    /// <summary>Its name in its own words.</summary>
    public required string Name { get; init; }

    /// <summary>Its name in English, for those who keep the service.</summary>
    public required string EnglishName { get; init; }

    /// <summary>"ltr" or "rtl".</summary>
    public required string Direction { get; init; }

    /// <summary>How it writes dates and numbers; always with the Gregorian calendar.</summary>
    public required CultureInfo Culture { get; init; }

    /// <summary>How a date is written, such as "d MMMM yyyy".</summary>
    public required string DatePattern { get; init; }

    /// <summary>How a time of day is written, such as "h:mmtt".</summary>
    public required string TimePattern { get; init; }

    /// <summary>Its ten digits where they are not 0 to 9.</summary>
    public string? Digits { get; init; }

    /// <summary>Whether it is written from right to left.</summary>
    public bool IsRightToLeft => Direction == "rtl";

    /// <summary>The language all others are translated from and fall back to.</summary>
    public const string Source = "en";
}
