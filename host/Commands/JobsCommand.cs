using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>Shows and cancels background jobs, and starts them for other commands.</summary>
public static class JobsCommand
{
    private const int MaxShown = 50;
    private static readonly JsonSerializerOptions Json = new(
        JsonSerializerOptions.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    /// <summary>Runs the command's work on a running host.</summary>
    internal static Option<bool> InBackground { get; } = new(
        "--in-background") { Description = "Run this on a running host. ./workwell jobs shows its progress." };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var json = new Option<FileInfo?>("--json") { Description = "Also write the jobs and their results to this file as JSON." };
        var command = new Command("jobs", "Show background jobs, their progress and their results.") { json };
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

    /// <summary>Starts a background job on a running host.</summary>
    internal static Task<int> StartAsync(string key, object argument, CancellationToken cancellationToken) => WorkCommand.WithHostAsync(async services =>
    {
        var id = await services.GetRequiredService<BackgroundJobs>().StartAsync(WorkCommand.Operator, key, argument, cancellationToken);
        Console.WriteLine($"Started on a running host as {id:D}. ./workwell jobs shows its progress.");
        return 0;
    }, cancellationToken);

    private static Command Cancel()
    {
        var id = new Argument<Guid>("ID") { Description = "The job's id." };
        var command = new Command("cancel", "Cancel a job: at once while it waits, within seconds while it runs.") { id };
        command.SetAction((parsed, cancellationToken) => WorkCommand.WithHostAsync(async services =>
        {
            var isOpen = await services.GetRequiredService<BackgroundJobs>().CancelAsync(WorkCommand.Operator, parsed.GetValue(id), cancellationToken);
            if (isOpen) Console.WriteLine("It is being cancelled.");
            else await Console.Error.WriteLineAsync("No job with this id is waiting or running. ./workwell jobs lists all jobs.");
            return isOpen ? 0 : 1;
        }, cancellationToken));
        return command;
    }

    private static void Print(IReadOnlyList<BackgroundJobStatus> jobs)
    {
        // A file or pipe has no width, and wrapped ids would be useless there.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 250;
        var table = new Table().Border(TableBorder.Minimal);
        foreach (var column in new[] { "id", "job", "state", "progress", "requested", "message" }) table.AddColumn(column);
        foreach (var job in jobs)
        {
            table.AddRow(new[]
            {
                job.Id.ToString("D"), job.Key, job.State.ToString().ToLowerInvariant(), job.Progress.ToString("P0", CultureInfo.InvariantCulture),
                LondonTime.Local(job.CreatedAt).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), job.Problem ?? job.Description ?? "",
            }.Select(Markup.Escape).ToArray());
        }
        if (jobs.Count == 0) Console.WriteLine("There are no background jobs.");
        else AnsiConsole.Write(table);
    }
}
