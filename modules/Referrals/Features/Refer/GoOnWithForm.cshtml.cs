using Microsoft.AspNetCore.Mvc;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Where the link of a saved form leads. Only the button uses the link up: programs that look at links in mail press no buttons.</summary>
internal sealed class GoOnWithFormModel(DraftLinks links) : QuestionPage
{
    public bool IsGone { get; private set; }

    public async Task<IActionResult> OnPostAsync(string key, CancellationToken cancellationToken)
    {
        if (await links.OpenAsync(key, cancellationToken) is not { } opened)
        {
            IsGone = true;
            return Page();
        }
        FormCookie.Keep(HttpContext, opened.ReferralSource, opened.Key);
        return Redirect($"/refer/{ReferralSourceKeys.Of(opened.ReferralSource)}/{ReferralFlow.CheckAnswers}");
    }
}
