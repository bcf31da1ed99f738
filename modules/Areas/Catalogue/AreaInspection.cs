using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Examples;
using WorkWell.Areas.Plugins;
using WorkWell.Areas.Sdk;
using WorkWell.Areas.Settings;
using WorkWell.Platform;

namespace WorkWell.Areas.Catalogue;

/// <summary>
/// Assembles one area and checks it before it serves: files, code, agreed examples, and the checks of other modules. This runs on its own thread with a time
/// limit, so code that never returns costs a thread and not the host.
/// </summary>
internal sealed class AreaInspection(
    AreaFolders folders, AreaPlugins plugins, PluginTrial trial, PluginWatchdog watchdog, IServiceProvider services, IConfiguration configuration,
    ILogger<AreaInspection> logger)
{
    // For loading an area and deciding all its examples: a hundred times what that takes on a busy machine.
    private readonly TimeSpan limit = configuration.GetValue("AreaLoading:Limit", TimeSpan.FromSeconds(30));
    private readonly ConcurrentQueue<string> late = new();

    // Each area's time begins when its work does: many at once would wait for processors and each seem slow.
    private readonly SemaphoreSlim room = new(Math.Max(4, Environment.ProcessorCount));

    /// <summary>Inspects an area as its files are now.</summary>
    public Task<InspectedArea> FromFilesAsync(string code, NationalFollowUps national) => BoundedAsync(code, () =>
    {
        var reading = SettingsFiles.Read(folders.Served, code, national);
        var inspected = new InspectedArea(
            code, [.. CheckCode(code), .. reading.Errors]) { Settings = reading.Settings, Sdk = reading.Sdk, Lines = reading.Lines,
                Partners = PartnersText(code) };
        return reading.Settings is null || IsStopped(inspected) ? inspected : Try(inspected, reading.Settings, area => Examine(area, null));
    });

    /// <summary>
    /// Inspects an area under settings that were published earlier: with the partners that are there now, else with those it served with last.
    /// </summary>
    public Task<InspectedArea> FromRevisionAsync(Revision revision) => BoundedAsync(revision.Settings.Code, () =>
    {
        var inspected = new InspectedArea(revision.Settings.Code, CheckCode(revision.Settings.Code)) { Settings = revision.Settings };
        if (IsStopped(inspected)) return inspected;
        var now = Try(inspected, revision.Settings, area => Examine(area, revision.Examples, servedBefore: true));
        if (now.Area is not null || revision.Partners is not { } last) return now;
        return Try(inspected, revision.Settings,
            area => Examine(area with { Area = area.Area with { LastPartners = last } }, revision.Examples, servedBefore: true));
    });

    /// <summary>Assembles an area without checking it, to repeat a stored decision.</summary>
    public Task<InspectedArea> ForReplayAsync(Revision revision) => BoundedAsync(revision.Settings.Code, () =>
    {
        var inspected = new InspectedArea(revision.Settings.Code, CheckCode(revision.Settings.Code));
        return IsStopped(inspected) ? inspected : Try(inspected, revision.Settings, area => area);
    });

    /// <summary>Areas that timed out and finished later, so the machine was slow and the area is not at fault. Each is returned once.</summary>
    public IReadOnlyList<string> FinishedLate()
    {
        var codes = new List<string>();
        while (late.TryDequeue(out var code)) codes.Add(code);
        return codes;
    }

    private async Task<InspectedArea> BoundedAsync(string code, Func<InspectedArea> work)
    {
        await room.WaitAsync();
        var inspecting = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            // The limit is on real time: a clock that a test or demonstration has stopped would wait for ever.
            return await inspecting.WaitAsync(plugins.Areas.Contains(code) ? limit + trial.Allowance : limit);
        }
        catch (TimeoutException)
        {
            _ = inspecting.ContinueWith(_ => late.Enqueue(code), TaskScheduler.Default);
            return new(code, [new($"config/areas/{code}", null,
                $"The area took longer than {limit.TotalSeconds:0.#} seconds to load and to decide its examples, and was given up.")]);
        }
        finally
        {
            room.Release();
        }
    }

    private InspectedArea Try(InspectedArea inspected, AreaSettings settings, Func<Assembled, Assembled> examine)
    {
        var step = "The code cannot be loaded";
        try
        {
            if (plugins.Fenced(settings.Code) is { } folder && trial.WhatIsWrong(folder, settings) is { } wrong) throw new PluginException(wrong);
            var code = plugins.Load(settings.Code);
            inspected = inspected with { PluginVersion = code.Version, Sdk = code.Folder is null ? inspected.Sdk : code.Sdk };
            step = "The code fails with these settings";
            var area = Assemble(code, settings);
            step = "The area cannot be examined";
            var examined = examine(new Assembled(area, code, inspected));
            if (IsStopped(examined.Result)) return examined.Result;
            var faults = new PluginErrorCounter(settings.Code, logger);
            return examined.Result with { Area = Safe(examined.Area, code, faults), Faults = faults };
        }
        catch (IrregularFileException irregular)
        {
            return inspected with { Errors = [
                .. inspected.Errors, new($"config/areas/{settings.Code}", null, $"The agreed examples cannot be read. {irregular.Message}")] };
        }
        catch (Exception error)
        {
            // The edge to an area's code: its errors concern this area alone. It has not seen any person's facts yet.
            var says = Known(error)?.Message ?? $"{step}: {error.GetType().Name}: {error.Message}";
            return inspected with { Errors = [.. inspected.Errors, new($"config/areas/{settings.Code}", null, says)] };
        }
    }

    // The runtime wraps what a load context says.
    private static PluginException? Known(Exception? error) => error is null ? null : error as PluginException ?? Known(error.InnerException);

    public static Area Assemble(AreaCode code, AreaSettings settings) => new()
    {
        Settings = settings,
        Revision = 0,
        PluginVersion = code.Version,
        Eligibility = code.Plugin.Eligibility(settings) ?? throw new PluginException("The plugin gives no eligibility rules."),
        Routing = code.Plugin.Routing(settings) ?? throw new PluginException("The plugin gives no routing."),
        FollowUps = code.Plugin.FollowUps(settings) ?? throw new PluginException("The plugin gives no plan of follow-ups."),
        ExtraQuestions = [.. code.Plugin.ExtraQuestions(settings) ?? [], .. settings.Questions],
        Trial = code.Plugin.Trial(settings),
        Programme = code.Plugin.Programme(settings),
    };

    private Area Safe(Area area, AreaCode code, PluginErrorCounter faults)
    {
        // The national rules are ours and are known to return.
        var watched = code.Folder is null ? area : Watched(area, watchdog.Of(area.Code));
        return watched with
        {
            Eligibility = new SafeEligibility(watched.Eligibility, faults),
            Routing = new SafeRouting(watched.Routing, faults),
            FollowUps = new SafeFollowUpPlan(watched.FollowUps, area.Settings, faults),
            PluginContent = code.Content,
            // Its examples have run in this process, or it would not serve. Rules of ours see no more than they do anyway.
            AnswersForOthers = () => code.Folder is null || (configuration.GetValue($"Areas:{area.Code}:AnswersForOthers", false) && faults.Count == 0),
        };
    }

    private static Area Watched(Area area, PluginCalls calls) => area with
    {
        Eligibility = new WatchedEligibility(area.Eligibility, calls),
        Routing = new WatchedRouting(area.Routing, calls),
        FollowUps = new WatchedFollowUpPlan(area.FollowUps, calls),
    };

    private IReadOnlyList<ValidationError> CheckCode(string area) =>
        watchdog.WhatIsWrong(area) is { } wrong ? [.. plugins.Check(area), new($"config/areas/{area}", null, wrong)] : plugins.Check(area);

    private Assembled Examine(Assembled assembled, string? publishedExamples, bool servedBefore = false)
    {
        var (area, code, result) = assembled;
        var (text, shown) = ReadExamples(code, area.Code, publishedExamples);
        if (text is null)
        {
            var says = code.Folder is null
                ? "The area has neither a plugin nor agreed examples, so nothing shows that the national rules are right for it."
                : "The plugin has no agreed examples, so nothing shows that it decides as the area agreed.";
            return assembled with { Result = result with { Errors = [.. result.Errors, new(shown, null, says)] } };
        }
        var file = ExampleFile.Read(text, shown);
        var partners = PartnersFile.Read(folders.Served, area).Value;
        // Examples state who fits, whatever the capacity is today.
        PartnerService[] open = [.. partners?.Services().Select(service => service with { IsPaused = false }) ?? []];
        var changed = ExampleRun.Try(area.Eligibility, area.Routing, file.Examples, open, shown);
        var checks = services.GetServices<IAreaCheck>()
            .SelectMany(check => Check(check, area).Select(finding => servedBefore && !check.KeepsFromServing ? finding with { IsAdvice = true } : finding));
        return assembled with
        {
            Result = result with
            {
                Examples = code.Folder is null ? text : null,
                ExamplesRun = file.Examples.Count,
                ExamplesPassed = file.Examples.Count - changed.Count,
                ChangedExamples = changed,
                Errors =
                [
                    .. result.Errors, .. QuestionChecks.Check(area, $"config/areas/{area.Code}"), .. file.Errors,
                    .. ExampleRun.Findings(changed, file.Examples, area.Settings), .. checks,
                ],
            },
        };
    }

    private IReadOnlyList<ValidationError> Check(IAreaCheck check, Area area)
    {
        try
        {
            return [.. check.Check(area, folders.Served)];
        }
        catch (Exception error)
        {
            // A check may run the area's code; if it fails, the results of the other checks still count.
            return [new($"config/areas/{area.Code}", null, $"The {check.Name} cannot be checked: {error.GetType().Name}: {error.Message}")];
        }
    }

    private (string? Text, string Shown) ReadExamples(AreaCode code, string area, string? published)
    {
        var shown = code.Folder?.Shown("examples.csv") ?? SettingsFiles.Shown(area, "examples.csv");
        var path = code.Folder?.ExamplesPath ?? Path.Combine(folders.Served, "areas", area, "examples.csv");
        return (code.Folder is null && published is not null ? published : File.Exists(path) ? RegularFile.ReadAllText(path) : null, shown);
    }

    private string? PartnersText(string area)
    {
        var path = Path.Combine(folders.Served, "areas", area, "partners.json");
        try
        {
            return File.Exists(path) ? RegularFile.ReadAllText(path) : null;
        }
        catch (IrregularFileException)
        {
            // The check of the partners says so.
            return null;
        }
    }

    private static bool IsStopped(InspectedArea inspected) => inspected.Errors.Any(finding => !finding.IsAdvice);

    private sealed record Assembled(Area Area, AreaCode Code, InspectedArea Result);
}
