using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;
using WorkWell.Areas.Contracts;
using WorkWell.FollowUps.Contracts;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>Runs follow-up plans on a simulated clock, without sending, and reports what would be sent when and which problems would occur.</summary>
public static class RehearseCommand
{
    private const string Nowhere = "Host=localhost;Port=1;Database=none";

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var area = new Option<string>("--area") { Description = "The area's code, or 'all'.", DefaultValueFactory = _ => "all" };
        var from = DateOption.Create("--from", "The first day, such as 2026-09-07. Today by default.");
        var weeks = new Option<int>("--weeks") { Description = "The number of weeks of referrals.", DefaultValueFactory = _ => 13 };
        var people = new Option<int>("--people") { Description = "The number of invented people referred.", DefaultValueFactory = _ => 1000 };
        var stored = new Option<bool>("--stored") { Description = "Rehearse the follow-ups planned in the database instead of invented cases." };
        var perMinute = new Option<int>(
            "--per-minute") { Description = "The maximum number of e-mails, and of texts, per minute.", DefaultValueFactory = _ => 3000 };
        var draft = new Option<string?>("--config") { Description = "Rehearse the areas of this config folder, which are not published." };
        var json = new Option<FileInfo?>("--json") { Description = "Also write the summary and every message with its recipient and time to this file." };
        var person = new Option<int?>("--person") { Description = "Also print the timeline of this invented person, from 1." };
        var command = new Command(
            "rehearse", "Run follow-up plans on a simulated clock, without sending, and show what would be sent when and which problems would occur.") {
            area, from, weeks, people, stored, perMinute, draft, json, person, JobsCommand.InBackground };
        command.Validators.Add(result =>
        {
            if (result.GetValue(JobsCommand.InBackground) && result.GetValue(json) is not null)
                result.AddError("--json is for a rehearsal at this terminal. ./workwell jobs --json FILE writes the result of one in the background.");
            if (result.GetValue(person) is { } number && (result.GetValue(stored) || result.GetValue(JobsCommand.InBackground)))
                result.AddError("--person is for a rehearsal of invented people at this terminal.");
            else if (result.GetValue(person) is { } one && (one < 1 || one > result.GetValue(people)))
                result.AddError("--person is a number from 1 to that of --people.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(draft) is not null && (result.GetValue(stored) || result.GetValue(JobsCommand.InBackground)))
                result.AddError("--config is for invented cases at this terminal: a draft decides nothing that is stored.");
        });
        Between(weeks, 1, 520);
        Between(people, 1, 2_000_000);
        Between(perMinute, 1, 1_000_000);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var asked = new Asked(
                parsed.GetValue(area)!, parsed.GetValue(from) ?? LondonTime.DateOf(TimeProvider.System.GetUtcNow()), parsed.GetValue(weeks),
                parsed.GetValue(people), parsed.GetValue(perMinute), parsed.GetValue(json), parsed.GetValue(person), parsed.GetValue(draft));
            if (parsed.GetValue(JobsCommand.InBackground))
            {
                var order = new RehearsalOrder { Area = asked.Area, From = asked.From, Weeks = asked.Weeks, People = asked.People, PerMinute = asked.PerMinute,
                    IsStored = parsed.GetValue(stored) };
                return await JobsCommand.StartAsync(RehearsalOrder.Key, order, cancellationToken);
            }
            return parsed.GetValue(stored) ? await StoredAsync(asked, cancellationToken) : await InventedAsync(asked, cancellationToken);
        });
        return command;
    }

    private static void Between(Option<int> option, int min, int max) => option.Validators.Add(result =>
    {
        // What is no number at all has its message already.
        if (result.Errors.Any()) return;
        var value = result.GetValueOrDefault<int>();
        if (value < min || value > max) result.AddError(Text($"{option.Name} takes a number from {min:N0} to {max:N0}, not {value}."));
    });

    private sealed record Asked(string Area, DateOnly From, int Weeks, int People, int PerMinute, FileInfo? Json, int? Person, string? Config);

    private static async Task<int> InventedAsync(Asked asked, CancellationToken cancellationToken)
    {
        var folders = HostFolders.Find();
        // The connection string is never used: plans are rehearsed from files alone.
        await using var app = WorkWellHost.Assemble(Settings(folders, Nowhere, asked.Config));
        // One that is switched off can be rehearsed by name.
        var only = asked.Area == "all" ? null : asked.Area;
        var areas = app.Services.GetRequiredService<IAreaLoading>().Inspect(only).Select(report => report.Area).OfType<Area>().ToArray();
        return await RehearseAsync(
            asked, areas, (request, each, progress) =>
            Task.Run(() => app.Services.GetRequiredService<IRehearsal>().Run(request, each, progress, cancellationToken), cancellationToken));
    }

    private static async Task<int> StoredAsync(Asked asked, CancellationToken cancellationToken)
    {
        var folders = HostFolders.Find();
        await using var opened = await HostDatabase.OpenAsync(folders, cancellationToken);
        await opened.PrepareAsync(cancellationToken);
        await using var app = WorkWellHost.Build(Settings(folders, opened.ConnectionString));
        var areas = app.Services.GetRequiredService<IAreaCatalogue>().Ready.Values.ToArray();
        return await RehearseAsync(
            asked, areas, (request, each, progress) =>
            app.Services.GetRequiredService<IRehearsal>().RunStoredAsync(request, each, progress, cancellationToken));
    }

    private static HostSettings Settings(HostFolders folders, string connection, string? config = null) => new()
    {
        ConnectionString = connection,
        ConfigFolder = config ?? folders.Config,
        PluginsFolder = folders.Plugins,
        Replace = services => services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance),
    };

    private static async Task<int> RehearseAsync(
        Asked asked, Area[] ready, Func<RehearsalRequest, Action<RehearsedFollowUp>?, IProgress<double>, Task<RehearsalReport>> run)
    {
        Area[] areas = [.. ready.Where(area => asked.Area == "all" || area.Code == asked.Area).OrderBy(area => area.Code, StringComparer.Ordinal)];
        if (areas.Length == 0)
        {
            await Console.Error.WriteLineAsync(
                asked.Area == "all" ? "No area is ready. ./workwell check-areas says why."
                : $"There is no area '{asked.Area}' that is ready. ./workwell check-areas --area {asked.Area} says why.");
            return 1;
        }
        var request = new RehearsalRequest
        {
            Areas = areas, From = asked.From, Weeks = asked.Weeks, People = asked.People,
                PerMinute = new Dictionary<string, int> { ["email"] = asked.PerMinute, ["sms"] = asked.PerMinute },
        };
        await using var file = asked.Json is null ? null : RehearsalFile.Create(asked.Json);
        var timeline = asked.Person is { } person ? new RehearsedTimeline(person) : null;
        Action<RehearsedFollowUp>? each = file is null && timeline is null ? null : happened =>
        {
            file?.Add(happened);
            timeline?.Add(happened);
        };
        RehearsalReport? report = null;
        await AnsiConsole.Progress().StartAsync(async context =>
        {
            var task = context.AddTask("rehearsing", maxValue: 1);
            report = await run(request, each, new Progress<double>(share => task.Value = share));
            task.Value = 1;
        });
        file?.Finish(request, report!);
        Print(request, report!);
        timeline?.Print();
        return 0;
    }

    private static void Print(RehearsalRequest asked, RehearsalReport report)
    {
        AnsiConsole.WriteLine(Text(
            $"{report.Cases:N0} referrals from {asked.From:yyyy-MM-dd} in {asked.Weeks} weeks, {string.Join(
            ", ", asked.Areas.Select(
            area => area.Code))}: {report.Messages:N0} messages, {report.Tasks:N0} tasks, {report.Cancelled:N0} cancelled. Nothing was sent."));
        Write("step", report.Steps.Select(step => ($"{step.Area} {step.Step}", step.Count.ToString("N0", CultureInfo.InvariantCulture))));
        Write("hour of day", report.HoursOfDay.Select(hour => (hour.When, Volumes(hour))));
        Write("busiest hours", report.BusiestHours.Select(hour => (hour.When, Volumes(hour))));
        Write("busiest days", report.Days.OrderByDescending(day => day.Emails + day.Texts + day.Letters).Take(5).Select(day => (day.When, Volumes(day))));
        AnsiConsole.WriteLine(report.Problems.Count == 0 ? "No problems found." : "Problems:");
        foreach (var problem in report.Problems) AnsiConsole.WriteLine($"  {problem}");
        foreach (var note in report.Notes) AnsiConsole.WriteLine($"  note: {note}");
    }

    private static void Write(string title, IEnumerable<(string Name, string Value)> rows)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumn(title).AddColumn(new TableColumn("").RightAligned());
        foreach (var (name, value) in rows) table.AddRow(Markup.Escape(name), Markup.Escape(value));
        AnsiConsole.Write(table);
    }

    private static string Volumes(RehearsedVolume volume) =>
        Text($"{volume.Emails:N0} e-mails  {volume.Texts:N0} texts  {volume.Letters:N0} letters  {volume.Tasks:N0} tasks");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
