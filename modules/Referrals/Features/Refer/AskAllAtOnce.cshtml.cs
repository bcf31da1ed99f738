using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Sdk;

namespace WorkWell.Referrals;

/// <summary>
/// The questions of a referrer's form on one page, for offices that refer often. Each question is read by its own page, so rules and checks are the same. What
/// only an area's rules ask, and whatever was left, comes afterwards as in the form of single pages; so does the answer "can we help?".
/// </summary>
internal sealed class AskAllAtOnceModel(IServiceProvider services) : ReferPage
{
    private readonly List<(string Key, ReferPage Page)> parts = [];

    public AskPlaceModel Place { get; private set; } = null!;

    public AskSituationModel Work { get; private set; } = null!;

    public AskHealthModel Health { get; private set; } = null!;

    public AskSafetyModel Safety { get; private set; } = null!;

    public AskReferrerModel Referrer { get; private set; } = null!;

    public AskNameModel Name { get; private set; } = null!;

    public AskBirthDateModel Birth { get; private set; } = null!;

    public AskNhsNumberModel Nhs { get; private set; } = null!;

    public AskContactModel Contact { get; private set; } = null!;

    public AskPhoneCallsModel Calls { get; private set; } = null!;

    public AskReferrerFactModel AtWork { get; private set; } = null!;

    public AskSafeTimesModel Times { get; private set; } = null!;

    public AskLanguageModel Language { get; private set; } = null!;

    public AskSupportModel Support { get; private set; } = null!;

    public AskBarriersModel Barriers { get; private set; } = null!;

    public AskHealthProblemModel Problem { get; private set; } = null!;

    public AskMeetingModel Meeting { get; private set; } = null!;

    public AskPracticeModel Practice { get; private set; } = null!;

    public AskEmployerModel Employer { get; private set; } = null!;

    public AskOccupationalHealthModel Occupational { get; private set; } = null!;

    public AskReferrerFactModel FitNote { get; private set; } = null!;

    public AskAgreementModel Agreement { get; private set; } = null!;

    public AskReferrerFactModel Progress { get; private set; } = null!;

    public AskConsentModel Consent { get; private set; } = null!;

    protected override string Key => "one-page";

    // Somebody who refers themselves is asked one thing at a time, and first of all whether we can help.
    protected override bool Exists => RouteData.Values["referralSource"] as string != ReferralSourceKeys.Of(ReferralSource.Self);

    protected override bool StandsBeside => true;

    /// <summary>Whether a question is asked at this door at all.</summary>
    public bool Asks(string key) => ReferralFlow.All.Any(question => question.Key == key && question.IsAt(ReferralSource));

    protected override void Show(DraftAnswers answers)
    {
        Make();
        foreach (var (_, page) in parts) page.ShowPart();
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        Make();
        var read = new List<(string Key, Func<DraftAnswers, DraftAnswers> Change)>();
        var (answers, isWrong) = (Draft.Answers, false);
        foreach (var (key, page) in parts)
        {
            // Whether a way to reach the person is left can be said once there is one.
            if (!IsAsked(key, answers) || (key == "safe-times" && !answers.Has("contact"))) continue;
            if (page.ReadPart(answers) is { } change)
            {
                read.Add((key, change));
                answers = change(answers).With(key);
            }
            // A GP practice that is not found by one word is asked for on its own page.
            else isWrong |= page is not AskPracticeModel { Found.Count: > 0 };
        }
        return isWrong ? null : given => read.Aggregate(given, (known, one) => one.Change(known).With(one.Key));
    }

    protected override async Task<IActionResult> SaveAsync(Func<DraftAnswers, DraftAnswers> answer, CancellationToken cancellationToken)
    {
        var saved = await Get<DraftStore>().AnswerAsync(
            ReferralSource, FormCookie.Read(HttpContext, ReferralSource), draft => Answered(draft, answer), cancellationToken);
        if (saved is null) return Gone();
        return Redirect(To(saved.Reference is null ? ReferralFlow.For(StateOf(saved)).Next : "done"));
    }

    // After a change of language what was typed is there again.
    protected override Task ShowAsync(CancellationToken cancellationToken)
    {
        if (parts.Count > 0) return Task.CompletedTask;
        Make();
        if (!Request.HasFormContentType) return Task.CompletedTask;
        foreach (var (_, page) in parts) page.FillPart();
        return Task.CompletedTask;
    }

    // What decides is always read; the rest as if the area could help, because the answer to that comes afterwards.
    private bool IsAsked(string key, DraftAnswers answers)
    {
        var question = ReferralFlow.All.First(question => question.Key == key);
        var state = StateOf(Draft with { Answers = answers });
        return question.Decides || question.IsAsked(state with { Asked = state.Asked with { Decision = EligibilityDecision.Eligible() } });
    }

    private void Make()
    {
        parts.Clear();
        Place = Part<AskPlaceModel>("place", nameof(Place));
        Work = Part<AskSituationModel>("situation", nameof(Work));
        Health = Part<AskHealthModel>("health", nameof(Health));
        Safety = Part<AskSafetyModel>("safety", nameof(Safety));
        Referrer = Part<AskReferrerModel>(ReferralFlow.Referrer, nameof(Referrer));
        Name = Part<AskNameModel>("name", nameof(Name));
        Birth = Part<AskBirthDateModel>("birth-date", nameof(Birth));
        Nhs = Part<AskNhsNumberModel>("nhs-number", nameof(Nhs));
        Contact = Part<AskContactModel>("contact", nameof(Contact));
        Calls = Part<AskPhoneCallsModel>("phone-calls", nameof(Calls));
        AtWork = Part<AskReferrerFactModel>(ReferralFlow.KeyOf(ReferrerFact.ContactAtWork), nameof(AtWork), ("fact", ReferrerFact.ContactAtWork.Key));
        Times = Part<AskSafeTimesModel>("safe-times", nameof(Times));
        Language = Part<AskLanguageModel>("language", nameof(Language));
        Support = Part<AskSupportModel>("support", nameof(Support));
        Barriers = Part<AskBarriersModel>("barriers", nameof(Barriers));
        Problem = Part<AskHealthProblemModel>("health-problem", nameof(Problem));
        Meeting = Part<AskMeetingModel>("meeting", nameof(Meeting));
        Practice = Part<AskPracticeModel>("gp", nameof(Practice), ("question", "gp"));
        Employer = Part<AskEmployerModel>("employer", nameof(Employer));
        Occupational = Part<AskOccupationalHealthModel>("occupational-health", nameof(Occupational));
        FitNote = Part<AskReferrerFactModel>(ReferralFlow.KeyOf(ReferrerFact.FitNote), nameof(FitNote), ("fact", ReferrerFact.FitNote.Key));
        Agreement = Part<AskAgreementModel>("agreement", nameof(Agreement));
        Progress = Part<AskReferrerFactModel>(ReferralFlow.KeyOf(ReferrerFact.Progress), nameof(Progress), ("fact", ReferrerFact.Progress.Key));
        Consent = Part<AskConsentModel>("consent", nameof(Consent));
    }

    private T Part<T>(string key, string name, params ReadOnlySpan<(string Name, string Value)> route)
        where T : ReferPage
    {
        var page = ActivatorUtilities.CreateInstance<T>(services);
        page.BeIn(this, name, route);
        if (Asks(key)) parts.Add((key, page));
        return page;
    }
}
