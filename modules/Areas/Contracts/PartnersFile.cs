using System.Text;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Areas.Contracts;

/// <summary>The contents of config/areas/CODE/partners.json.</summary>
/// <param name="Organisations">The organisations, in file order.</param>
public sealed record PartnersFile(IReadOnlyList<OrganisationEntry> Organisations)
{
    /// <summary>Reads an area's partners and checks only the format.</summary>
    /// <param name="configFolder">The config folder.</param>
    /// <param name="area">The area's code.</param>
    /// <returns>The file or its errors; an area without the file has no partners.</returns>
    public static JsonFileReading<PartnersFile> Read(string configFolder, string area)
    {
        var path = Path.Combine(configFolder, "areas", area, "partners.json");
        return File.Exists(path) ? JsonFile.Read<PartnersFile>(path, $"config/areas/{area}/partners.json") : new(new([]), []);
    }

    /// <summary>Reads the partners an area has in use and checks only the format.</summary>
    /// <param name="configFolder">The config folder.</param>
    /// <param name="area">The area.</param>
    /// <returns>The file or its errors.</returns>
    public static JsonFileReading<PartnersFile> Read(string configFolder, Area area) =>
        area.LastPartners is { } last ? JsonFile.Parse<PartnersFile>(Encoding.UTF8.GetBytes(last), $"config/areas/{area.Code}/partners.json")
        : Read(configFolder, area.Code);

    /// <summary>Every service of every organisation, as routing sees it, with no current cases.</summary>
    /// <returns>The services in file order.</returns>
    public IReadOnlyList<PartnerService> Services() =>
        [.. Organisations.SelectMany(organisation => organisation.Services.Select(service => service.Of(organisation)))];
}

/// <summary>An organisation in a partners file.</summary>
public sealed record OrganisationEntry
{
    /// <summary>Its code, unique in its area.</summary>
    public required string Code { get; init; }

    /// <summary>Its name, in its own spelling.</summary>
    public required string Name { get; init; }

    /// <summary>Its e-mail address; null when not stated.</summary>
    public string? Email { get; init; }

    /// <summary>Its telephone number; null when not stated.</summary>
    public string? Phone { get; init; }

    /// <summary>Its web address; null when not stated.</summary>
    public string? Web { get; init; }

    /// <summary>Its services.</summary>
    public IReadOnlyList<ServiceEntry> Services { get; init; } = [];

    /// <summary>The source of this entry.</summary>
    public string? Source { get; init; }

    /// <summary>A note for the reader.</summary>
    public string? Note { get; init; }
}

/// <summary>A service in a partners file. For the members see <see cref="PartnerService"/>.</summary>
public sealed record ServiceEntry
{
    /// <summary>Its code, unique in its area.</summary>
    public required string Code { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Needs it helps with; empty for any need.</summary>
    public IReadOnlyList<string> HelpsWith { get; init; } = [];

    /// <summary>Official codes of its catchment; empty for the whole area.</summary>
    public IReadOnlyList<string> Catchment { get; init; } = [];

    /// <summary>Primary care networks it serves; empty when not limited by network.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>Languages it offers.</summary>
    public IReadOnlyList<string> Languages { get; init; } = ["en"];

    /// <summary>Meeting formats; empty when not stated.</summary>
    public IReadOnlyList<string> MeetingWays { get; init; } = [];

    /// <summary>The maximum number of people; null when not stated.</summary>
    public int? Capacity { get; init; }

    /// <summary>Whether it is paused for new people.</summary>
    public bool IsPaused { get; init; }

    /// <summary>The last day of the pause; null for an open-ended pause.</summary>
    public DateOnly? PausedUntil { get; init; }

    /// <summary>Whether it offers coaching.</summary>
    public bool Coaches { get; init; }

    /// <summary>Its offers, by code from the area's own list.</summary>
    public IReadOnlyList<string> Offers { get; init; } = [];

    /// <summary>The evidence for this entry.</summary>
    public EvidenceLevel EvidenceLevel { get; init; } = EvidenceLevel.Stated;

    /// <summary>The source of this entry.</summary>
    public string? Source { get; init; }

    /// <summary>A note for the reader.</summary>
    public string? Note { get; init; }

    /// <summary>The service as routing sees it, with no current cases.</summary>
    /// <param name="organisation">Its organisation.</param>
    /// <returns>The service.</returns>
    public PartnerService Of(OrganisationEntry organisation) => new()
    {
        Code = Code,
        Organisation = organisation.Code,
        OrganisationName = organisation.Name,
        Name = Name,
        HelpsWith = HelpsWith,
        Catchment = Catchment,
        Networks = Networks,
        Languages = Languages,
        MeetingWays = MeetingWays,
        Capacity = Capacity,
        IsPaused = IsPaused,
        Coaches = Coaches,
        Offers = Offers,
    };
}
