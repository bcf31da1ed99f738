using System.Globalization;

namespace WorkWell.Areas.Sdk;

/// <summary>
/// Ranks services that have room and whose catchment holds the home: first what they help with, then language, then way of meeting, then how full they are.
/// A fact that is not known never rules a service out.
/// </summary>
/// <param name="settings">The published settings.</param>
public sealed class NationalRouting(AreaSettings settings) : IRouting
{
    private readonly AreaPlaces places = new(settings);

    /// <inheritdoc/>
    public RoutingDecision Route(ReferralFacts facts, IReadOnlyList<PartnerService> services)
    {
        var (ranked, gaps) = Rank(facts, services.Where(service => service.Coaches));
        if (ranked.Count > 0) return new(NextStep.OfferToPartner, ranked);
        return new(NextStep.AreaTeam, []) { GapReasons = gaps.Count > 0 ? gaps : [new("no-coaching-service")] };
    }

    /// <summary>Ranks services, for an area that chooses for itself which services come into question.</summary>
    /// <param name="facts">The referral's facts.</param>
    /// <param name="services">The services that come into question.</param>
    /// <returns>Those that can take the referral, best first, and what stopped the others.</returns>
    public (IReadOnlyList<RankedService> Ranked, IReadOnlyList<Reason> Gaps) Rank(ReferralFacts facts, IEnumerable<PartnerService> services)
    {
        var ranked = new List<RankedService>();
        var gaps = new List<Reason>();
        foreach (var service in services)
        {
            if (FindProblem(service, facts) is { } reason) gaps.Add(reason);
            else ranked.Add(Score(service, facts));
        }
        ranked.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : string.CompareOrdinal(a.Service, b.Service));
        return (ranked, [.. gaps.DistinctBy(gap => gap.Code)]);
    }

    /// <summary>Why a service cannot take the referral, if it cannot.</summary>
    /// <param name="service">The service as it stands.</param>
    /// <param name="facts">The referral's facts.</param>
    /// <returns>A reason, or null when it can.</returns>
    public Reason? FindProblem(PartnerService service, ReferralFacts facts)
    {
        if (service.IsPaused) return new("service-paused");
        if (service.Capacity is { } capacity && service.Open >= capacity) return new("service-full");
        return Serves(service, facts) == Answer.No ? new Reason("outside-catchment") : null;
    }

    /// <summary>Scores a service that can take the referral, and says why it fits.</summary>
    /// <param name="service">The service as it stands.</param>
    /// <param name="facts">The referral's facts.</param>
    /// <returns>The service with its score and reasons.</returns>
    public RankedService Score(PartnerService service, ReferralFacts facts)
    {
        var reasons = new List<Reason>();
        var score = 0;
        if (Serves(service, facts) == Answer.Yes) Add(300, new("serves-this-place"));
        var shared = facts.Needs.Count(service.HelpsWith.Contains);
        if (shared > 0) Add(20 * shared, new("helps-with-needs", new Dictionary<string, string> { ["count"] = shared.ToString(CultureInfo.InvariantCulture) }));
        if (service.Languages.Contains(facts.Language)) Add(facts.Language == "en" ? 1 : 100, new("speaks-language"));
        if (facts.MeetingWays.Any(service.MeetingWays.Contains)) Add(10, new("meets-the-way-asked"));
        if (service.Capacity is > 0 and var capacity) Add(Math.Min(9, 9 * (capacity - service.Open) / capacity), new("has-room"));
        if (reasons.Count == 0) reasons.Add(new("serves-the-area"));
        return new(service.Code, score, reasons);

        void Add(int points, Reason reason)
        {
            score += points;
            reasons.Add(reason);
        }
    }

    private Answer Serves(PartnerService service, ReferralFacts facts)
    {
        if (service.Networks.Count > 0)
        {
            var network = places.FindNetwork(facts.Practice.NetworkCode, facts.Practice.NetworkName)
                ?? places.FindNetwork(facts.Home.NetworkCode, facts.Home.NetworkName);
            if (network is null) return Answer.Unknown;
            return Ask.Is(service.Networks.Any(named => places.FindNetwork(named, named) == network));
        }
        return service.Catchment.Count == 0 ? Answer.Yes : InCatchment(service, facts);
    }

    // A catchment of wards says nothing about a home of which only the authority is known: each code is compared with what it is a code of.
    private static Answer InCatchment(PartnerService service, ReferralFacts facts)
    {
        var result = Answer.No;
        foreach (var code in service.Catchment)
        {
            string? home = KindOf(code) switch
            {
                Kind.Ward => facts.Home.WardCode,
                Kind.Lsoa => facts.Home.LsoaCode,
                Kind.Network => facts.Practice.NetworkCode ?? facts.Home.NetworkCode,
                _ => facts.Home.AuthorityCode,
            };
            if (home == code) return Answer.Yes;
            if (home is null) result = Answer.Unknown;
        }
        return result;
    }

    private static Kind KindOf(string code) =>
        code.StartsWith("E05", StringComparison.Ordinal) ? Kind.Ward
        : code.StartsWith("E01", StringComparison.Ordinal) ? Kind.Lsoa
        : code.StartsWith('U') ? Kind.Network : Kind.Authority;

    private enum Kind
    {
        Authority,
        Ward,
        Lsoa,
        Network,
    }
}
