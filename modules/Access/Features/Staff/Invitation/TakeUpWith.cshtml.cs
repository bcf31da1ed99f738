using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace WorkWell.Access;

/// <summary>
/// Takes up an invitation as somebody whom another sign-in service knows. The way there is a link, since our policy lets no form lead elsewhere; the invitation
/// travels with it as a hash, encrypted.
/// </summary>
[AllowAnonymous]
internal sealed class TakeUpWithModel(Members members, IReadOnlyList<SignInProvider> providers) : AccessPage
{
    public SignInProvider Provider { get; private set; } = null!;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (providers.FirstOrDefault(one => one.Key == (string?)RouteData.Values["provider"]) is not { } provider)
        {
            context.Result = NotFound();
            return;
        }
        Provider = provider;
        if (await members.InvitedAsync(InvitationCookie.Cookie.Read(HttpContext), Now, HttpContext.RequestAborted) is null)
        {
            context.Result = LocalRedirect("/staff/invitation");
            return;
        }
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnGetGoAsync()
    {
        if (!await ProviderScheme.IsThereAsync(HttpContext, Provider)) return LocalRedirect(SignInWith.FailedPath);
        var hash = Convert.ToHexString(StaffLink.Hash(InvitationCookie.Cookie.Read(HttpContext)!));
        return Challenge(new AuthenticationProperties { Items = { [ProviderScheme.Invites] = hash } }, Provider.Scheme);
    }
}
