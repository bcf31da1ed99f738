using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Communications.Texts;

/// <summary>
/// Finds the reason codes of an area's rules by evaluating them for a person with no known facts and for people who fail every rule. Rules do not declare their
/// codes, so some may be missed; a missed code shows when a message with it cannot be rendered.
/// </summary>
internal static class ReasonCodeDiscovery
{
    /// <summary>The codes shown to people, and those only staff see.</summary>
    public static (IReadOnlyList<Reason> Told, IReadOnlyList<Reason> ForStaff) Codes(Area area)
    {
        var told = new SortedDictionary<string, Reason>(StringComparer.Ordinal);
        var forStaff = new SortedDictionary<string, Reason>(StringComparer.Ordinal);
        foreach (var facts in Probes(area.Settings))
        {
            var decision = area.Eligibility.Decide(facts, DecisionTrace.None);
            foreach (var reason in decision.Reasons)
            {
                told.TryAdd(reason.Code, reason);
                // An unknown fact may turn out not to be met, with the same values.
                if (reason.Code.EndsWith("-unknown", StringComparison.Ordinal)) told.TryAdd(reason.Code[..^8], new Reason(reason.Code[..^8], reason.Values));
            }
            foreach (var advice in decision.Advice) told.TryAdd(advice.Code, advice);
            foreach (var priority in decision.Priorities) forStaff.TryAdd(priority.Code, priority);
        }
        return ([.. told.Values], [.. forStaff.Values]);
    }

    private static IEnumerable<ReferralFacts> Probes(AreaSettings settings)
    {
        var unknown = new ReferralFacts { ReceivedOn = new DateOnly(2026, 3, 9) };
        var elsewhere = unknown with
        {
            Age = 0,
            Home = new HomePlace { AuthorityCode = "E09999999", BoardCode = "E54999999" },
            Practice = new GpPractice { BoardCode = "QZZZ", SubBoardCode = "99Z" },
            RegisteredWithGp = false,
            WeeksOutOfWork = 0,
            WeeksOffSick = 0,
            HealthAffectsWork = false,
            AtRiskOfLosingJob = false,
            LeftWorkBecauseOfHealth = false,
            WantsPaidWork = false,
            RightToWork = false,
            EmployerHasOccupationalHealth = true,
        };
        yield return unknown;
        foreach (var situation in Enum.GetValues<WorkSituation>())
        {
            foreach (var referralSource in Enum.GetValues<ReferralSource>())
                yield return elsewhere with { Situation = situation, ReferralSource = referralSource };
            yield return elsewhere with { Situation = situation, Age = 150, WeeksOutOfWork = 5000, WeeksOffSick = 5000 };
        }
        foreach (var authority in settings.Authorities.SelectMany(place => place.Codes))
            yield return unknown with { Home = new HomePlace { AuthorityCode = authority } };
        foreach (var focus in settings.FocusPlaces.SelectMany(place => place.Codes)) yield return unknown with { Home = new HomePlace { WardCode = focus } };
        foreach (var entry in settings.Lists.Values.SelectMany(list => list))
            yield return unknown with
            {
                Groups = new Dictionary<string, bool> { [entry.Code] = true },
                LookingFor = entry.Code,
                Situation = WorkSituation.OutOfWork,
            };
    }
}
