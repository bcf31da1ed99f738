using System.Globalization;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>One answer as it is shown for checking.</summary>
/// <param name="Step">The question's key.</param>
/// <param name="Ask">The question.</param>
/// <param name="Says">The answer, a line each.</param>
internal sealed record GivenAnswer(string Step, Text Ask, IReadOnlyList<Text> Says);

/// <summary>Describes the answers of a form in the reader's language.</summary>
internal sealed class GivenAnswers(ITexts texts, AreaPhrases phrases, IPlaces places, IAreaCatalogue catalogue)
{
    /// <summary>Every question that was asked, with its answer.</summary>
    public IEnumerable<GivenAnswer> Of(ReferralFlow flow) =>
        from step in flow.Steps
        let says = Says(step, flow)
        where says is not null
        select new GivenAnswer(step, Ask(step, flow), says.Count > 0 ? says : [texts["refer.not-given"]]);

    private Text Ask(string step, ReferralFlow flow)
    {
        if (Own(step, flow) is { } question) return phrases.Ask(flow.State.Area!, question, flow.State.ReferralSource);
        return Words(flow, step.Replace('/', '-'));
    }

    private IReadOnlyList<Text>? Says(string step, ReferralFlow flow)
    {
        if (Own(step, flow) is { } question) return Answer(question, flow);
        if (FactDescriptor.All.FirstOrDefault(fact => fact.Step == step) is { } fact) return [YesNoOrUnsure(fact.Of(flow.State.Answers.Given))];
        return Work(step, flow) ?? Person(step, flow) ?? Referrer(step, flow.State.Answers.Given.Referrer);
    }

    private IReadOnlyList<Text>? Work(string step, ReferralFlow flow)
    {
        var given = flow.State.Answers.Given;
        return step switch
        {
            "place" => flow.State.Answers.PlaceWay == PlaceWay.Postcode ? Lines(given.Person.Postcode)
                : [Words(flow, $"place-{StoredKeys<PlaceWay>.Of(flow.State.Answers.PlaceWay ?? PlaceWay.Unknown)}")],
            "practice" or "gp" => Lines(PracticeChoice.NameOf(places, given.Practice)),
            "area" => Lines(given.Area is { } area && catalogue.Ready.TryGetValue(area, out var found) ? found.Settings.NameIn(texts.Language.Tag) : null),
            ReferralFlow.OtherArea => Lines(flow.State.Area?.Settings.ServiceName),
            "situation" => [Words(flow, $"situation-{StoredKeys<WorkSituation>.Of(given.Work.Situation ?? WorkSituation.InWork)}")],
            "weeks-out-of-work" => [Weeks(given.Work.WeeksOutOfWork)],
            "weeks-off-sick" => [Weeks(given.Work.WeeksOffSick)],
            "employer" => Lines(given.Employer?.Name, given.Employer?.ContactName, given.Employer?.Email, given.Employer?.Phone),
            "safety" => [Words(flow,
            given.Safety switch { { MayHarmThemselves: true } => "safety-harm", { IsInDanger: true } => "safety-danger",
            { MayHarmThemselves: false } => "safety-safe", _ => "safety-not-said" })],
            "barriers" => [.. given.Health.Needs.Select(need => texts[FormWords.OfNeed(texts, need, flow.State.ReferralSource)])],
            "health-problem" => given.Health.MainProblem is { } problem ? [texts[$"choices.health-{problem.ToString(CultureInfo.InvariantCulture)}"]] : [],
            "meeting" => [.. given.MeetingWays.Select(way => texts[$"ways.{way}"])],
            _ => null,
        };
    }

    private IReadOnlyList<Text>? Person(string step, ReferralFlow flow)
    {
        var person = flow.State.Answers.Given.Person;
        return step switch
        {
            "age" => person.Age is { } age ? [texts.Number(age)] : [],
            "name" => Lines($"{person.GivenName} {person.FamilyName}".Trim()),
            "nhs-number" => Lines(person.NhsNumber),
            "birth-date" => person.BornOn is { } bornOn ? [texts.Date(bornOn)] : [],
            "contact" => [.. Lines(person.Email), .. Lines(person.Phone),
            .. person.AddressLines.Count > 0 ? Lines([.. person.AddressLines, person.Postcode]) : []],
            "best-way" => person.Contact.Preferred is { } way ? [texts[$"choices.channel-{StoredKeys<Channel>.Of(way)}"]] : [],
            "phone-calls" => [Words(flow, person.Contact.VoicemailIsSafe == true ? "voicemail-yes" : "voicemail-no"),
            Words(flow, person.Contact.Stopped.Contains(Channel.Sms) ? "texts-no" : "texts-yes")],
            "safe-times" => [.. Lines(person.Contact.SafeTimes), .. person.Contact.Never.Select(code => texts[$"refer.never-{code}"])],
            "language" => [LanguageName(person.Language)],
            "support" => [.. AskSupportModel.Of(person.Contact).Select(support => texts[$"choices.support-{support}"])],
            "trial" => [texts[person.Consents.GetValueOrDefault("trial") ? "refer.trial-yes" : "refer.trial-no"]],
            "consent" => [.. Consents(person.Consents, flow)],
            _ => null,
        };
    }

    private IReadOnlyList<Text>? Referrer(string step, ReferrerInput? referrer)
    {
        if (step == ReferralFlow.Referrer) return Lines(referrer?.Name, referrer?.Organisation, referrer?.Role, referrer?.Email, referrer?.Phone);
        if (step == "agreement") return Lines(referrer?.Agreement);
        return ReferrerFact.All.FirstOrDefault(fact => ReferralFlow.KeyOf(fact) == step) is { } asked
            ? [YesNoOrUnsure(referrer is null ? null : asked.Of(referrer))] : null;
    }

    private IEnumerable<Text> Consents(IReadOnlyDictionary<string, bool> consents, ReferralFlow flow) =>
        from purpose in new[] { ("service", "service"), ("share-with-partners", "partners"), ("contact-employer", "contact"), ("evaluation", "evaluation") }
        where consents.ContainsKey(purpose.Item1)
        select Words(flow, $"consent-{purpose.Item2}-{(consents[purpose.Item1] ? "yes" : "no")}");

    private IReadOnlyList<Text> Answer(ExtraQuestion question, ReferralFlow flow)
    {
        if (!flow.State.Answers.Given.Answers.TryGetValue(question.Code, out var answer)) return [];
        return question.Kind switch
        {
            QuestionKind.YesNo => [texts[answer == "yes" ? "common.yes" : "common.no"]],
            QuestionKind.One or QuestionKind.Several => 
                [.. answer.Split(',').Select(option => phrases.Option(flow.State.Area!, question, option, flow.State.ReferralSource))],
            _ => Lines(answer),
        };
    }

    private static ExtraQuestion? Own(string step, ReferralFlow flow) =>
        flow.State.Area?.ExtraQuestions.FirstOrDefault(question => ReferralFlow.KeyOf(question) == step);

    private Text Words(ReferralFlow flow, string entry) => texts[FormWords.Key(texts, entry, flow.State.ReferralSource)];

    private Text YesNoOrUnsure(bool? fact) => texts[fact switch { true => "common.yes", false => "common.no", null => "common.not-sure" }];

    private Text Weeks(int? weeks) => weeks is { } number ? texts["refer.weeks-given", ("number", texts.Number(number))] : texts["refer.not-given"];

    private Text LanguageName(string tag) => texts.Languages.FirstOrDefault(language => language.Tag == tag) is { } language
        ? new Text(language.Name) { Language = language.Tag, Direction = language.Direction }
        : new Text(tag);

    private Text[] Lines(params string?[] lines) => [.. lines.OfType<string>().Select(line => texts.Latin(line))];
}
