using System.Text;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.Areas.Contracts;

/// <summary>config/areas/CODE/partners.json as it is written.</summary>
/// <param name="Organisations">The organisations, in the order of the file.</param>
public sealed record PartnersFile(IReadOnlyList<OrganisationEntry> Organisations)
{
    /// <summary>Reads the partners of an area, for their form alone.</summary>
    /// <param name="configFolder">The config folder.</param>
    /// <param name="area">The area's code.</param>
    /// <returns>The file or its mistakes; an area without the file has no partners.</returns>
    public static JsonFileReading<PartnersFile> Read(string configFolder, string area)
    {
        var path = Path.Combine(configFolder, "areas", area, "partners.json");
        return File.Exists(path) ? JsonFile.Read<PartnersFile>(path, $"config/areas/{area}/partners.json") : new(new([]), []);
    }

    /// <summary>Reads the partners that an area serves with, for their form alone.</summary>
    /// <param name="configFolder">The config folder.</param>
    /// <param name="area">The area.</param>
    /// <returns>The file or its mistakes.</returns>
    public static JsonFileReading<PartnersFile> Read(string configFolder, Area area) =>
        area.LastPartners is { } last ? JsonFile.Parse<PartnersFile>(Encoding.UTF8.GetBytes(last), $"config/areas/{area.Code}/partners.json") : Read(configFolder, area.Code);

    /// <summary>Every service of every organisation, as the area's routing sees it, holding nobody.</summary>
    /// <returns>The services in the order of the file.</returns>
    public IReadOnlyList<PartnerService> Services() => [.. Organisations.SelectMany(organisation => organisation.Services.Select(service => service.Of(organisation)))];
}

/// <summary>One organisation of a partners file.</summary>
public sealed record OrganisationEntry
{
    /// <summary>Its code, unique in its area.</summary>
    public required string Code { get; init; }

    /// <summary>Its name, with its own letters.</summary>
    public required string Name { get; init; }

    /// <summary>Where messages to it go; null: not stated.</summary>
    public string? Email { get; init; }

    /// <summary>Its telephone number; null: not stated.</summary>
    public string? Phone { get; init; }

    /// <summary>Its web address; null: not stated.</summary>
    public string? Web { get; init; }

    /// <summary>What it offers.</summary>
    public IReadOnlyList<ServiceEntry> Services { get; init; } = [];

    /// <summary>Where it is said.</summary>
    public string? Source { get; init; }

    /// <summary>Anything a reader should know.</summary>
    public string? Note { get; init; }
}

/// <summary>One service of a partners file. The members mean what they mean in <see cref="PartnerService"/>.</summary>
public sealed record ServiceEntry
{
    /// <summary>Its code, unique in its area.</summary>
    public required string Code { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it helps with. Empty: any need.</summary>
    public IReadOnlyList<string> HelpsWith { get; init; } = [];

    /// <summary>Where it serves, by official code. Empty: the whole area.</summary>
    public IReadOnlyList<string> Catchment { get; init; } = [];

    /// <summary>Primary care networks it serves. Empty: not by network.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>Languages it works in.</summary>
    public IReadOnlyList<string> Languages { get; init; } = ["en"];

    /// <summary>Ways of meeting. Empty: not stated.</summary>
    public IReadOnlyList<string> MeetingWays { get; init; } = [];

    /// <summary>How many people it can hold; null: not stated.</summary>
    public int? Capacity { get; init; }

    /// <summary>Whether it takes nobody at present.</summary>
    public bool IsPaused { get; init; }

    /// <summary>The last day of the pause; null: until somebody says otherwise.</summary>
    public DateOnly? PausedUntil { get; init; }

    /// <summary>Whether it coaches.</summary>
    public bool Coaches { get; init; }

    /// <summary>What it offers, by code of the area's own list.</summary>
    public IReadOnlyList<string> Offers { get; init; } = [];

    /// <summary>How firmly it stands.</summary>
    public Standing Standing { get; init; } = Standing.Stated;

    /// <summary>Where it is said.</summary>
    public string? Source { get; init; }

    /// <summary>Anything a reader should know.</summary>
    public string? Note { get; init; }

    /// <summary>The service as routing sees it, holding nobody.</summary>
    /// <param name="organisation">Whose it is.</param>
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
