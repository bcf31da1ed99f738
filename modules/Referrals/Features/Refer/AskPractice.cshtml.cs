using Microsoft.AspNetCore.Mvc;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>
/// Which GP practice are you with? Asked for the place by those who give no postcode, and later, to be left out or not, by everybody else. It is searched by
/// name or postcode; what was searched is never in an address.
/// </summary>
internal sealed class AskPracticeModel(IPlaces places) : ReferPage
{
    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? Practice { get; set; }

    /// <summary>Sent with a list of practices, so choosing none is an error.</summary>
    [BindProperty]
    public string? Shown { get; set; }

    public IReadOnlyList<Choice> Found { get; private set; } = [];

    public Text Ask => Say(Key);

    public Text Help => Say(Key + "-hint");

    public bool MayBeLeft => Key == "gp";

    protected override string Key => (string)RouteData.Values["question"]!;

    protected override void Show(DraftAnswers answers)
    {
        Practice = answers.Given.Practice;
        Words = PracticeChoice.NameOf(places, Practice);
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        var words = ReadText(nameof(Words), Words, TextKind.Line, 100, MayBeLeft ? null : T["refer.practice-missing"]);
        if (HasErrors) return null;
        if (words is null || Practice == PracticeChoice.NoneOfThese) return answers => answers.Give(given => given with { Practice = null });

        Found = PracticeChoice.Find(places, T, words);
        // Whoever writes the code of a practice has chosen it.
        if (Found.FirstOrDefault(choice => string.Equals(choice.Value, words, StringComparison.OrdinalIgnoreCase)) is { Value: { } code }) Practice = code;
        if (Found.Any(choice => choice.Value == Practice) && Practice is not null) return answers => answers.Give(given => given with { Practice = Practice });
        if (Found.Count == 0) AddError(nameof(Words), T[MayBeLeft ? "refer.gp-not-found" : "refer.practice-not-found"]);
        else if (Shown is not null) AddError(nameof(Practice), T["refer.practice-choose"]);
        return null;
    }

    // After a change of language, and when the page is come back to, the list is there again.
    protected override Task ShowAsync(CancellationToken cancellationToken)
    {
        if (Found.Count == 0 && TextSanitizer.Clean(Words, TextKind.Line, 100).Text is { } words) Found = PracticeChoice.Find(places, T, words);
        return Task.CompletedTask;
    }
}
