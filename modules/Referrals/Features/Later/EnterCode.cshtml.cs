using Microsoft.AspNetCore.Mvc;

namespace WorkWell.Referrals;

/// <summary>Takes the code that was sent.</summary>
internal sealed class EnterCodeModel(VerifiedSessionStore visits) : AnswerPage
{
    [BindProperty]
    public string? Code { get; set; }

    public IActionResult OnGet() => VerifiedSessionCookie.Read(HttpContext) is null ? Redirect("/my-referral") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (ReadCode(nameof(Code), Code) is not { } digits) return Page();
        if (await visits.OpenAsync(VerifiedSessionCookie.Read(HttpContext), digits, cancellationToken) is { } key)
        {
            VerifiedSessionCookie.Keep(HttpContext, key);
            return Redirect(VerifiedSessionPage.Status);
        }
        AddError(nameof(Code), T["later.code-wrong"]);
        return Page();
    }
}
