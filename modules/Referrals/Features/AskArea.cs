using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>What an area says to the answers so far. Nothing is kept of it: the decision that counts is made when the form is sent.</summary>
internal sealed record AreaAnswer(FoundPlace Place, ReferralFacts Facts, EligibilityDecision Decision)
{
    public Area? Area => Place.Area;

    /// <summary>Whether two answers say the same to the person who reads them.</summary>
    public bool SaysTheSameAs(AreaAnswer other) =>
        Place.AreaCode == other.Place.AreaCode && Decision.Outcome == other.Decision.Outcome
        && Decision.Reasons.Select(reason => reason.Code).SequenceEqual(other.Decision.Reasons.Select(reason => reason.Code));
}

/// <summary>Asks the area's own rules, in the middle of a form as at its end: "can we help you?"</summary>
internal sealed class AskArea(FindArea findArea, IAreaCatalogue catalogue, TimeProvider clock)
{
    /// <summary>Today in England.</summary>
    public DateOnly Today => LondonTime.DateOf(clock.GetUtcNow());

    /// <summary>Asks with the answers of a form.</summary>
    public AreaAnswer Ask(NewReferral given, Door door)
    {
        // The area whose page was used may have been taken away since.
        var place = findArea.Find(given).Found ?? findArea.Find(given with { Area = null }).Found!;
        var questions = place.Area?.ExtraQuestions ?? [];
        // An option may have been taken off an area's list while somebody was filling in the form.
        var answers = given.Answers.Where(answer => questions.All(question => question.Code != answer.Key || question.Accepts(answer.Value))).ToDictionary();
        var facts = GatherFacts.From(given with { Answers = answers }, door, place, Today);
        var decision = place.Area?.Eligibility.Decide(facts, DecisionTrace.None) ?? EligibilityDecision.NeedsReview(place.WhyNone!);
        return new(place, facts, decision);
    }

    /// <summary>The same facts, asked of every other area. Nothing is passed on: the person is told where to turn.</summary>
    public string[] AreasThatWouldSayYes(Area? asked, ReferralFacts facts) =>
    [
        .. catalogue.Ready.Values
            .Where(area => area.Code != asked?.Code && area.Eligibility.Decide(facts, DecisionTrace.None).Outcome == EligibilityOutcome.Eligible)
            .Select(area => area.Code)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// Where somebody may go on who gets a "no" here: areas that would say yes, and the one that serves their home or practice while it has not said no. In the
    /// middle of a form that one has not asked all its questions yet.
    /// </summary>
    public IReadOnlyList<string> AreasToTry(Area? asked, ReferralFacts facts)
    {
        var yes = AreasThatWouldSayYes(asked, facts);
        var own = catalogue.Serving(facts.Home, facts.Practice);
        if (own is null || own.Code == asked?.Code || yes.Contains(own.Code)) return yes;
        return own.Eligibility.Decide(facts, DecisionTrace.None).Outcome == EligibilityOutcome.NotEligible ? yes : [own.Code, .. yes];
    }
}
