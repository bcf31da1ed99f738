using Microsoft.AspNetCore.Mvc;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Asks for a code with the reference and one thing that shows whose it is. The answer is the same whether or not there is such a referral.</summary>
internal sealed class OpenMyReferralModel(VerifiedSessionStore visits) : AnswerPage
{
    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public string? Proof { get; set; }

    [BindProperty]
    public DateAnswer BornOn { get; set; } = new();

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var typed = ReadText(nameof(Reference), Reference, TextKind.Line, 40, T["later.reference-missing"]);
        string? reference = null;
        if (typed is not null && !ReferralReference.TryRead(typed, out reference)) AddError(nameof(Reference), T["later.reference-wrong"]);
        var details = ReadProof();
        if (HasErrors) return Page();

        VerifiedSessionCookie.Keep(HttpContext, await visits.AskAsync(reference, details, cancellationToken));
        return Redirect("/my-referral/code");
    }

    private OwnDetails ReadProof()
    {
        // Without scripts every box is visible: the one filled in is the choice.
        Proof ??= !BornOn.IsEmpty ? "birth-date" : !string.IsNullOrWhiteSpace(Email) ? "email" : !string.IsNullOrWhiteSpace(Phone) ? "phone" : null;
        return ReadChoice(nameof(Proof), Proof, ["birth-date", "email", "phone"], T["later.proof-missing"]) switch
        {
            "birth-date" => new() { BornOn = ReadDate(nameof(BornOn), BornOn, T["later.birth-date-missing"]) },
            "email" => new() { Email = ReadEmail(nameof(Email), Email, T["refer.email-missing"]) },
            "phone" => new() { Phone = ReadPhone(nameof(Phone), Phone, T["refer.phone-missing"]) },
            _ => new(),
        };
    }
}
