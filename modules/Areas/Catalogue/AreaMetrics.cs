using System.Diagnostics.Metrics;
using WorkWell.Areas.Contracts;

namespace WorkWell.Areas.Catalogue;

/// <summary>Measurements of areas. docs/operations/alerts.yaml refers to them by name.</summary>
internal static class AreaMetrics
{
    private static readonly Meter Meter = new("WorkWell.Areas");
    private static volatile IReadOnlyList<AreaStatus> last = [];

    static AreaMetrics()
    {
        Meter.CreateObservableGauge(
            "workwell.areas.refused", () => Measure(last, IsRefused), description: "1 for an area that is refused, or whose newest settings are.");
        Meter.CreateObservableGauge(
            "workwell.areas.code_not_approved", () => Measure(last, area => area.IsCodeNotApproved),
            description: "1 for an area whose code is not the one that was reviewed.");
    }

    public static void Note(IReadOnlyList<AreaStatus> areas) => last = areas;

    public static bool IsRefused(AreaStatus area) => area.State == AreaState.Refused || area.RefusedUpdate is not null;

    private static IEnumerable<Measurement<long>> Measure(IReadOnlyList<AreaStatus> areas, Func<AreaStatus, bool> isSo) =>
        [.. areas.Select(area => new Measurement<long>(isSo(area) ? 1 : 0, new KeyValuePair<string, object?>("area", area.Code)))];
}
