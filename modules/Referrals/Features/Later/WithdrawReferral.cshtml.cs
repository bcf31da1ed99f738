using Microsoft.AspNetCore.Mvc;

namespace WorkWell.Referrals;

/// <summary>The person withdraws. Nothing more is sent but a word that says so.</summary>
internal sealed class WithdrawReferralModel(OwnChanges changes) : VisitPage
{
    [BindProperty]
    public string? Sure { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (ReadYesNo(nameof(Sure), Sure, T["later.withdraw-missing"]) is not { } isSure) return Page();
        if (isSure) await changes.WithdrawAsync(Visit, Referral, stop);
        return Redirect(Status);
    }
}
