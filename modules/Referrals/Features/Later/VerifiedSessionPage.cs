using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using WorkWell.People.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>A page that shows or changes the reader's own referral, once a code has opened it.</summary>
internal abstract class VerifiedSessionPage : AnswerPage
{
    public const string Status = "/my-referral/status";

    public VerifiedSession VerifiedSession { get; private set; } = null!;

    public Referral Referral { get; private set; } = null!;

    public ContactDetails Person { get; private set; } = null!;

    /// <inheritdoc/>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var stop = HttpContext.RequestAborted;
        if (await Get<VerifiedSessionStore>().FindAsync(VerifiedSessionCookie.Read(HttpContext), stop) is not { } session || await Get<ReferralStore>()
            .ReadAsync(session.Actor, session.ReferralId, stop) is not { } referral)
        {
            VerifiedSessionCookie.Forget(HttpContext);
            context.Result = Redirect("/my-referral");
            return;
        }
        (VerifiedSession, Referral) = (session, referral);
        Person = (await Get<IPeople>().ContactsAsync(session.Actor, [referral.PersonId], stop))[referral.PersonId];
        await base.OnPageHandlerExecutionAsync(context, next);
    }
}

/// <summary>Stores the session key in a browser-session cookie that scripts and other sites cannot read.</summary>
internal static class VerifiedSessionCookie
{
    private const string Name = "workwell-my-referral";

    public static ReaderCookie Own { get; } = new(Name, "/my-referral");

    public static string? Read(HttpContext http) => http.Request.Cookies[Name];

    public static void Keep(HttpContext http, string key) => http.Response.Cookies.Append(Name, key, Options(http));

    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http));

    private static CookieOptions Options(HttpContext http) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = Own.Path, IsEssential = true };
}
