using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using WorkWell.Access.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>Connects somebody's own account with who they are at another sign-in service, or ends that.</summary>
[RequiresStaff]
[AsksAgain]
internal sealed class ConnectProviderModel(IReadOnlyList<SignInProvider> providers, ProviderIdentities identities) : AccessPage
{
    public SignInProvider Provider { get; private set; } = null!;

    /// <summary>Since when they are connected; null: they are not.</summary>
    public Text? BoundAt { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (providers.FirstOrDefault(one => one.Key == (string?)RouteData.Values["provider"]) is not { } provider)
        {
            context.Result = NotFound();
            return;
        }
        Provider = provider;
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnGetGoAsync()
    {
        if (!await ProviderScheme.IsThereAsync(HttpContext, Provider)) return LocalRedirect(SignInWith.FailedPath);
        return Challenge(new AuthenticationProperties { Items = { [ProviderScheme.Binds] = Session.AccountId.ToString("D") } }, Provider.Scheme);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await identities.ReleaseAsync(Session.AccountId, Provider, cancellationToken);
        return LocalRedirect("/staff/account");
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken) =>
        BoundAt = (await identities.OfAsync(Session.AccountId, cancellationToken)).TryGetValue(Provider.Key, out var at) ? When(at) : null;
}
