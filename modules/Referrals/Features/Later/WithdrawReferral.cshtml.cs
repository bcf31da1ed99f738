using Microsoft.AspNetCore.Mvc;

namespace WorkWell.Referrals;

/// <summary>The person withdraws. Nothing more is sent but a word that says so.</summary>
internal sealed class WithdrawReferralModel(OwnChanges changes) : VerifiedSessionPage
{
    [BindProperty]
    public string? Sure { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (ReadYesNo(nameof(Sure), Sure, T["later.withdraw-missing"]) is not { } isSure) return Page();
        if (isSure) await changes.WithdrawAsync(VerifiedSession, Referral, cancellationToken);
        return Redirect(isSure ? $"{Status}?changed=withdrawn" : Status);
    }
}
