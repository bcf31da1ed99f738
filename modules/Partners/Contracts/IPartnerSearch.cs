using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Partners.Contracts;

/// <summary>Finds local help, for anybody.</summary>
public interface IPartnerSearch
{
    /// <summary>Searches the services of all areas that serve.</summary>
    /// <param name="query">What is looked for. Whatever is left out does not narrow the search.</param>
    /// <param name="stop">Stops the search.</param>
    /// <returns>What was found; where that is nothing, what comes nearest and whom to ask.</returns>
    ValueTask<PartnerFindings> SearchAsync(PartnerQuery query, CancellationToken stop);
}

/// <summary>What somebody looks for.</summary>
public sealed record PartnerQuery
{
    /// <summary>Words in any language and script: a name, or what is wrong. Accents, case and small slips do not matter.</summary>
    public string? Words { get; init; }

    /// <summary>Services that were called by name, by code. Beside <see cref="Needs"/>: whichever of both fits.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>What help is for, by code (<see cref="Need"/>): any of them will do.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>A postcode as typed.</summary>
    public string? Postcode { get; init; }

    /// <summary>A local authority's ONS code, for somebody who gives no postcode.</summary>
    public string? Authority { get; init; }

    /// <summary>An integrated care board's ONS code, beside <see cref="Authority"/> or instead of it.</summary>
    public string? Board { get; init; }

    /// <summary>One area only, by code.</summary>
    public string? Area { get; init; }

    /// <summary>A language as a BCP 47 tag.</summary>
    public string? Language { get; init; }

    /// <summary>Ways of meeting, by code: any of them will do.</summary>
    public IReadOnlyList<string> MeetingWays { get; init; } = [];

    /// <summary>How many services to give at most.</summary>
    public int Most { get; init; } = 50;
}

/// <summary>What a search found.</summary>
public sealed record PartnerFindings
{
    /// <summary>How the postcode was understood.</summary>
    public required PostcodeAnswer Place { get; init; }

    /// <summary>The area that serves the place, by code; null when no place was given or no area serves it.</summary>
    public string? Area { get; init; }

    /// <summary>Services that meet everything asked for, best first.</summary>
    public IReadOnlyList<FoundService> Found { get; init; } = [];

    /// <summary>Only where nothing was found: the services that miss least, each with what it misses.</summary>
    public IReadOnlyList<FoundService> Nearest { get; init; } = [];

    /// <summary>Whom to ask: the place's area, else the areas of what was found, else every area.</summary>
    public IReadOnlyList<AreaToAsk> Ask { get; init; } = [];
}

/// <summary>One service that was found.</summary>
/// <param name="Area">The area's code.</param>
/// <param name="Organisation">Whose service it is.</param>
/// <param name="Service">The service as it stands now.</param>
/// <param name="Score">Higher is better; comparable only within one answer.</param>
/// <param name="Reasons">Why it is here.</param>
public sealed record FoundService(string Area, PartnerOrganisation Organisation, PartnerService Service, int Score, IReadOnlyList<Reason> Reasons)
{
    /// <summary>What was asked for and it does not offer. Empty for what was found.</summary>
    public IReadOnlyList<Reason> Misses { get; init; } = [];
}

/// <summary>An area that can be asked.</summary>
/// <param name="Area">The area's code.</param>
/// <param name="ServiceName">The service as the public knows it.</param>
/// <param name="Contact">How to reach it.</param>
public sealed record AreaToAsk(string Area, string ServiceName, AreaContact Contact);
