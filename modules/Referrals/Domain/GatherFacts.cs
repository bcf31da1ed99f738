using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Referrals;

/// <summary>The facts that rules may use: no name, no address, no contact details.</summary>
internal static class GatherFacts
{
    public static ReferralFacts From(NewReferral referral, ReferralSource referralSource, FoundPlace place, DateOnly receivedOn)
    {
        var facts = new ReferralFacts
        {
            ReceivedOn = receivedOn,
            ReferralSource = referralSource,
            Age = referral.Person.BornOn is { } bornOn && BirthDate.IsLikely(bornOn, receivedOn) ? BirthDate.AgeOn(receivedOn, bornOn) : referral.Person.Age,
            Home = place.Home,
            Practice = place.Practice,
            RegisteredWithGp = referral.Practice is null ? null : true,
            Situation = referral.Work.Situation,
            WeeksOutOfWork = referral.Work.WeeksOutOfWork,
            WeeksOffSick = referral.Work.WeeksOffSick,
            MainHealthProblem = referral.Health.MainProblem,
            Needs = referral.Health.Needs,
            Groups = referral.Groups,
            LookingFor = referral.LookingFor,
            Language = referral.Person.Language,
            MeetingWays = referral.MeetingWays,
        };
        return WithAnswers(FactDescriptor.Gather(facts, referral), referral.Answers, place.Area?.ExtraQuestions ?? []);
    }

    /// <summary>Whether the answers to the area's own questions are answers to them.</summary>
    public static Refusal? CheckAnswers(NewReferral referral, Area? area)
    {
        var wrong = (area?.ExtraQuestions ?? [])
            .Where(question => referral.Answers.TryGetValue(question.Code, out var answer) && !question.Accepts(answer))
            .ToDictionary(question => $"answers.{question.Code}", Wants);
        return wrong.Count == 0 ? null : new(wrong);
    }

    // Answers to other areas' questions stay: another area may decide from the same facts.
    private static ReferralFacts WithAnswers(ReferralFacts facts, IReadOnlyDictionary<string, string> answers, IReadOnlyList<ExtraQuestion> questions)
    {
        if (answers.Count == 0) return facts;
        var asked = questions.Where(question => answers.ContainsKey(question.Code)).ToArray();
        var others = answers.Where(answer => asked.All(question => question.Code != answer.Key)).ToDictionary();
        return asked.Aggregate(facts with { Answers = others }, (known, question) => question.AddTo(known, answers[question.Code]));
    }

    private static FieldError Wants(ExtraQuestion question) => question.Kind switch
    {
        QuestionKind.YesNo => new("fields.answer-yes-no"),
        QuestionKind.One => FieldError.Of("fields.answer-one", ("words", string.Join(", ", question.Options))),
        QuestionKind.Several => FieldError.Of("fields.answer-several", ("words", string.Join(", ", question.Options))),
        _ => new("fields.answer-number"),
    };
}
