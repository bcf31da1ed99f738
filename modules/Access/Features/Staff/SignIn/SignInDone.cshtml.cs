using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace WorkWell.Access;

/// <summary>Goes on by itself to where somebody wanted to go, from a page of ours, so that the session's cookie comes along.</summary>
[AllowAnonymous]
internal sealed class SignInDoneModel : AccessPage
{
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    public string Next => GoingOn(To);

    public void OnGet() => Response.Headers["Refresh"] = "0; url=" + Next;
}
