using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using WorkWell.People.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>A page that shows or changes the reader's own referral, once a code has opened it.</summary>
internal abstract class VisitPage : AnswerPage
{
    public const string Status = "/my-referral/status";

    public OwnVisit Visit { get; private set; } = null!;

    public Referral Referral { get; private set; } = null!;

    public ContactCard Person { get; private set; } = null!;

    /// <inheritdoc/>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var stop = HttpContext.RequestAborted;
        if (await Get<VisitStore>().FindAsync(VisitCookie.Read(HttpContext), stop) is not { } visit || await Get<ReferralStore>().ReadAsync(visit.Actor, visit.ReferralId, stop) is not { } referral)
        {
            VisitCookie.Forget(HttpContext);
            context.Result = Redirect("/my-referral");
            return;
        }
        (Visit, Referral) = (visit, referral);
        Person = (await Get<IPeople>().ContactsAsync(visit.Actor, [referral.PersonId], stop))[referral.PersonId];
        await base.OnPageHandlerExecutionAsync(context, next);
    }
}

/// <summary>Holds the key of a visit for as long as the browser is open, out of reach of scripts and of other places.</summary>
internal static class VisitCookie
{
    private const string Name = "workwell-my-referral";

    public static ReaderCookie Own { get; } = new(Name, "/my-referral");

    public static string? Read(HttpContext http) => http.Request.Cookies[Name];

    public static void Keep(HttpContext http, string key) => http.Response.Cookies.Append(Name, key, Options(http));

    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http));

    private static CookieOptions Options(HttpContext http) => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = Own.Path, IsEssential = true };
}
