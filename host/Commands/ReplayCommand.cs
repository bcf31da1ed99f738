using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using WorkWell.Areas.Contracts;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Host.Commands;

/// <summary>Decides stored referrals again and reports the differences.</summary>
public static class ReplayCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var area = new Option<string?>("--area") { Description = "Only this area." };
        var since = DateOption.Create("--since", "Only referrals that arrived on this day or later, such as 2026-09-01.");
        var draft = new Option<string?>("--config") { Description = "Decide with the areas of this config folder, which are not published." };
        var settings = new Option<ReplaySettings>(
            "--settings") { Description = "Use the settings stored with each decision, or the current ones.", DefaultValueFactory = _ =>
            ReplaySettings.Stored };
        var command = new Command(
            "replay", "Decide stored referrals again from their facts. With the stored settings, a difference is an error.") { area, since, settings, draft };
        command.SetAction((parsed, cancellationToken) =>
        {
            var request = new ReplayRequest { Area = parsed.GetValue(area), Since = parsed.GetValue(since), Settings = parsed.GetValue(settings) };
            return parsed.GetValue(draft) is { } folder ? RunDraftAsync(request with { Settings = ReplaySettings.Current }, folder, cancellationToken)
                : RunAsync(request, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(ReplayRequest request, CancellationToken cancellationToken)
    {
        var folders = HostFolders.Find();
        await using var opened = await HostDatabase.OpenAsync(folders, cancellationToken);
        await opened.PrepareAsync(cancellationToken);
        await using var app = WorkWellHost.Build(
            new HostSettings { ConnectionString = opened.ConnectionString, ConfigFolder = folders.Config, PluginsFolder = folders.Plugins,
            Overrides = CommandLogging.Apart });
        return await RunAsync(app.Services, request, cancellationToken);
    }

    private static async Task<int> RunDraftAsync(ReplayRequest request, string config, CancellationToken cancellationToken)
    {
        var folders = HostFolders.Find();
        await using var opened = await HostDatabase.OpenAsync(folders, cancellationToken);
        await opened.PrepareAsync(cancellationToken);
        var drafts = new DraftAreas();
        await using var app = WorkWellHost.Assemble(
            new HostSettings { ConnectionString = opened.ConnectionString, ConfigFolder = config, PluginsFolder = folders.Plugins,
            Overrides = CommandLogging.Apart, Replace = services => services.AddSingleton<IAreaCatalogue>(drafts) });
        foreach (var refused in drafts.Load(app.Services.GetRequiredService<IAreaLoading>(), request.Area)) Console.WriteLine($"refused  {refused}");
        return await RunAsync(app.Services, request, cancellationToken);
    }

    private static async Task<int> RunAsync(IServiceProvider services, ReplayRequest request, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var report = await services.GetRequiredService<IReplay>().RunAsync(request, Write, cancellationToken);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Decided} decided again in {Stopwatch.GetElapsedTime(
            started).TotalSeconds:0.0} s, {report.Different} different, {report.AtNationalDesk} at the national desk, {report.NotPossible} not possible."));
        if (report.ByOtherCode > 0)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{report.ByOtherCode} of these were decided by other code than the areas have now, and say nothing about that code."));
        }
        return request.Settings == ReplaySettings.Stored && (report.Different > 0 || report.NotPossible > 0) ? 1 : 0;
    }

    private static void Write(ReplayDifference difference)
    {
        var isSameCode = difference.StoredPlugin == difference.PluginNow
            && (difference.StoredContent is null || difference.StoredContent == difference.ContentNow);
        Console.WriteLine($"{difference.Reference} {difference.Area}{(isSameCode ? ""
            : $" (decided by plugin {Code(difference.StoredPlugin, difference.StoredContent)}, now {Code(difference.PluginNow, difference.ContentNow)})")}");
        Console.WriteLine($"  before {difference.Before}");
        Console.WriteLine($"  now    {difference.Now}");
    }

    private static string Code(string? version, string? content) => content is null ? version ?? "none" : $"{version} ({content[..12]})";
}
