using System.CommandLine;
using System.Globalization;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>Shows which agreed examples give another result now, and, once people have agreed, writes what they give.</summary>
public static class ExamplesCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var area = new Option<string?>("--area") { Description = "One area, even if it is switched off. Without it: every area." };
        var propose = new Option<bool>("--propose") { Description = "Show each example that differs, with what was agreed and what it gives now." };
        var write = new Option<bool>("--write")
        {
            Description = "Write what they give now into config/areas/CODE/examples.csv, once that is agreed. Needs --area.",
        };
        var config = new Option<string?>("--config") { Description = "Use another config folder." };
        var plugins = new Option<string?>("--plugins") { Description = "Use another folder of built plugins." };
        var command = new Command("examples", "Show which agreed examples give another result now, for agreement.") { area, propose, write, config, plugins };
        command.Validators.Add(result =>
        {
            if (result.GetValue(write) && result.GetValue(area) is null) result.AddError("--write changes the examples of one area: say which with --area.");
        });
        command.SetAction(async (parsed, _) =>
        {
            var folders = HostFolders.Find();
            var to = parsed.InvocationConfiguration.Output;
            var (configFolder, only) = (parsed.GetValue(config) ?? folders.Config, parsed.GetValue(area));
            if (SettingsFile.WhatIsWrong(configFolder) is { } wrong)
            {
                to.WriteLine(wrong);
                return 1;
            }
            var reports = await CheckAreasCommand.InspectAsync(configFolder, parsed.GetValue(plugins) ?? folders.Plugins, only, TextWriter.Null);
            if (reports.Count == 0)
            {
                to.WriteLine(CheckAreasCommand.NoArea(configFolder, only));
                return 1;
            }
            var draft = parsed.GetValue(config) is { } other ? $" --config {other}" : "";
            foreach (var report in reports) Show(report, parsed.GetValue(propose) || parsed.GetValue(write), draft, to);
            return parsed.GetValue(write) ? Write(configFolder, reports[0], draft.Length > 0, to) : 0;
        });
        return command;
    }

    private static void Show(AreaReport report, bool each, string draft, TextWriter to)
    {
        var (code, run, changed) = (report.Status.Code, report.Status.ExamplesRun, report.ChangedExamples);
        if (run == 0)
        {
            var why = report.Errors.FirstOrDefault(error => !error.IsAdvice)?.ToString() ?? "the area is switched off; name it with --area";
            to.WriteLine($"{code}: its examples were not run: {why}");
            return;
        }
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{code}: {run - changed.Count} of {run} examples give the agreed result."));
        if (!each)
        {
            if (changed.Count > 0) to.WriteLine($"  The others, with what they give now: ./workwell examples --area {code}{draft} --propose");
            return;
        }
        foreach (var one in changed)
        {
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  line {one.Line}  {one.Name}"));
            to.WriteLine($"    {one.Differs}");
            if (one.Cells.Count > 0) to.WriteLine($"    if that is agreed: {string.Join(", ", one.Cells.Select(cell => $"{cell.Key} {cell.Value}"))}");
        }
        if (changed.Count > 0)
            to.WriteLine($"  If these results are right, they are written with: ./workwell examples --area {code}{draft} --write. If not, the settings or " +
                "the rules are wrong.");
    }

    private static int Write(string config, AreaReport report, bool isDraft, TextWriter to)
    {
        if (report.ChangedExamples.Count == 0) return 0;
        var path = Path.Combine(config, "areas", report.Status.Code, "examples.csv");
        if (!File.Exists(path) || report.ChangedExamples[0].File != $"config/areas/{report.Status.Code}/examples.csv")
        {
            to.WriteLine($"{report.Status.Code} has code, and its examples lie beside it in plugins: change them there.");
            return 1;
        }
        var lines = File.ReadAllText(path).Split('\n');
        var columns = CsvText.Rows(lines.First(line => !line.StartsWith('#')))[0];
        var left = report.ChangedExamples.Where(one => !TryWrite(lines, columns, one)).ToArray();
        var aside = $"{path}.new";
        File.WriteAllText(aside, string.Join('\n', lines));
        File.Move(aside, path, overwrite: true);
        var written = report.ChangedExamples.Count - left.Length;
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{written} examples written to {(isDraft ? path : report.ChangedExamples[0].File)}."));
        foreach (var one in left) to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  line {one.Line}  \"{one.Name}\" has to be changed by hand."));
        return left.Length == 0 ? 0 : 1;
    }

    // Every other line of the file stays as people wrote it.
    private static bool TryWrite(string[] lines, string[] columns, ChangedExample one)
    {
        if (one.Cells.Count == 0 || one.Line > lines.Length) return false;
        var line = lines[one.Line - 1];
        if (CsvText.Rows(line) is not [var cells] || cells.Length != columns.Length || cells[Array.IndexOf(columns, "name")] != one.Name) return false;
        foreach (var (column, cell) in one.Cells) cells[Array.IndexOf(columns, column)] = cell;
        using var row = new StringWriter();
        CsvText.WriteRow(row, cells);
        lines[one.Line - 1] = row.ToString().TrimEnd('\r', '\n') + (line.EndsWith('\r') ? "\r" : "");
        return true;
    }
}
