using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Host.Commands;

/// <summary>Areas from a folder of drafts, for a command that decides with them. Nothing of them is published.</summary>
internal sealed class DraftAreas : IAreaCatalogue
{
    public IReadOnlyDictionary<string, Area> Ready { get; private set; } = new Dictionary<string, Area>();

    public IReadOnlyList<AreaStatus> Statuses { get; private set; } = [];

    /// <summary>Checks the drafts and keeps those that pass.</summary>
    /// <returns>Why the others cannot be used.</returns>
    public IReadOnlyList<string> Load(IAreaLoading loading, string? only)
    {
        var reports = loading.Inspect(only);
        Statuses = [.. reports.Select(report => report.Status)];
        Ready = reports.Select(report => report.Area).OfType<Area>().ToDictionary(area => area.Code);
        return [.. Statuses.Where(status => status.State == AreaState.Refused).Select(status => $"{status.Code}: {status.Reason}")];
    }

    public Area? Serving(HomePlace home, GpPractice practice) => null;

    public Task<Area?> AtRevisionAsync(string code, int number, CancellationToken cancellationToken) => Task.FromResult<Area?>(null);
}
