using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>The first page of a form: what it is, and the start button.</summary>
[AllowAnonymous]
internal sealed class StartReferralModel(IAreaCatalogue catalogue, DraftStore drafts) : QuestionPage
{
    public ReferralSource ReferralSource { get; private set; }

    /// <summary>The area whose own page led here.</summary>
    public Area? Area { get; private set; }

    /// <summary>Set where the area is closed to this referral source.</summary>
    public ClosedReferralSource? Closed => Area is { } area && !area.IsOpen(ReferralSource) ? new(area, ReferralSource) : null;

    /// <summary>Whether this browser has a form that is not finished.</summary>
    public bool HasForm { get; private set; }

    /// <summary>Asked for by an office that refers often.</summary>
    [BindProperty]
    public string? OnePage { get; set; }

    public string GoOn => $"/refer/{ReferralSourceKeys.Of(ReferralSource)}/{ReferralFlow.CheckAnswers}";

    public Text Say(string entry) => T[FormWords.Key(T, entry, ReferralSource)];

    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (StoredKeys<ReferralSource>.TryRead(RouteData.Values["referralSource"] as string) is { } referralSource)
        {
            ReferralSource = referralSource;
            var code = HttpContext.Request.HasFormContentType ? HttpContext.Request.Form["area"].ToString() : HttpContext.Request.Query["area"].ToString();
            Area = catalogue.Ready.GetValueOrDefault(code);
            return base.OnPageHandlerExecutionAsync(context, next);
        }
        context.Result = NotFound();
        return Task.CompletedTask;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Closed is not null) return Page();
        var answers = new DraftAnswers().Give(given => given with { Area = Area?.Code }).GivePerson(person => person with { Language = T.Language.Tag });
        FormCookie.Keep(HttpContext, ReferralSource,
            await drafts.StartAsync(ReferralSource, Area?.Code ?? WorkWell.Areas.Contracts.Area.National, answers, cancellationToken), answers);
        var first = OnePage is not null && ReferralSource != ReferralSource.Self ? "one-page" : ReferralFlow.All[0].Key;
        return Redirect($"/refer/{ReferralSourceKeys.Of(ReferralSource)}/{first}");
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken) =>
        HasForm = FormCookie.Read(HttpContext, ReferralSource) is { } key
        && await drafts.FindAsync(ReferralSource, key, cancellationToken) is { Reference: null, Answers.Answered.Count: > 0 };
}
