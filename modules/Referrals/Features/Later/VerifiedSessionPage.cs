using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
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

    /// <summary>How the team that has the referral can be reached.</summary>
    public AreaContact ServiceContact => Get<AreaContacts>().Of(Referral.Area);

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
        PageArea.Set(ViewData, Get<AreaContacts>().Serving(referral.Area));
        Person = (await Get<IPeople>().ContactsAsync(session.Actor, [referral.PersonId], stop))[referral.PersonId];
        await base.OnPageHandlerExecutionAsync(context, next);
    }
}

/// <summary>Stores the session key in a cookie.</summary>
internal static class VerifiedSessionCookie
{
    public static ReaderCookie Own { get; } = new("workwell-my-referral");

    public static string? Read(HttpContext http) => Own.Read(http);

    public static void Keep(HttpContext http, string key) => Own.Keep(http, key);

    public static void Forget(HttpContext http) => Own.Forget(http);
}
