using Microsoft.AspNetCore.Mvc;

namespace WorkWell.Referrals;

/// <summary>Takes the code that was sent to a new e-mail address. The change is made only then.</summary>
internal sealed class ConfirmAddressModel(OwnChanges changes, ContactConfirmations confirmations) : VerifiedSessionPage
{
    public const string Address = "/my-referral/confirm";

    [BindProperty]
    public string? Code { get; set; }

    public string NewAddress { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) ? Page() : Redirect("/my-referral/contact");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return Redirect("/my-referral/contact");
        if (ReadCode(nameof(Code), Code) is not { } digits) return Page();
        if (await confirmations.ConfirmAsync(VerifiedSessionCookie.Read(HttpContext), VerifiedSession, digits, cancellationToken) is not { } wanted)
        {
            AddError(nameof(Code), T["later.code-wrong"]);
            return Page();
        }
        await changes.ChangeAsync(
            VerifiedSession, Referral, wanted.Contact, cancellationToken, wanted.OldIsUnsafe ? [] : OwnChanges.Replaced(Person, wanted.Contact));
        return Redirect($"{Status}?changed=contact");
    }

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (await confirmations.WaitingAsync(VerifiedSessionCookie.Read(HttpContext), VerifiedSession, cancellationToken) is not { } wanted) return false;
        NewAddress = wanted.Contact.Email!;
        return true;
    }
}
