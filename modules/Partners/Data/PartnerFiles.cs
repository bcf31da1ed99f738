using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Partners.Contracts;

namespace WorkWell.Partners;

/// <summary>The partners in an area's file.</summary>
internal sealed record AreaPartners(IReadOnlyList<PartnerOrganisation> Organisations, IReadOnlyList<FiledService> Services)
{
    public static AreaPartners None { get; } = new([], []);

    /// <summary>Whether any service states a capacity.</summary>
    public bool AnyCapacity { get; } = Services.Any(filed => filed.Service.Capacity is not null);

    public PartnerService? Find(string code) => Services.FirstOrDefault(filed => filed.Service.Code == code)?.Service;

    // A demonstration invents every partner's address: nobody real is written to, and each offer is a message whose link works.
    public static AreaPartners From(PartnersFile file, string area, bool isDemonstration) => new(
        [.. file.Organisations.Select(
        one => new PartnerOrganisation(
        one.Code, one.Name) { Email = isDemonstration ? $"{one.Code}.{area}@partners.example" : one.Email, Phone = one.Phone, Web = one.Web,
        Services = one.Services.ToDictionary(service => service.Code, service => service.Name),
        NotStated = [.. one.Services.Where(service => service.EvidenceLevel == EvidenceLevel.NotStated).Select(service => service.Code)] })],
        [.. file.Organisations.SelectMany(one => one.Services.Select(service => new FiledService(service.Of(one), service.PausedUntil)))]);
}

/// <summary>A service in the file, with the last day of its pause.</summary>
internal sealed record FiledService(PartnerService Service, DateOnly? PausedUntil)
{
    public bool IsPausedOn(DateOnly day) => Service.IsPaused && !(PausedUntil < day);
}

/// <summary>
/// The current partners.json of each area. Checked for changes on use, at most every two seconds. An invalid file is refused as a whole, and the last valid
/// one stays in use.
/// </summary>
internal sealed class PartnerFiles(IConfiguration configuration, ServedFiles served, IAreaCatalogue catalogue, TimeProvider clock, ILogger<PartnerFiles> log)
{
    private readonly bool isDemonstration = configuration.GetValue("Demonstration", false);
    private readonly ConcurrentDictionary<string, PartnerFileWatcher> watched = new();

    /// <summary>The partners of an area.</summary>
    /// <param name="area">The area's code.</param>
    /// <returns>The partners; none when the area is not ready.</returns>
    public AreaPartners Of(string area) =>
        catalogue.Ready.TryGetValue(area, out var ready) ? watched.GetOrAdd(area, Watch).Poll(ready, clock.GetUtcNow()) : AreaPartners.None;

    private PartnerFileWatcher Watch(string area) => new(Path.Combine(served.Folder, "areas", area, "partners.json"), served.Folder, isDemonstration, log);
}

/// <summary>A partners.json and its last valid contents.</summary>
internal sealed class PartnerFileWatcher(string path, string config, bool isDemonstration, ILogger log)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private DateTimeOffset lookedAt;
    private (DateTime WrittenAt, long Length, int Revision)? seen;
    private AreaPartners current = AreaPartners.None;

    public AreaPartners Poll(Area area, DateTimeOffset now)
    {
        lock (gate)
        {
            // A clock set back must not stop the checks.
            if (seen is not null && (now - lookedAt).Duration() < BetweenLooks) return current;
            lookedAt = now;
            Reload(area);
            return current;
        }
    }

    private void Reload(Area area)
    {
        var file = new FileInfo(path);
        // Some editors briefly remove a file when saving, so a missing file is not treated as deleted.
        if (!file.Exists && seen is not null) return;
        var stamp = file.Exists ? (file.LastWriteTimeUtc, file.Length, area.Revision) : default;
        if (stamp == seen) return;
        seen = stamp;
        var (read, errors) = PartnersCheck.Read(area, config);
        if (read is not null) current = AreaPartners.From(read, area.Code, isDemonstration);
        else PartnersLog.Refused(log, area.Code, errors.First(finding => !finding.IsAdvice).ToString());
    }
}
