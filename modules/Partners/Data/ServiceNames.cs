using WorkWell.Areas.Contracts;
using WorkWell.Partners.Contracts;

namespace WorkWell.Partners;

/// <summary>Finds services in all areas by name or by organisation.</summary>
internal sealed class ServiceNames(IAreaCatalogue catalogue, IPartnerDirectory partners, IPartnerSearch search)
{
    /// <summary>Finds the services whose name contains every word.</summary>
    /// <param name="typed">The search text; spelling errors are tolerated.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The codes, best first; none when there is no match or too many to be a name.</returns>
    public async ValueTask<IReadOnlyList<string>> FindAsync(string? typed, CancellationToken cancellationToken)
    {
        if (SearchWords.Meant(typed).Length == 0) return [];
        var errors = await search.SearchAsync(new PartnerQuery { Words = typed, Max = int.MaxValue }, cancellationToken);
        var codes = errors.Found.Where(found => found.Reasons.Any(reason => reason.Code == "name-matches")).Select(found => found.Service.Code).Distinct()
            .ToArray();
        return codes.Length <= HelpSearch.MaxServices ? codes : [];
    }

    /// <summary>
    /// A common name for the services: the organisation's if it is stated and they share one, otherwise the service's; null if they share neither.
    /// </summary>
    public async ValueTask<string?> OfAsync(IReadOnlyList<string> codes, CancellationToken cancellationToken)
    {
        if (codes.Count == 0) return null;
        var organisations = new HashSet<string>();
        var services = new HashSet<string>();
        foreach (var area in catalogue.Ready.Keys)
        {
            var notStated = partners.Organisations(area).SelectMany(organisation => organisation.NotStated).ToHashSet();
            foreach (var service in (await partners.ServicesAsync(area, cancellationToken)).Where(service => codes.Contains(service.Code)))
            {
                organisations.Add(notStated.Contains(service.Code) ? service.Name : service.OrganisationName);
                services.Add(service.Name);
            }
        }
        return codes.Count == 1 || services.Count > 1 ? organisations.Count == 1 ? organisations.First() : null : services.FirstOrDefault();
    }
}
