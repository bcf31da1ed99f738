using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Referrals;

/// <summary>One page of the form.</summary>
/// <param name="Key">Its key, and its address below the referral source: "place", "fact/right-to-work".</param>
/// <param name="IsAsked">Whether it is asked, given the answers so far.</param>
internal sealed record Question(string Key, Func<FlowState, bool> IsAsked)
{
    /// <summary>The referral sources at which it exists. Empty: all.</summary>
    public IReadOnlyList<ReferralSource> ReferralSources { get; init; } = [];

    /// <summary>Whether it comes before "can we help you?", so the area's rules can use it.</summary>
    public bool Decides { get; init; }

    public bool IsAt(ReferralSource referralSource) => ReferralSources.Count == 0 || ReferralSources.Contains(referralSource);
}

/// <summary>
/// What the choice of questions depends on: the referral source, the answers so far, the area's rules and those of its own questions that have words for this
/// source.
/// </summary>
internal sealed record FlowState(ReferralSource ReferralSource, DraftAnswers Answers, AreaAnswer Asked, IReadOnlyList<ExtraQuestion> Own)
{
    public Area? Area => Asked.Area;

    public WorkSituation? Situation => Answers.Given.Work.Situation;

    public bool HasWork => Situation is WorkSituation.InWork or WorkSituation.OffSick;

    /// <summary>Whether an area's rules are to be asked a question's facts: while they are open, or where it was answered before.</summary>
    public bool Decides(string key, Func<RequiredFacts, bool> uses)
    {
        if (Area is not { } area) return false;
        var questions = new RequiredFacts(area.Eligibility, Asked.Facts, Asked.Decision);
        return (questions.IsOpen || Answers.Has(key)) && uses(questions);
    }
}

/// <summary>
/// The one form of all referral sources: which questions are asked, in which order, given the source, the area and the answers so far. Answered questions
/// are skipped, so a changed answer leads straight to the questions it makes necessary.
/// </summary>
internal sealed class ReferralFlow
{
    public const string OtherArea = "other-area";
    public const string ReferralSourceClosed = "door-closed";
    public const string CanWeHelp = "can-we-help";
    public const string CheckAnswers = "check-answers";
    public const string Referrer = "referrer";
    private const string AreaQuestion = "area-question/";

    private static readonly ReferralSource[] Self = [ReferralSource.Self];
    private static readonly ReferralSource[] AllButEmployers =
        [ReferralSource.Self, ReferralSource.PrimaryCare, ReferralSource.Jobcentre, ReferralSource.LocalService];

    private ReferralFlow(FlowState state, IReadOnlyList<string> steps)
    {
        State = state;
        Steps = steps;
    }

    /// <summary>
    /// The sources that say what is wrong with somebody's health, on the form, through the API and in a file. An employer hears nothing
    /// of it, and is not asked.
    /// </summary>
    public static IReadOnlyList<ReferralSource> MayTellOfHealth => AllButEmployers;

    /// <summary>Every question of the form that needs no area to know of it, in order. An area's own come where <see cref="For"/> puts them.</summary>
    public static IReadOnlyList<Question> All { get; } =
    [
        new("place", _ => true) { Decides = true },
        new("practice", state => state.Answers.PlaceWay == PlaceWay.Practice) { Decides = true },
        new("area", state => state.Answers.Has("area")
        || (state.Answers.Given.Area is null && state.Asked.Place.WhyNone is { Code: "place-unknown" })) { Decides = true },
        new(OtherArea, state => state.Answers.Given.Area is { } asked && state.Asked.Serving is { } serving && serving.Code != asked) { Decides = true },
        new(ReferralSourceClosed, state => state.Asked.ReferralSourceIsClosed) { Decides = true },
        new("situation", _ => true) { Decides = true },
        new("health", state => state.Area is null || state.Decides("health", questions => questions.UseHealth)) { Decides = true },
        new("safety", _ => true) { Decides = true },
        new("get-help-now", state => state.Answers.Given.Safety.NeedsSomebodyToday()) { Decides = true },
        new("weeks-out-of-work",
        state => state.Situation == WorkSituation.OutOfWork && state.Decides("weeks-out-of-work", questions => questions.UseWeeksOutOfWork)) { Decides = true },
        new("weeks-off-sick", state => state.Situation == WorkSituation.OffSick
        && state.Decides("weeks-off-sick", questions => questions.UseWeeksOffSick)) { Decides = true },
        new("age", state => state.Decides("age", questions => questions.UseAge)) { Decides = true },
        .. FactDescriptor.AskedForRules.Select(fact => new Question(
            fact.Step, state => !IsFilledByTheArea(fact, state) && state.Decides(fact.Step, questions => questions.Use(fact))) { Decides = true }),
        new(CanWeHelp, _ => true) { Decides = true },
        new(Referrer, CanGoOn) { ReferralSources = ReferrerFact.Others },
        new("name", CanGoOn),
        new("birth-date", CanGoOn),
        new("nhs-number", MayBeHelped) { ReferralSources = [ReferralSource.PrimaryCare] },
        new("contact", CanGoOn),
        new("best-way", state => CanGoOn(state) && WaysOf(state).Count > 1),
        new("phone-calls", state => CanGoOn(state) && state.Answers.Given.Person.Phone is not null),
        new(KeyOf(ReferrerFact.ContactAtWork), state => CanGoOn(state) && state.HasWork) { ReferralSources = ReferrerFact.ContactAtWork.ReferralSources },
        new("safe-times", CanGoOn),
        new("language", CanGoOn),
        new("support", CanGoOn),
        new("barriers", MayBeHelped) { ReferralSources = MayTellOfHealth },
        new("health-problem", MayBeHelped) { ReferralSources = MayTellOfHealth },
        new("meeting", MayBeHelped),
        new("gp", state => MayBeHelped(state) && state.Answers.PlaceWay != PlaceWay.Practice),
        new("employer", state => MayBeHelped(state)
        && state.HasWork) { ReferralSources = AllButEmployers },
        new("occupational-health", state => MayBeHelped(state) && state.HasWork),
        new("trial", state => MayBeHelped(state) && state.Area?.Trial is not null) { ReferralSources = Self },
        new(KeyOf(ReferrerFact.FitNote), MayBeHelped) { ReferralSources = ReferrerFact.FitNote.ReferralSources },
        new("agreement", CanGoOn) { ReferralSources = ReferrerFact.Others },
        new(KeyOf(ReferrerFact.Progress),
        state => CanGoOn(state) && state.Answers.Given.Referrer?.Email is not null) { ReferralSources = ReferrerFact.Progress.ReferralSources },
        new("consent", CanGoOn),
    ];

    public FlowState State { get; }

    /// <summary>The questions that come, in order.</summary>
    public IReadOnlyList<string> Steps { get; }

    /// <summary>The first question that has not been answered; when all have, the page that shows them all.</summary>
    public string Next => Steps.FirstOrDefault(step => !State.Answers.Has(step)) ?? CheckAnswers;

    public bool IsComplete => Next == CheckAnswers;

    public static ReferralFlow For(FlowState state)
    {
        var steps = new List<string>();
        foreach (var question in All)
        {
            if (question.Key == CanWeHelp)
            {
                steps.AddRange(state.Own
                    .Where(extra => extra.DecidesEligibility && state.Decides(KeyOf(extra), questions => questions.Use(extra))).Select(KeyOf));
            }
            if (question.Key == "consent" && MayBeHelped(state)) steps.AddRange(state.Own.Where(extra => !extra.DecidesEligibility).Select(KeyOf));
            if (question.IsAt(state.ReferralSource) && question.IsAsked(state)) steps.Add(question.Key);
            // The page that says the area is closed to this source is the last one.
            if (question.Key == ReferralSourceClosed && state.Asked.ReferralSourceIsClosed) break;
        }
        return new ReferralFlow(state, steps);
    }

    /// <summary>Whether the key names a question of this source, asked now or not.</summary>
    public bool Knows(string key) =>
        All.Any(question => question.Key == key && question.IsAt(State.ReferralSource)) || State.Own.Any(question => KeyOf(question) == key);

    public static string KeyOf(ExtraQuestion question) => AreaQuestion + question.Code;

    public static string KeyOf(ReferrerFact fact) => $"{Referrer}/{fact.Key}";

    /// <summary>The page before one, for the way back; null before the first. From the end, a change leads back to the end.</summary>
    public string? Before(string key)
    {
        if (key != CheckAnswers && IsComplete) return CheckAnswers;
        var at = key == CheckAnswers ? Steps.Count : Steps.ToList().IndexOf(key);
        return at > 0 ? Steps[at - 1] : null;
    }

    /// <summary>Whether a page may be shown: everything that comes before it has been answered.</summary>
    public bool MayShow(string key) => key == CheckAnswers ? IsComplete : Steps.Contains(key) && Steps.TakeWhile(step => step != key).All(State.Answers.Has);

    /// <summary>The ways in which a message can reach the person.</summary>
    public static IReadOnlyList<People.Contracts.Channel> WaysOf(FlowState state)
    {
        var person = state.Answers.Given.Person;
        var ways = new List<People.Contracts.Channel>();
        if (person.Email is not null) ways.Add(People.Contracts.Channel.Email);
        if (People.Contracts.PhoneNumber.Read(person.Phone).Number is { TakesTextMessages: true }) ways.Add(People.Contracts.Channel.Sms);
        if (person.AddressLines.Count > 0) ways.Add(People.Contracts.Channel.Letter);
        return ways;
    }

    /// <summary>
    /// Whether the form may be sent. Who is not safe sends it even where the area cannot help: a person was promised to look at it.
    /// </summary>
    public static bool CanGoOn(FlowState state) => MayBeHelped(state) || state.Answers.Given.Safety.NeedsSomebodyToday();

    private static bool MayBeHelped(FlowState state) => state.Asked.Decision.Outcome != EligibilityOutcome.NotEligible;

    private static bool IsFilledByTheArea(FactDescriptor fact, FlowState state) =>
        fact.FilledBy is { } filled && state.Own.Any(question => question.Fills == filled);

    /// <summary>The question that fills a field, by the field's name as the API says it.</summary>
    public static string StepOf(string field) => field.Split('.', '[') switch
    {
        ["person", "givenName" or "familyName", ..] => "name",
        ["person", "bornOn", ..] => "birth-date",
        ["person", "nhsNumber", ..] => "nhs-number",
        ["referrer", "agreement", ..] => "agreement",
        ["referrer", ..] => Referrer,
        ["person", "age", ..] => "age",
        ["person", "contact", "safeTimes" or "never", ..] => "safe-times",
        ["person", "contact", ..] => "support",
        ["person", "language", ..] => "language",
        ["person", "consents", ..] => "consent",
        ["person", ..] => "contact",
        ["health", ..] => "barriers",
        ["employer", ..] => "employer",
        ["work", ..] => "situation",
        ["answers", var question, ..] => $"area-question/{question}",
        ["area", ..] => "area",
        ["practice", ..] => "gp",
        _ => "place",
    };
}
