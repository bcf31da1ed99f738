using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>The form is gone: it was left too long, or opened elsewhere. Nothing of it is shown.</summary>
[AllowAnonymous]
internal sealed class FormExpiredModel : QuestionPage
{
    public string Start => $"/refer/{RouteData.Values["referralSource"]}";

    public IActionResult OnGet() => StoredKeys<ReferralSource>.TryRead(RouteData.Values["referralSource"] as string) is null ? NotFound() : Page();
}
