using WorkWell.Areas.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>GP practices that match the search, to choose from.</summary>
internal static class PracticeChoice
{
    public const string NoneOfThese = "none";
    private const int Max = 10;

    public static IReadOnlyList<Choice> Find(IPlaces places, ITexts texts, string words)
    {
        var found = places.SearchPractices(words, Max);
        if (found.Count == 0) return [];
        return
        [
            .. found.Select(practice =>
            new Choice { Value = practice.Practice.Code!, Text = texts.Latin(Name(practice.Name)), Hint = texts.Latin(practice.Postcode) }),
            new Choice { Divider = texts["common.or"] },
            new Choice { Value = NoneOfThese, Text = texts["common.none-of-these"] },
        ];
    }

    /// <summary>The name of a practice by its code, as it is shown; null when it is not known.</summary>
    public static string? NameOf(IPlaces places, string? code) =>
        code is null ? null : places.SearchPractices(code, Max).FirstOrDefault(practice => practice.Practice.Code == code) is { } found ? Name(found.Name)
        : code;

    // The official file shouts.
    private static string Name(string name) => System.Globalization.CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name.ToLowerInvariant());
}
