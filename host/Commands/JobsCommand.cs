using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>Shows and cancels long work that runs on hosts, and starts it for other commands.</summary>
public static class JobsCommand
{
    private const int MaxShown = 50;
    private static readonly JsonSerializerOptions Json = new(
        JsonSerializerOptions.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    /// <summary>Has the work done by a running host.</summary>
    internal static Option<bool> InBackground { get; } = new(
        "--in-background") { Description = "Have a running host do it. ./workwell jobs shows how far it is." };

    /// <summary>Describes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var json = new Option<FileInfo?>("--json") { Description = "Also write them, with what came of each, to this file." };
        var command = new Command("jobs", "Show long work that was given to running hosts: how far it is and how it ended.") { json };
        command.SetAction((parsed, cancellationToken) => WorkCommand.WithHostAsync(async services =>
        {
            var jobs = await services.GetRequiredService<BackgroundJobs>().ListAsync(WorkCommand.Operator, MaxShown, cancellationToken);
            if (parsed.GetValue(json) is { } file) await File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(jobs, Json), cancellationToken);
            Print(jobs);
            return 0;
        }, cancellationToken));
        command.Add(Cancel());
        return command;
    }

    /// <summary>Gives work to a running host.</summary>
    internal static Task<int> StartAsync(string key, object argument, CancellationToken cancellationToken) => WorkCommand.WithHostAsync(async services =>
    {
        var id = await services.GetRequiredService<BackgroundJobs>().StartAsync(WorkCommand.Operator, key, argument, cancellationToken);
        Console.WriteLine($"Given to a running host as {id:D}. How far it is: ./workwell jobs");
        return 0;
    }, cancellationToken);

    private static Command Cancel()
    {
        var id = new Argument<Guid>("ID") { Description = "The work, by its id." };
        var command = new Command("cancel", "Cancel work: at once while it waits, within seconds while it runs.") { id };
        command.SetAction((parsed, cancellationToken) => WorkCommand.WithHostAsync(async services =>
        {
            var isOpen = await services.GetRequiredService<BackgroundJobs>().CancelAsync(WorkCommand.Operator, parsed.GetValue(id), cancellationToken);
            if (isOpen) Console.WriteLine("It is being cancelled.");
            else await Console.Error.WriteLineAsync("There is no such work that waits or runs. ./workwell jobs lists all of it.");
            return isOpen ? 0 : 1;
        }, cancellationToken));
        return command;
    }

    private static void Print(IReadOnlyList<BackgroundJobStatus> jobs)
    {
        // A file or a pipe has no width of its own, and ids that are broken over lines are of no use there.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 250;
        var table = new Table().Border(TableBorder.Minimal);
        foreach (var column in new[] { "id", "work", "state", "done", "asked for", "says" }) table.AddColumn(column);
        foreach (var job in jobs)
        {
            table.AddRow(new[]
            {
                job.Id.ToString("D"), job.Key, job.State.ToString().ToLowerInvariant(), job.Progress.ToString("P0", CultureInfo.InvariantCulture),
                LondonTime.Local(job.CreatedAt).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), job.Problem ?? job.Description ?? "",
            }.Select(Markup.Escape).ToArray());
        }
        if (jobs.Count == 0) Console.WriteLine("No long work was given to hosts.");
        else AnsiConsole.Write(table);
    }
}
