using Microsoft.AspNetCore.Mvc;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>The link was sent. The form can be closed at once on a shared computer.</summary>
internal sealed class FormSavedModel : ReferPage
{
    public DateOnly Until => LondonTime.DateOf(Draft.ExpiresAt);

    public override bool MaySave => false;

    protected override string Key => "saved";

    protected override bool StandsBeside => true;

    protected override void Show(DraftAnswers answers)
    {
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read() => answers => answers;

    protected override Task<IActionResult> SaveAsync(Func<DraftAnswers, DraftAnswers> answer, CancellationToken cancellationToken)
    {
        FormCookie.Forget(HttpContext, ReferralSource);
        return Task.FromResult<IActionResult>(Redirect("/"));
    }
}
