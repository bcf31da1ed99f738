using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Plugins;
using WorkWell.Areas.Sdk;
using WorkWell.Areas.Settings;

namespace WorkWell.Areas.Catalogue;

/// <summary>
/// The areas of this host. An area whose files are in order is published and serves. One whose files are not keeps serving under its last published settings,
/// if it has any; otherwise it is refused. Readers see one whole picture at a time.
/// </summary>
internal sealed class AreaCatalogue(
    AreaFolders folders, AreaPlugins plugins, AreaFlags switches, AreaInspection inspection, AreaRevisions revisions, ILogger<AreaCatalogue> logger)
    : IAreaCatalogue
{
    private readonly ConcurrentDictionary<(string Code, int Number), Area> earlier = new();
    private volatile Snapshot snapshot = new([]);

    public IReadOnlyDictionary<string, Area> Ready => snapshot.Ready;

    public IReadOnlyList<AreaStatus> Statuses => [.. snapshot.Entries.Select(entry => entry.Status with { FailedDecisions = entry.Faults?.Count ?? 0 })];

    public Area? Serving(HomePlace home, GpPractice practice)
    {
        var seen = snapshot;
        return seen.Claims.Find(home, practice) is { } code ? seen.Ready.GetValueOrDefault(code) : null;
    }

    public async Task<Area?> AtRevisionAsync(string code, int number, CancellationToken cancellationToken)
    {
        if (snapshot.Ready.GetValueOrDefault(code) is { } serving && serving.Revision == number) return serving;
        if (earlier.TryGetValue((code, number), out var known)) return known;
        if (await revisions.FindAsync(code, number, cancellationToken) is not { } revision) return null;
        var rebuilt = await inspection.ForReplayAsync(revision);
        return rebuilt.Area is { } area ? earlier.GetOrAdd((code, number), area with { Revision = number }) : null;
    }

    /// <summary>Inspects every area and takes none up.</summary>
    public IReadOnlyList<AreaReport> Inspect()
    {
        var codes = Codes();
        var inspected = InspectAsync(codes.Where(code => !switches.IsOff(code))).GetAwaiter().GetResult();
        // Without a database nobody knows who holds a place: both that claim it hear of it.
        var places = new HeldPlaces([], inspected.Where(one => one.Area is not null).Select(one => one.Settings!));
        inspected = [.. inspected.Select(places.Keep)];
        return
        [
            .. inspected.Select(one => new AreaReport(one.Status(one.Area is null ? AreaState.Refused : AreaState.Ready), one.Errors) { Area = one.Area })
                .Concat(codes.Where(switches.IsOff).Select(code => new AreaReport(new(code, AreaState.SwitchedOff, null), [])))
                .OrderBy(report => report.Status.Code, StringComparer.Ordinal),
        ];
    }

    /// <summary>Every area that files, plugins or switches speak of.</summary>
    public IReadOnlyList<string> Codes() =>
        [.. SettingsFiles.Codes(folders.Config).Concat(plugins.Areas).Concat(switches.SwitchedOn).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Takes up the files of these areas as they are now. Areas that are gone are taken out.</summary>
    public async Task TakeUpAsync(IReadOnlyCollection<string> changed, CancellationToken cancellationToken)
    {
        var known = Codes();
        var before = snapshot.Entries.ToDictionary(entry => entry.Status.Code);
        // Whoever waits for a place looks again whenever anything changes: it may be free now.
        changed = [.. changed.Union(snapshot.Entries.Where(entry => entry.WaitsForPlace).Select(entry => entry.Status.Code))];
        var off = changed.Where(switches.IsOff).Where(known.Contains).ToArray();
        var unchanged = before.Values.Where(entry => !changed.Contains(entry.Status.Code) && known.Contains(entry.Status.Code)).ToArray();
        var inspected = await InspectAsync(changed.Where(known.Contains).Except(off));
        var last = await revisions.LastServedAsync(
            [.. changed.Where(known.Contains).Where(code => before.GetValueOrDefault(code)?.Area is null)], cancellationToken);
        AreaSettings? Served(string code) => before.GetValueOrDefault(code)?.Area?.Settings ?? last.GetValueOrDefault(code)?.Settings;
        // An area that is off or refused keeps the places that it served.
        var kept = unchanged.Select(entry => entry.Settings).Concat(off.Select(Served)).OfType<AreaSettings>().ToArray();
        var places = new HeldPlaces(
            kept.Concat(inspected.Select(one => Served(one.Code)).OfType<AreaSettings>()),
            kept.Concat(inspected.Select(one => one.Area is null ? Served(one.Code) : one.Settings).OfType<AreaSettings>()));
        inspected = [.. inspected.Select(places.Keep)];
        var fit = inspected.Where(one => one.Area is not null).ToArray();
        var numbers = await revisions.PublishAsync([.. fit.Select(one => new Publication(one.Settings!, one.Examples, one.Partners))], cancellationToken);

        AreaEntry[] entries =
        [
            .. fit.Select(one => Serving(one, numbers[one.Code])),
            .. await FallBackAsync([.. inspected.Where(one => one.Area is null)], before, last),
            .. off.Select(code => SwitchedOff(code, places, Served(code))),
        ];
        foreach (var entry in entries.OrderBy(entry => entry.Status.Code, StringComparer.Ordinal)) Log(entry.Status);
        foreach (var gone in before.Keys.Except(known)) AreasLog.Gone(logger, gone);

        var taken = new Snapshot([.. entries.Concat(unchanged).OrderBy(entry => entry.Status.Code, StringComparer.Ordinal)]);
        foreach (var (place, areas) in taken.Claims.Ties()) AreasLog.ClaimedTwice(logger, place, string.Join(" and ", areas));
        snapshot = taken;
    }

    private Task<InspectedArea[]> InspectAsync(IEnumerable<string> codes)
    {
        var national = new NationalFollowUps(folders.Config);
        return Task.WhenAll(codes.Select(
            code => switches.WhatIsWrong(code) is { } wrong ? Task.FromResult(new InspectedArea(code, [wrong])) : inspection.FromFilesAsync(code, national)));
    }

    private static AreaEntry Serving(InspectedArea one, int number) =>
        new(one.Status(AreaState.Ready) with { Revision = number }, one.Area! with { Revision = number }, one.Settings, one.Faults);

    // What served before this change still serves; after a restart, what was published last does.
    private async Task<IReadOnlyList<AreaEntry>> FallBackAsync(
        IReadOnlyList<InspectedArea> refused, Dictionary<string, AreaEntry> before, IReadOnlyDictionary<string, Revision> last)
    {
        var entries = new List<AreaEntry>();
        foreach (var one in refused)
        {
            if (before.GetValueOrDefault(one.Code) is { Area: not null } serving)
                entries.Add(serving with { Status = serving.Status with { RefusedUpdate = one.Reason }, WaitsForPlace = one.WaitsForPlace });
            else if (!last.TryGetValue(one.Code, out var revision))
                entries.Add(new(one.Status(AreaState.Refused), null, one.Settings, null, one.WaitsForPlace));
            else if (await inspection.FromRevisionAsync(revision) is { Area: not null } rebuilt)
                entries.Add(Serving(rebuilt, revision.Number) is var entry
                ? entry with { Status = entry.Status with { RefusedUpdate = one.Reason }, WaitsForPlace = one.WaitsForPlace } : entry);
            else entries.Add(new(one.Status(AreaState.Refused), null, one.Settings ?? revision.Settings, null, one.WaitsForPlace));
        }
        return entries;
    }

    private AreaEntry SwitchedOff(string code, HeldPlaces places, AreaSettings? served)
    {
        var written = SettingsFiles.Read(folders.Config, code).Settings;
        return new(new(code, AreaState.SwitchedOff, null), null, written is not null && places.WhatIsTaken(written).Count > 0 ? served : written, null);
    }

    private void Log(AreaStatus status)
    {
        if (status.State == AreaState.SwitchedOff) AreasLog.SwitchedOff(logger, status.Code);
        else if (status.State == AreaState.Refused) AreasLog.Refused(logger, status.Code, status.Reason);
        else if (status.RefusedUpdate is { } reason) AreasLog.UpdateRefused(logger, status.Code, status.Revision, reason);
        else AreasLog.Ready(logger, status.Code, status.Revision, status.PluginVersion, status.ExamplesPassed, status.ExamplesRun);
    }

    private sealed record AreaEntry(AreaStatus Status, Area? Area, AreaSettings? Settings, PluginErrorCounter? Faults, bool WaitsForPlace = false);

    private sealed class Snapshot(IReadOnlyList<AreaEntry> entries)
    {
        public IReadOnlyList<AreaEntry> Entries => entries;

        public FrozenDictionary<string, Area> Ready { get; } = entries.Where(entry => entry.Area is not null)
            .ToFrozenDictionary(entry => entry.Status.Code, entry => entry.Area!);

        public AreaClaims Claims { get; } = new([.. entries.Select(entry => entry.Settings).OfType<AreaSettings>()]);
    }
}
