using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Where the link of a saved form leads. Only the button opens it: programs that look at links in mail press no buttons.</summary>
[AllowAnonymous]
internal sealed class GoOnWithFormModel(DraftLinks links, DraftStore drafts) : QuestionPage
{
    public bool IsGone { get; private set; }

    public async Task<IActionResult> OnPostAsync(string key, CancellationToken cancellationToken)
    {
        if (await links.OpenAsync(key, cancellationToken) is not { } opened)
        {
            IsGone = true;
            return Page();
        }
        var draft = await drafts.FindAsync(opened.ReferralSource, opened.Key, cancellationToken);
        FormCookie.Keep(HttpContext, opened.ReferralSource, opened.Key, draft?.Answers ?? new());
        return Redirect($"/refer/{ReferralSourceKeys.Of(opened.ReferralSource)}/{ReferralFlow.CheckAnswers}");
    }
}
