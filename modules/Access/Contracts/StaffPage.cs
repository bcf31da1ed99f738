using Microsoft.Extensions.DependencyInjection;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access.Contracts;

/// <summary>The base model of a page for staff.</summary>
public abstract class StaffPage : QuestionPage
{
    /// <summary>The area that the address names.</summary>
    public string AreaCode => (string)RouteData.Values["area"]!;

    /// <summary>Who has signed in.</summary>
    protected Actor Caller => HttpContext.Actor();

    /// <summary>The time, in UTC.</summary>
    protected DateTimeOffset Now => HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>Writes a time as London's clocks show it.</summary>
    /// <param name="at">The time.</param>
    /// <returns>Date and time.</returns>
    public Text When(DateTimeOffset at)
    {
        var local = LondonTime.Local(at);
        return T["staff.date-and-time", ("date", T.Date(DateOnly.FromDateTime(local))), ("time", T.Time(TimeOnly.FromDateTime(local)))];
    }

    /// <summary>Reads a text and reports what is wrong with it.</summary>
    /// <param name="field">The property, as <c>nameof(Name)</c>.</param>
    /// <param name="given">The text as typed.</param>
    /// <param name="kind">How strictly it is read.</param>
    /// <param name="max">The most letters that it may have.</param>
    /// <param name="missing">The error of an empty text; null where it may be empty.</param>
    /// <returns>The text; null where it is empty or wrong.</returns>
    protected string? ReadText(string field, string? given, TextKind kind, int max, Text? missing)
    {
        var (text, _, error) = TextSanitizer.Clean(given, kind, max);
        if (error == TextErrorKind.TooLong) AddError(field, T["errors.too-long", ("limit", max)]);
        else if (error is not null) AddError(field, T["errors.not-understood"]);
        else if (text is null && missing is not null) AddError(field, missing);
        return text;
    }
}
