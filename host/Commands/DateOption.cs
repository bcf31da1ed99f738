using System.CommandLine;
using System.Globalization;

namespace WorkWell.Host.Commands;

/// <summary>An option that takes a day.</summary>
internal static class DateOption
{
    public static Option<DateOnly?> Create(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            result.AddError($"{name} takes a day such as 2026-09-07, not \"{text}\".");
            return null;
        },
    };
}
