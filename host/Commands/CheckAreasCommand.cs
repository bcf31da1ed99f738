using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using WorkWell.Areas.Contracts;

namespace WorkWell.Host.Commands;

/// <summary>Checks every area as the host would load it, without a database, and reports each error with its file and line.</summary>
public static class CheckAreasCommand
{
    private const string Nowhere = "Host=localhost;Port=1;Database=none";

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var config = new Option<string?>("--config") { Description = "Use another config folder." };
        var plugins = new Option<string?>("--plugins") { Description = "Use another folder of built plugins." };
        var command = new Command(
            "check-areas", "Check every area: settings, code, agreed examples, partners and texts. Fails if an area would be refused.") { config, plugins };
        command.SetAction(async (parsed, _) =>
        {
            var folders = HostFolders.Find();
            var configFolder = parsed.GetValue(config) ?? folders.Config;
            if (SettingsFile.WhatIsWrong(configFolder) is { } wrong)
            {
                parsed.InvocationConfiguration.Output.WriteLine(wrong);
                return 1;
            }
            var reports = await InspectAsync(configFolder, parsed.GetValue(plugins) ?? folders.Plugins);
            var output = parsed.InvocationConfiguration.Output;
            Write(reports, output);
            var words = PageWordsCommand.Folder(configFolder);
            var wordsAreUsable = !Directory.Exists(words) || PageWordsCommand.Report(words, all: false, output);
            return wordsAreUsable && reports.Count > 0 && reports.All(report => report.Status.State != AreaState.Refused) ? 0 : 1;
        });
        return command;
    }

    private static async Task<IReadOnlyList<AreaReport>> InspectAsync(string config, string plugins)
    {
        await using var app = WorkWellHost.Assemble(new HostSettings
        {
            // The connection string is never used: inspecting sends no statement.
            ConnectionString = Nowhere,
            ConfigFolder = config,
            PluginsFolder = plugins,
            Replace = services => services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance),
        });
        return app.Services.GetRequiredService<IAreaLoading>().Inspect();
    }

    private static void Write(IReadOnlyList<AreaReport> reports, TextWriter to)
    {
        if (reports.Count == 0) to.WriteLine("There are no areas in config/areas.");
        var rows = reports.Select(Row).Prepend(["area", "state", "version", "sdk", "examples"]).ToArray();
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows) to.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        foreach (var report in reports.Where(report => report.Errors.Count > 0))
        {
            to.WriteLine();
            to.WriteLine($"{report.Status.Code}:");
            foreach (var finding in report.Errors) to.WriteLine($"  {(finding.IsAdvice ? "advice" : "error ")}  {finding}");
        }
        to.WriteLine();
        to.WriteLine(Summary(reports));
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
