using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Staff say whether whoever sent a waiting referral is who they say.</summary>
[RequiresPermission(Permission.ConfirmReferrers)]
internal sealed class LookWhoReferredModel(ConfirmReferrer confirm) : ReferralPage
{
    /// <summary>"yes" or "no".</summary>
    [BindProperty]
    public string? Genuine { get; set; }

    /// <summary>What somebody else did meanwhile.</summary>
    public Text? Note { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        if (Genuine is not ("yes" or "no"))
        {
            AddError(nameof(Genuine), T["staff.referrer-genuine-missing"]);
            return Page();
        }
        if (await confirm.AnswerAsync(Caller, Shown.Reference, Genuine == "yes", cancellationToken) is null) return LocalRedirect(To());
        Note = T["staff.referral-changed"];
        return await FindAsync(cancellationToken) ? Page() : NotFound();
    }
}
