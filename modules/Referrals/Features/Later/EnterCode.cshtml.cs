using System.Globalization;
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
        var typed = ReadText(nameof(Code), Code, TextKind.Line, 40, T["later.code-missing"]);
        if (HasErrors) return Page();
        // People copy codes with spaces, and type them in the digits of their own script.
        var digits = string.Concat(
            typed!.Select(letter => CharUnicodeInfo.GetDecimalDigitValue(letter)).Where(digit => digit >= 0)
            .Select(digit => digit.ToString(CultureInfo.InvariantCulture)));
        if (await visits.OpenAsync(VerifiedSessionCookie.Read(HttpContext), digits, cancellationToken) is { } key)
        {
            VerifiedSessionCookie.Keep(HttpContext, key);
            return Redirect(VerifiedSessionPage.Status);
        }
        AddError(nameof(Code), T["later.code-wrong"]);
        return Page();
    }
}
