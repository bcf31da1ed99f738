using Microsoft.AspNetCore.Mvc;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>The person changes the language in which we write to them.</summary>
internal sealed class ChangeLanguageModel(OwnChanges changes) : VerifiedSessionPage
{
    [BindProperty]
    public string? Language { get; set; }

    public IEnumerable<Choice> Languages =>
        T.Languages.Select(language =>
        new Choice { Value = language.Tag, Text = new Text(language.Name) { Language = language.Tag, Direction = language.Direction } });

    public void OnGet() => Language = Person.Language;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (ReadChoice(nameof(Language), Language, T.Languages.Select(language => language.Tag), T["refer.language-missing"]) is not { } tag) return Page();
        await changes.ChangeAsync(VerifiedSession, Referral, new() { Language = tag }, cancellationToken);
        return Redirect($"{Status}?changed=language");
    }
}
