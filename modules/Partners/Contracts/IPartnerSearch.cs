using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Partners.Contracts;

/// <summary>Finds local help. No permission is needed.</summary>
public interface IPartnerSearch
{
    /// <summary>Searches the services of all ready areas.</summary>
    /// <param name="query">The query; empty parts do not narrow the search.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The services found; when there are none, the nearest matches and the areas to contact.</returns>
    ValueTask<PartnerSearchResults> SearchAsync(PartnerQuery query, CancellationToken cancellationToken);
}

/// <summary>A search query.</summary>
public sealed record PartnerQuery
{
    /// <summary>Words in any language and script: a name or a problem. Accents, case and small spelling errors are ignored.</summary>
    public string? Words { get; init; }

    /// <summary>Codes of services searched for by name. A service matches if it is one of these or meets <see cref="Needs"/>.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Codes of needs (<see cref="Need"/>), any of which is enough.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>A postcode as typed.</summary>
    public string? Postcode { get; init; }

    /// <summary>A local authority's ONS code, used when there is no postcode.</summary>
    public string? Authority { get; init; }

    /// <summary>An integrated care board's ONS code, with <see cref="Authority"/> or instead of it.</summary>
    public string? Board { get; init; }

    /// <summary>The code of an area to limit the search to.</summary>
    public string? Area { get; init; }

    /// <summary>A language as a BCP 47 tag.</summary>
    public string? Language { get; init; }

    /// <summary>Codes of meeting formats, any of which is enough.</summary>
    public IReadOnlyList<string> MeetingWays { get; init; } = [];

    /// <summary>The maximum number of services to return.</summary>
    public int Max { get; init; } = 50;
}

/// <summary>The result of a search.</summary>
public sealed record PartnerSearchResults
{
    /// <summary>The result of the postcode lookup.</summary>
    public required PostcodeAnswer Place { get; init; }

    /// <summary>The code of the area that covers the place; null when there is no place or no area covers it.</summary>
    public string? Area { get; init; }

    /// <summary>Services that meet every criterion, best first.</summary>
    public IReadOnlyList<FoundService> Found { get; init; } = [];

    /// <summary>When nothing was found: the services that miss fewest criteria, with what they miss.</summary>
    public IReadOnlyList<FoundService> Nearest { get; init; } = [];

    /// <summary>The area to contact: the one that covers the place, or that was asked for. Any other would send somebody to the wrong end of England.</summary>
    public IReadOnlyList<AreaToAsk> Ask { get; init; } = [];
}

/// <summary>A service found.</summary>
/// <param name="Area">The area's code.</param>
/// <param name="Organisation">The organisation.</param>
/// <param name="Service">The service with its current status.</param>
/// <param name="Score">Higher is better; comparable only within one result.</param>
/// <param name="Reasons">The reasons for the match.</param>
public sealed record FoundService(string Area, PartnerOrganisation Organisation, PartnerService Service, int Score, IReadOnlyList<Reason> Reasons)
{
    /// <summary>Criteria that it does not meet; empty for full matches.</summary>
    public IReadOnlyList<Reason> Misses { get; init; } = [];

    /// <summary>Whether it is stated that the organisation gives this help.</summary>
    public bool IsProviderStated => !Organisation.NotStated.Contains(Service.Code);
}

/// <summary>An area to contact.</summary>
/// <param name="Area">The area's code.</param>
/// <param name="ServiceName">The service's public name.</param>
/// <param name="Contact">The contact details.</param>
public sealed record AreaToAsk(string Area, string ServiceName, AreaContact Contact);
