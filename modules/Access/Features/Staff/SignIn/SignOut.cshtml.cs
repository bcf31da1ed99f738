using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace WorkWell.Access;

/// <summary>Ends the session, here and on the server. Another site cannot send it: the session's cookie does not come with its forms.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class SignOutModel : PageModel
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await HttpContext.SignOutAsync(StaffSessionScheme.Name);
        // Not its cookies: by one of them a browser is known again, which keeps strangers' guesses apart from the owner's.
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return LocalRedirect("/staff/sign-out");
    }
}
