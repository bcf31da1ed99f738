using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Where the link of an offer leads. Only the button opens it: programs that look at links in mail press no buttons.</summary>
[AllowAnonymous]
internal sealed class OpenOfferModel(OfferLinks links, TimeProvider clock) : QuestionPage
{
    public bool IsGone { get; private set; }

    public void OnGet(string key) => IsGone = links.Open(key) is null;

    public IActionResult OnPost(string key)
    {
        if (links.Open(key) is not { } link)
        {
            IsGone = true;
            return Page();
        }
        var until = clock.GetUtcNow() + OfferCookie.Lasts;
        OfferCookie.Own.Keep(HttpContext, links.Seal(link with { ExpiresAt = until < link.ExpiresAt ? until : link.ExpiresAt }));
        return Redirect("/offer");
    }
}
