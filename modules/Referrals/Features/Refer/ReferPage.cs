using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>
/// One page of the form of any referral source. It loads the form, follows the order of <see cref="ReferralFlow"/>, stores this page's answer and continues.
/// A page itself only shows and reads its answer.
/// </summary>
[PageOfForm]
internal abstract class ReferPage : AnswerPage
{
    public ReferralSource ReferralSource { get; private set; }

    public Draft Draft { get; private set; } = null!;

    public ReferralFlow Flow { get; private set; } = null!;

    public NewReferral Given => Draft.Answers.Given;

    /// <summary>The page's key in the flow.</summary>
    protected abstract string Key { get; }

    /// <summary>Whether the reader may put the form aside here.</summary>
    public virtual bool MaySave => Flow is not null && Get<PublicAddress>().Of(Request, "/") is not null;

    /// <summary>Whether the page stands beside the questions, such as the one that puts the form aside.</summary>
    protected virtual bool StandsBeside => false;

    /// <summary>Whether there is such a page here at all.</summary>
    protected virtual bool Exists => true;

    /// <summary>Where "back" leads.</summary>
    public string Back => Flow.Before(Key) is { } before ? To(before) : $"/refer/{ReferralSourceKeys.Of(ReferralSource)}";

    /// <summary>The address of a page of this form.</summary>
    public string To(string page) => $"/refer/{ReferralSourceKeys.Of(ReferralSource)}/{page}";

    /// <summary>
    /// Words of the form. Who refers somebody else reads them about "the person": an entry with "@" and the door's key, such as "place@employer", comes
    /// before one that ends in "-them", and that before the plain one.
    /// </summary>
    public Text Say(string entry, params ReadOnlySpan<(string Name, object Value)> values) => T[FormWords.Key(T, entry, ReferralSource), values];

    /// <summary>How the area's team can be reached, or the national desk while the area is not known.</summary>
    public AreaContact ServiceContact => Get<AreaContacts>().Of(Flow.State.Asked.Place.AreaCode);

    /// <summary>What somebody who is not safe needs help with.</summary>
    public SafetyConcern Concern => Given.Safety.IsInDanger == true ? SafetyConcern.OtherPerson : SafetyConcern.SelfHarm;

    /// <summary>Words that promise when a person looks: today, or on the next day on which its team reads what comes, in words that end in "-on".</summary>
    public Text SayWhenLookedAt(string entry)
    {
        var now = Get<TimeProvider>().GetUtcNow();
        var calendar = Get<WorkingCalendar>();
        var day = LondonTime.DateOf(ServiceContact.TeamHours is { } hours
            ? calendar.NextWithin(now, new(hours.From, hours.Until), hours.IsEveryDay) : calendar.NextOfficeHour(now));
        return day == LondonTime.DateOf(now) ? Say(entry) : Say(entry + "-on", ("date", day));
    }

    /// <summary>Shows what was answered before.</summary>
    public void OnGet() => Show(Draft.Answers);

    /// <summary>Takes the answer and goes on.</summary>
    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var answer = Read();
        return HasErrors || answer is null ? Task.FromResult<IActionResult>(Page()) : SaveAsync(answer, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await OpenAsync(HttpContext.RequestAborted) is { } elsewhere) context.Result = elsewhere;
        else await base.OnPageHandlerExecutionAsync(context, next);
    }

    /// <summary>Puts what was answered before into the fields.</summary>
    protected abstract void Show(DraftAnswers answers);

    /// <summary>Reads the fields and reports errors; otherwise returns the change to the answers. Null: show the page again.</summary>
    protected abstract Func<DraftAnswers, DraftAnswers>? Read();

    /// <summary>Keeps an answer and goes on to what has not been answered yet.</summary>
    protected virtual async Task<IActionResult> SaveAsync(Func<DraftAnswers, DraftAnswers> answer, CancellationToken cancellationToken)
    {
        if (!Flow.Steps.Contains(Key)) return Redirect(To(Flow.Next));
        var saved = await Get<DraftStore>().AnswerAsync(
            ReferralSource, FormCookie.Read(HttpContext, ReferralSource), draft => Answered(draft, answer), cancellationToken);
        if (saved is null) return Gone();
        FormCookie.Keep(HttpContext, ReferralSource, FormCookie.Read(HttpContext, ReferralSource)!, saved.Answers);
        return Redirect(To(saved.Reference is null ? ReferralFlow.For(StateOf(saved)).Next : "done"));
    }

    /// <summary>What the browser may fill into a field about the person: something only where the person is the reader.</summary>
    public string Fill(string what) => ReferralSource == ReferralSource.Self ? what : "off";

    protected FlowState StateOf(Draft draft)
    {
        var asked = Get<AskArea>().Ask(draft.Answers.Given, ReferralSource);
        return new(ReferralSource, draft.Answers, asked, asked.Area is { } area ? Get<AreaPhrases>().Asked(area, ReferralSource) : []);
    }

    protected IActionResult Gone()
    {
        FormCookie.Forget(HttpContext, ReferralSource);
        return Redirect(To("expired"));
    }

    private async Task<IActionResult?> OpenAsync(CancellationToken cancellationToken)
    {
        if (StoredKeys<ReferralSource>.TryRead(RouteData.Values["referralSource"] as string) is not { } referralSource || !Exists) return NotFound();
        ReferralSource = referralSource;
        if (FormCookie.Read(HttpContext, referralSource) is not { } key) return Redirect($"/refer/{ReferralSourceKeys.Of(referralSource)}");
        if (await Get<DraftStore>().FindAsync(referralSource, key, cancellationToken) is not { } draft) return Gone();
        if (draft.Reference is not null) return Redirect(To("done"));
        Draft = draft;
        Flow = ReferralFlow.For(StateOf(draft));
        PageArea.Set(ViewData, Flow.State.Area?.Code);
        if (StandsBeside) return null;
        if (Key != ReferralFlow.CheckAnswers && !Flow.Knows(Key)) return NotFound();
        return HttpMethods.IsPost(Request.Method) || Flow.MayShow(Key) ? null : Redirect(To(Flow.Next));
    }

    /// <summary>Makes this page a part of one that asks several questions at once: its fields are those of the whole page, under a name of its own.</summary>
    internal void BeIn(ReferPage whole, string name, params ReadOnlySpan<(string Name, string Value)> route)
    {
        var data = new RouteData(whole.RouteData);
        foreach (var (key, value) in route) data.Values[key] = value;
        PageContext = new PageContext(new ActionContext(whole.HttpContext, data, whole.PageContext.ActionDescriptor));
        (ReferralSource, FieldPrefix) = (whole.ReferralSource, name + ".");
        StandAt(whole.Draft);
    }

    /// <summary>Shows, in a part, what was answered before.</summary>
    internal void ShowPart() => Show(Draft.Answers);

    /// <summary>Reads, in a part, what was sent, as its own page would; null where something is wrong or has to be asked again.</summary>
    internal Func<DraftAnswers, DraftAnswers>? ReadPart(DraftAnswers answers)
    {
        StandAt(Draft with { Answers = answers });
        FillPart();
        var read = Read();
        return HasErrors ? null : read;
    }

    /// <summary>Puts what was sent into the fields of a part.</summary>
    internal void FillPart()
    {
        var form = Request.Form;
        foreach (var property in GetType().GetProperties().Where(property => property.IsDefined(typeof(BindPropertyAttribute), false)))
        {
            var name = FieldPrefix + property.Name;
            if (property.PropertyType == typeof(string)) property.SetValue(this, form[name].FirstOrDefault() is { Length: > 0 } text ? text : null);
            else if (property.PropertyType == typeof(string[])) property.SetValue(this, form[name].OfType<string>().ToArray());
            else property.SetValue(this, new DateAnswer { Day = form[name + ".Day"], Month = form[name + ".Month"], Year = form[name + ".Year"] });
        }
    }

    private void StandAt(Draft draft) => (Draft, Flow) = (draft, ReferralFlow.For(StateOf(draft)));

    // What an area says may change with any answer: then the reader sees it again before anything personal is asked.
    protected Draft Answered(Draft draft, Func<DraftAnswers, DraftAnswers> answer)
    {
        var before = StateOf(draft);
        var answers = answer(draft.Answers).With(Key);
        if (!answers.Has("language")) answers = answers.GivePerson(person => person with { Language = T.Language.Tag });
        var after = StateOf(draft with { Answers = answers });
        if (!after.Asked.SaysTheSameAs(before.Asked)) answers = answers.Without(ReferralFlow.CanWeHelp);
        return draft with { Area = after.Asked.Place.AreaCode, Answers = answers };
    }
}

/// <summary>Stores the key of a form in a cookie for one referral source.</summary>
internal static class FormCookie
{
    public static ReaderCookie Of(ReferralSource referralSource) => new($"workwell-referral-{ReferralSourceKeys.Of(referralSource)}");

    public static string? Read(HttpContext http, ReferralSource referralSource) => Of(referralSource).Read(http);

    /// <summary>
    /// Keeps the key. A phone closes its browser in the middle of a form, so there it outlives the browser as long as an unfinished form is stored; but not
    /// where somebody is not safe, because whoever picks the phone up would find the form.
    /// </summary>
    public static void Keep(HttpContext http, ReferralSource referralSource, string key, DraftAnswers answers) => Of(referralSource).Keep(
        http, key, ReaderCookie.IsOnPhone(http) && !answers.Given.Safety.NeedsSomebodyToday() ? Draft.Waits : null);

    public static void Forget(HttpContext http, ReferralSource referralSource) => Of(referralSource).Forget(http);
}
