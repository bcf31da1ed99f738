using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Plugins;
using WorkWell.Areas.Sdk;
using WorkWell.Areas.Settings;

namespace WorkWell.Areas.Catalogue;

/// <summary>
/// The areas of this host. An area whose files pass inspection is published and serves. One whose files do not pass keeps serving under its last published
/// settings, if it has any; otherwise it is refused. Readers always see one consistent snapshot.
/// </summary>
internal sealed class AreaCatalogue(
    AreaFolders folders, AreaPlugins plugins, PluginWatchdog watchdog, AreaFlags switches, AreaInspection inspection, AreaRevisions revisions,
    IPlaces directory, ILogger<AreaCatalogue> logger)
    : IAreaCatalogue
{
    private readonly ConcurrentDictionary<(string Code, int Number), Area> earlier = new();
    private volatile Snapshot snapshot = new([]);
    private volatile IReadOnlyList<string> gone = [];

    public IReadOnlyDictionary<string, Area> Ready => snapshot.Ready;

    public IReadOnlyList<AreaStatus> Statuses =>
    [
        .. snapshot.Entries.Select(entry => entry.Status with { FailedDecisions = entry.Faults?.Count ?? 0,
            IsCodeNotApproved = plugins.IsNotApproved(entry.Status.Code) }),
    ];

    /// <summary>The areas whose folders were removed since the host started.</summary>
    public IReadOnlyList<string> Gone => gone;

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

    /// <inheritdoc cref="IAreaLoading.Inspect"/>
    public IReadOnlyList<AreaReport> Inspect(string? only, Action<string>? progress)
    {
        var codes = Codes().Where(code => only is null || code == only).ToArray();
        bool IsOff(string code) => only is null && switches.IsOff(code);
        var inspected = InspectAsync(codes.Where(code => !IsOff(code)), progress).GetAwaiter().GetResult();
        // The others claim their places too.
        var others = only is null ? [] : Codes().Except(codes).Where(code => !switches.IsOff(code))
            .Select(code => SettingsFiles.Read(folders.Served, code).Settings).OfType<AreaSettings>();
        // Without a database nobody knows who holds a place: both that claim it are refused.
        var places = new HeldPlaces([], inspected.Where(one => one.Area is not null).Select(one => one.Settings!).Concat(others), directory.BoardsOf);
        inspected = [.. inspected.Select(places.Keep)];
        return
        [
            .. inspected.Select(one => new AreaReport(one.Status(one.Area is null ? AreaState.Refused : AreaState.Ready), one.Errors) { Area = one.Area,
                ChangedExamples = one.ChangedExamples })
                .Concat(codes.Where(IsOff).Select(code => new AreaReport(new(code, AreaState.SwitchedOff, null), [])))
                .OrderBy(report => report.Status.Code, StringComparer.Ordinal),
        ];
    }

    /// <summary>Every area that has files, a plugin or a switch.</summary>
    public IReadOnlyList<string> Codes() =>
        [.. SettingsFiles.Codes(folders.Served).Concat(plugins.Areas).Concat(switches.SwitchedOn).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Loads the files of these areas as they are now. Areas whose folders are gone are removed.</summary>
    /// <returns>The areas that served before and serve under another revision now.</returns>
    public async Task<IReadOnlyList<(Area Before, Area After)>> ReloadAsync(IReadOnlyCollection<string> changed, CancellationToken cancellationToken)
    {
        var known = Codes();
        var before = snapshot.Entries.ToDictionary(entry => entry.Status.Code);
        // An area that waits for a place is inspected again whenever anything changes, because the place may be free now.
        changed = [.. changed.Union(snapshot.Entries.Where(entry => entry.WaitsForPlace).Select(entry => entry.Status.Code))];
        var off = changed.Where(switches.IsOff).Where(known.Contains).ToArray();
        var unchanged = before.Values.Where(entry => !changed.Contains(entry.Status.Code) && known.Contains(entry.Status.Code)).ToArray();
        var inspected = await InspectAsync(changed.Where(known.Contains).Except(off));
        var last = await revisions.LastServedAsync(
            [.. changed.Where(known.Contains).Where(code => before.GetValueOrDefault(code)?.Area is null)], cancellationToken);
        AreaSettings? Served(string code) => before.GetValueOrDefault(code)?.Area?.Settings ?? last.GetValueOrDefault(code)?.Settings;
        // An area that is switched off or refused keeps its places.
        var kept = unchanged.Select(entry => entry.Settings).Concat(off.Select(Served)).OfType<AreaSettings>().ToArray();
        var places = new HeldPlaces(
            [.. kept, .. inspected.Select(one => Served(one.Code)).OfType<AreaSettings>()],
            kept.Concat(inspected.Select(one => one.Area is null ? Served(one.Code) : one.Settings).OfType<AreaSettings>()), directory.BoardsOf);
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
        foreach (var code in before.Keys.Except(known)) AreasLog.Gone(logger, code);
        gone = [.. gone.Union(before.Keys).Except(known).Order(StringComparer.Ordinal)];

        var taken = new Snapshot([.. entries.Concat(unchanged).OrderBy(entry => entry.Status.Code, StringComparer.Ordinal)]);
        foreach (var (place, areas) in taken.Claims.Ties()) AreasLog.ClaimedTwice(logger, place, string.Join(" and ", areas));
        snapshot = taken;
        AreaMetrics.Note(Statuses);
        return
        [
            .. from entry in entries
               let served = before.GetValueOrDefault(entry.Status.Code)?.Area
               where served is not null && entry.Area is not null && served.Revision != entry.Area.Revision
               select (served, entry.Area),
        ];
    }

    private Task<InspectedArea[]> InspectAsync(IEnumerable<string> codes, Action<string>? progress = null)
    {
        var national = new NationalFollowUps(folders.Served);
        return Task.WhenAll(codes.Select(async code =>
        {
            var inspected = switches.WhatIsWrong(code) is { } wrong ? new InspectedArea(code, [wrong]) : await inspection.FromFilesAsync(code, national);
            progress?.Invoke(code);
            return inspected;
        }));
    }

    private static AreaEntry Serving(InspectedArea one, int number) =>
        new(one.Status(AreaState.Ready) with { Revision = number }, one.Area! with { Revision = number }, one.Settings, one.Faults);

    // What served before this change still serves, unless its code no longer returns; after a restart, what was published last does.
    private async Task<IReadOnlyList<AreaEntry>> FallBackAsync(
        IReadOnlyList<InspectedArea> refused, Dictionary<string, AreaEntry> before, IReadOnlyDictionary<string, Revision> last)
    {
        var entries = new List<AreaEntry>();
        foreach (var one in refused)
        {
            if (before.GetValueOrDefault(one.Code) is { Area: not null } serving && watchdog.WhatIsWrong(one.Code) is null)
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
        var written = SettingsFiles.Read(folders.Served, code).Settings;
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
