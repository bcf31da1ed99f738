using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>Asks the area's rules for a decision about an unfinished or finished form.</summary>
internal sealed class AskArea(FindArea findArea, IAreaCatalogue catalogue, TimeProvider clock)
{
    /// <summary>Today in England.</summary>
    public DateOnly Today => LondonTime.DateOf(clock.GetUtcNow());

    /// <summary>Asks with the answers of a form.</summary>
    public AreaAnswer Ask(NewReferral given, ReferralSource referralSource)
    {
        // The area whose page was used may have been taken away since.
        var place = findArea.Find(given).Found ?? findArea.Find(given with { Area = null }).Found!;
        var questions = place.Area?.ExtraQuestions ?? [];
        // An option may have been removed while the form was being filled in.
        var answers = given.Answers.Where(answer => questions.All(question => question.Code != answer.Key || question.Accepts(answer.Value))).ToDictionary();
        var facts = GatherFacts.From(given with { Answers = answers }, referralSource, place, Today);
        var decision = place.Area?.Eligibility.Decide(facts, DecisionTrace.None) ?? EligibilityDecision.NeedsReview(place.WhyNone!);
        return new(place, facts, decision) { Serving = catalogue.Serving(facts.Home, facts.Practice) };
    }

    /// <summary>
    /// Other areas that may help a person who is not eligible here. They decide from the same facts: the one that serves their home or practice comes first, as
    /// long as it does not say no (in the middle of a form it has not asked all its questions yet), then those that would say yes. Nothing is passed on: the
    /// person is told where to turn.
    /// </summary>
    public IReadOnlyList<string> AreasToTry(Area? asked, ReferralFacts facts)
    {
        var own = catalogue.Serving(facts.Home, facts.Practice)?.Code;
        return
        [
            .. catalogue.Ready.Values
                .Where(area => area.Code != asked?.Code && area.AnswersForOthers())
                .Select(area => (area.Code, area.Eligibility.Decide(facts, DecisionTrace.None).Outcome))
                .Where(other => other.Outcome == EligibilityOutcome.Eligible || (other.Code == own && other.Outcome != EligibilityOutcome.NotEligible))
                .OrderBy(other => other.Code != own).ThenBy(other => other.Code, StringComparer.Ordinal)
                .Select(other => other.Code),
        ];
    }
}
