using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>Checks areas as the host would load them, without a database, and reports each error with its file and line.</summary>
public static class CheckAreasCommand
{
    private const string Nowhere = "Host=localhost;Port=1;Database=none";

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var area = new Option<string?>("--area") { Description = "Check one area, even if it is switched off." };
        var config = new Option<string?>("--config") { Description = "Use another config folder." };
        var plugins = new Option<string?>("--plugins") { Description = "Use another folder of built plugins." };
        var command = new Command(
            "check-areas", "Check every area: settings, code, agreed examples, partners and texts. Fails if an area would be refused.") {
            area, config, plugins };
        command.SetAction(async (parsed, _) =>
        {
            var folders = HostFolders.Find();
            var console = parsed.InvocationConfiguration;
            var configFolder = parsed.GetValue(config) ?? folders.Config;
            if ((SettingsFile.WhatIsWrong(configFolder) ?? CalendarProblem(configFolder)) is { } wrong)
            {
                console.Output.WriteLine(wrong);
                return 1;
            }
            var reports = await InspectAsync(configFolder, parsed.GetValue(plugins) ?? folders.Plugins, parsed.GetValue(area), console.Error);
            if (reports.Count == 0)
            {
                console.Output.WriteLine(NoArea(configFolder, parsed.GetValue(area)));
                return 1;
            }
            Write(reports, console.Output);
            var words = PageWordsCommand.Folder(configFolder);
            var wordsAreUsable = parsed.GetValue(area) is not null || !Directory.Exists(words) || PageWordsCommand.Report(words, all: false, console.Output);
            console.Output.WriteLine(Summary(reports));
            return wordsAreUsable && reports.All(report => report.Status.State != AreaState.Refused && report.Errors.All(error => error.IsAdvice)) ? 0 : 1;
        });
        return command;
    }

    private static string? CalendarProblem(string config)
    {
        try
        {
            CalendarFile.Read(config);
            return null;
        }
        catch (InvalidOperationException wrong)
        {
            return wrong.Message;
        }
    }

    internal static string NoArea(string config, string? asked)
    {
        if (asked is null) return "There are no areas in config/areas.";
        var folders = Directory.EnumerateDirectories(Path.Combine(config, "areas")).Select(folder => Path.GetFileName(folder))
            .Where(code => code != Area.National && !code.StartsWith('.')).Order(StringComparer.Ordinal);
        return $"There is no area \"{asked}\" in config/areas. The areas are: {string.Join(", ", folders)}.";
    }

    internal static async Task<IReadOnlyList<AreaReport>> InspectAsync(string config, string plugins, string? only, TextWriter progress)
    {
        await using var app = WorkWellHost.Assemble(new HostSettings
        {
            // The connection string is never used: inspecting sends no statement.
            ConnectionString = Nowhere,
            ConfigFolder = config,
            PluginsFolder = plugins,
            Replace = services => services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance),
        });
        var to = TextWriter.Synchronized(progress);
        var reports = app.Services.GetRequiredService<IAreaLoading>().Inspect(only, code => to.WriteLine($"checked {code}"));
        return [.. reports.Select(report => report with { Errors = [.. report.Errors, .. ReferenceLists.Check(config, report)] })];
    }

    // What keeps an area from serving comes before what has been so for months.
    internal static void Write(IReadOnlyList<AreaReport> reports, TextWriter to)
    {
        var rows = reports.Select(Row).Prepend(["area", "state", "version", "sdk", "examples"]).ToArray();
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows) to.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        to.WriteLine();
        foreach (var isAdvice in (bool[])[false, true])
        {
            foreach (var report in reports.Where(report => report.Errors.Any(error => error.IsAdvice == isAdvice)))
            {
                to.WriteLine($"{report.Status.Code}:");
                foreach (var error in report.Errors.Where(error => error.IsAdvice == isAdvice)) to.WriteLine($"  {(isAdvice ? "advice" : "error ")}  {error}");
                to.WriteLine();
            }
        }
    }

    private static string[] Row(AreaReport report) =>
    [
        report.Status.Code,
        report.Status.State switch { AreaState.Ready => "ready", AreaState.Refused => "REFUSED", _ => "switched off" },
        report.Status.PluginVersion ?? "-",
        report.Status.Sdk ?? "-",
        report.Status.ExamplesRun == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{report.Status.ExamplesPassed} of {report.Status.ExamplesRun}"),
    ];

    private static string Summary(IReadOnlyList<AreaReport> reports)
    {
        var ready = reports.Count(report => report.Status.State == AreaState.Ready);
        var refused = reports.Count(report => report.Status.State == AreaState.Refused);
        return string.Create(CultureInfo.InvariantCulture, $"{ready} ready, {refused} refused, {reports.Count - ready - refused} switched off");
    }
}
