using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Partners.Contracts;

namespace WorkWell.Partners;

/// <summary>
/// Searches for local help: full matches, otherwise the nearest, with the area to contact. Where the place is known and no area serves it, there is none: help
/// of another area is no help.
/// </summary>
internal sealed class SearchPartners(IAreaCatalogue catalogue, IPartnerDirectory partners, IPlaces places, SearchWords words) : IPartnerSearch
{
    private const int MaxNearest = 5;

    private readonly Lazy<string[]> anyNeed = new(() => [.. Need.All.SelectMany(words.For).Distinct()]);

    public async ValueTask<PartnerSearchResults> SearchAsync(PartnerQuery query, CancellationToken cancellationToken)
    {
        var place = places.FindPostcode(query.Postcode);
        var home = place.State == PostcodeState.Known ? place.Home : place.Home with { AuthorityCode = query.Authority, BoardCode = query.Board };
        var asked = new Asked(query, SearchWords.Meant(query.Words), home);
        var serving = catalogue.Serving(home, GpPractice.Unknown);
        if (serving is null && query.Area is null && asked.KnowsPlace) return new PartnerSearchResults { Place = place };
        var areas = AreasToSearch(query, serving);

        var all = new List<FoundService>();
        foreach (var area in areas) all.AddRange(await MatchAsync(area, asked, serving, cancellationToken));
        var found = all.Where(one => one.Misses.Count == 0).OrderByDescending(one => one.Score).ThenBy(Name, StringComparer.Ordinal)
            .Take(Math.Max(1, query.Max)).ToArray();
        var nearest = found.Length > 0 ? [] : all.OrderBy(one => one.Misses.Count).ThenByDescending(one => one.Score).ThenBy(Name, StringComparer.Ordinal)
            .Take(MaxNearest).ToArray();
        return new PartnerSearchResults { Place = place, Area = serving?.Code, Found = found, Nearest = nearest, Ask = Ask(query, serving) };
    }

    private IReadOnlyList<Area> AreasToSearch(PartnerQuery query, Area? serving)
    {
        if (query.Area is { } only) return catalogue.Ready.TryGetValue(only, out var area) ? [area] : [];
        return serving is not null ? [serving] : [.. catalogue.Ready.Values.OrderBy(area => area.Code, StringComparer.Ordinal)];
    }

    private async ValueTask<IEnumerable<FoundService>> MatchAsync(Area area, Asked asked, Area? serving, CancellationToken cancellationToken)
    {
        var services = await partners.ServicesAsync(area.Code, cancellationToken);
        var organisations = partners.Organisations(area.Code).ToDictionary(organisation => organisation.Code);
        string[] placeWords = asked.Words.Count == 0 ? [] :
            [.. area.Settings.Authorities.SelectMany(place => place.Aliases.Prepend(place.Name)).Append(area.Settings.Name).SelectMany(SearchWords.Meant)];
        return services.Select(service =>
        {
            var match = ServiceMatch.Of(asked, AsCandidate(service, asked, placeWords), isInItsArea: serving?.Code == area.Code);
            return new FoundService(area.Code, organisations[service.Organisation], service, match.Score, match.Reasons) { Misses = match.Misses };
        });
    }

    private Candidate AsCandidate(PartnerService service, Asked asked, string[] placeWords)
    {
        if (asked.Words.Count == 0) return new Candidate(service, [], [], [], []);
        return new Candidate(
            service,
            [.. SearchText.Words(service.OrganisationName), .. SearchText.Words(service.Name)],
            [.. service.HelpsWith.SelectMany(words.For)],
            service.HelpsWith.Count == 0 ? anyNeed.Value : [],
            placeWords);
    }

    private IReadOnlyList<AreaToAsk> Ask(PartnerQuery query, Area? serving) =>
        (query.Area is { } only ? catalogue.Ready.GetValueOrDefault(only) : serving) is { } area ? [AsToAsk(area)] : [];

    private static AreaToAsk AsToAsk(Area area) => new(area.Code, area.Settings.ServiceName, area.Settings.Contact);

    private static string Name(FoundService found) => found.Service.Name;
}
