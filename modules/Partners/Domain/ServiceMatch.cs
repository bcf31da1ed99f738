using System.Globalization;
using WorkWell.Areas.Sdk;
using WorkWell.Partners.Contracts;

namespace WorkWell.Partners;

/// <summary>A search, prepared once for all services.</summary>
/// <param name="Query">The query.</param>
/// <param name="Words">The significant words, normalised.</param>
/// <param name="Home">The place, as far as known.</param>
internal sealed record Asked(PartnerQuery Query, IReadOnlyList<string> Words, HomePlace Home)
{
    public bool KnowsPlace => Home.AuthorityCode is not null || Home.BoardCode is not null;
}

/// <summary>A service with its searchable words, normalised.</summary>
/// <param name="Service">The service with its current status.</param>
/// <param name="Names">The words of its name and its organisation's name.</param>
/// <param name="Needs">The search words for the needs it states.</param>
/// <param name="AnyNeed">The search words for all needs, for a service that helps with any need.</param>
/// <param name="Places">The words of its area's places.</param>
internal sealed record Candidate(
    PartnerService Service, IReadOnlyList<string> Names, IReadOnlyList<string> Needs, IReadOnlyList<string> AnyNeed, IReadOnlyList<string> Places);

/// <summary>The match between a service and a search: the reasons it fits and the criteria it misses.</summary>
internal sealed class ServiceMatch
{
    private readonly List<Reason> reasons = [];
    private readonly List<Reason> misses = [];

    private ServiceMatch()
    {
    }

    public int Score { get; private set; }

    public IReadOnlyList<Reason> Reasons => reasons;

    public IReadOnlyList<Reason> Misses => misses;

    /// <summary>Matches a service against a search. Missing information never counts against a service.</summary>
    /// <param name="asked">The search.</param>
    /// <param name="candidate">The service.</param>
    /// <param name="isInItsArea">Whether the place, if known, is in the service's area.</param>
    /// <returns>The match.</returns>
    public static ServiceMatch Of(Asked asked, Candidate candidate, bool isInItsArea)
    {
        var match = new ServiceMatch();
        match.MatchWords(asked.Words, candidate);
        if (asked.Query.Services.Contains(candidate.Service.Code)) match.Add(100, "name-matches");
        else if (asked.Query.Services.Count > 0 && asked.Query.Needs.Count == 0) match.misses.Add(new("words-not-found"));
        else match.MatchNeeds(asked.Query.Needs, candidate.Service);
        match.MatchPlace(asked, candidate.Service, isInItsArea);
        match.MatchLanguage(asked.Query.Language, candidate.Service);
        match.MatchMeeting(asked.Query.MeetingWays, candidate.Service);
        if (candidate.Service.IsPaused) match.Add(-1_000, "takes-nobody-now");
        return match;
    }

    private void MatchWords(IReadOnlyList<string> words, Candidate candidate)
    {
        if (words.Count == 0) return;
        var (score, inNames) = (0, 0);
        foreach (var word in words)
        {
            var name = Best(word, candidate.Names);
            // Spelling errors are tolerated in names and needs. For services that help with any need they would match almost everything.
            var found = Math.Max(Math.Max(10 * name, 6 * Best(word, candidate.Needs)),
                Math.Max(2 * Beginning(word, candidate.Places), Beginning(word, candidate.AnyNeed)));
            if (found == 0)
            {
                misses.Add(new("words-not-found"));
                return;
            }
            score += found;
            if (name > 0) inNames++;
        }
        Add(score, inNames == words.Count ? "name-matches" : "words-match");
    }

    private void MatchNeeds(IReadOnlyList<string> needs, PartnerService service)
    {
        if (needs.Count == 0) return;
        var shared = needs.Count(service.HelpsWith.Contains);
        if (shared > 0) Add(20 * shared,
            new Reason("helps-with-needs", new Dictionary<string, string> { ["count"] = shared.ToString(CultureInfo.InvariantCulture) }));
        else if (service.HelpsWith.Count == 0) Add(5, "helps-with-any-need");
        else misses.Add(new("helps-with-other-needs"));
    }

    private void MatchPlace(Asked asked, PartnerService service, bool isInItsArea)
    {
        if (!asked.KnowsPlace) return;
        var home = asked.Home;
        string?[] codes = [home.AuthorityCode, home.WardCode, home.LsoaCode, home.NetworkCode];
        var isInCatchment = codes.Any(code => code is not null && service.Catchment.Contains(code));
        // If only the district is known, the person may live in a ward or network that the service lists.
        var mayBeInCatchment = home.AuthorityCode is null || (home.WardCode is null && service.Catchment.Any(code => !IsAuthority(code)));
        if (!isInItsArea || (service.Catchment.Count > 0 && !isInCatchment && !mayBeInCatchment)) misses.Add(new("serves-other-places"));
        else if (service.Catchment.Count > 0) Add(30, isInCatchment ? "serves-this-place" : "may-serve-this-place");
        else if (service.Networks.Count > 0) Add(10, "serves-by-gp-practice");
        else Add(20, "serves-the-area");
    }

    private void MatchLanguage(string? language, PartnerService service)
    {
        if (string.IsNullOrEmpty(language)) return;
        if (service.Languages.Any(offered => string.Equals(offered, language, StringComparison.OrdinalIgnoreCase)))
            Add(language == "en" ? 1 : 40, "speaks-language");
        else misses.Add(new("speaks-other-languages"));
    }

    private void MatchMeeting(IReadOnlyList<string> ways, PartnerService service)
    {
        if (ways.Count == 0) return;
        if (ways.Any(service.MeetingWays.Contains)) Add(10, "meets-the-way-asked");
        else if (service.MeetingWays.Count == 0) Add(0, "meeting-ways-not-stated");
        else misses.Add(new("meets-in-other-ways"));
    }

    private static bool IsAuthority(string code) => code is ['E', '0', '6' or '7' or '8' or '9', ..];

    private static int Best(string word, IReadOnlyList<string> among) => among.Count == 0 ? 0 : among.Max(other => SearchText.Likeness(word, other));

    private static int Beginning(string word, IReadOnlyList<string> among) => among.Count == 0 ? 0 : among.Max(other => SearchText.Beginning(word, other));

    private void Add(int points, string reason) => Add(points, new Reason(reason));

    private void Add(int points, Reason reason)
    {
        Score += points;
        reasons.Add(reason);
    }
}
