using WorkWell.Areas.Contracts;
using WorkWell.Partners.Contracts;

namespace WorkWell.Partners;

/// <summary>Finds services by their own name or their organisation's, in all areas.</summary>
internal sealed class ServiceNames(IAreaCatalogue catalogue, IPartnerDirectory partners, IPartnerSearch search)
{
    /// <summary>The services of which every word that was typed is in the name.</summary>
    /// <param name="typed">What was typed; slips do not matter.</param>
    /// <param name="stop">Stops the search.</param>
    /// <returns>Their codes, best first; none where the words name nothing, or too much to be a name.</returns>
    public async ValueTask<IReadOnlyList<string>> FindAsync(string? typed, CancellationToken stop)
    {
        if (SearchWords.Meant(typed).Length == 0) return [];
        var findings = await search.SearchAsync(new PartnerQuery { Words = typed, Most = int.MaxValue }, stop);
        var codes = findings.Found.Where(found => found.Reasons.Any(reason => reason.Code == "name-matches")).Select(found => found.Service.Code).Distinct().ToArray();
        return codes.Length <= HelpSearch.MostServices ? codes : [];
    }

    /// <summary>What services were called, as one name: the organisation's where all are of one, else the service's; null where neither holds.</summary>
    public async ValueTask<string?> OfAsync(IReadOnlyList<string> codes, CancellationToken stop)
    {
        if (codes.Count == 0) return null;
        var organisations = new HashSet<string>();
        var services = new HashSet<string>();
        foreach (var area in catalogue.Ready.Keys)
        {
            foreach (var service in (await partners.ServicesAsync(area, stop)).Where(service => codes.Contains(service.Code)))
            {
                organisations.Add(service.OrganisationName);
                services.Add(service.Name);
            }
        }
        return codes.Count == 1 || services.Count > 1 ? organisations.Count == 1 ? organisations.First() : null : services.FirstOrDefault();
    }
}
