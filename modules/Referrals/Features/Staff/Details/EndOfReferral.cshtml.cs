using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Staff end a referral, with a reason. Nothing more is sent then.</summary>
[RequiresPermission(Permission.CloseReferrals)]
internal sealed class EndOfReferralModel(EndReferral end) : ReferralPage
{
    [BindProperty]
    public string? Reason { get; set; }

    public IEnumerable<Choice> Reasons => EndReferral.Reasons.Prepend(EndReferral.Withdrawn)
        .Select(reason => new Choice { Value = reason, Text = T[WordsOf(reason)] });

    /// <summary>The text key of a reason.</summary>
    public static string WordsOf(string reason) => "staff.end-" + reason;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        if (Reason != EndReferral.Withdrawn && !EndReferral.Reasons.Contains(Reason))
        {
            AddError(nameof(Reason), T["staff.end-missing"]);
            return Page();
        }
        // Somebody else who ended it first is shown with their reason.
        await end.EndAsync(Caller, Shown.Reference, Reason!, cancellationToken);
        return LocalRedirect(To());
    }
}
