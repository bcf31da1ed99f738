using Microsoft.AspNetCore.Mvc;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Where the link of a saved form leads. Only the button uses the link up: programs that look at links in mail press no buttons.</summary>
internal sealed class GoOnWithFormModel(DraftLinks links) : QuestionPage
{
    public bool IsGone { get; private set; }

    public async Task<IActionResult> OnPostAsync(string key, CancellationToken stop)
    {
        if (await links.OpenAsync(key, stop) is not { } opened)
        {
            IsGone = true;
            return Page();
        }
        FormCookie.Keep(HttpContext, opened.Door, opened.Key);
        return Redirect($"/refer/{DoorKeys.Of(opened.Door)}/{ReferralFlow.CheckAnswers}");
    }
}
