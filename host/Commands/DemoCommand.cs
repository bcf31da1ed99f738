using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using WorkWell.Host.Demonstration;

namespace WorkWell.Host.Commands;

/// <summary>Sends invented referrals to every area and shows what happens over the following weeks.</summary>
public static class DemoCommand
{
    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var json = new Option<FileInfo?>("--json") { Description = "Also write the report to this file as JSON." };
        var command = new Command("demo", "Send invented referrals to all areas and show what happens over 13 weeks.") { json };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task RunAsync(FileInfo? json, CancellationToken cancellationToken)
    {
        Console.OutputEncoding = Encoding.UTF8;
        var started = Stopwatch.GetTimestamp();
        var folders = HostFolders.Find();
        var file = DemonstrationFile.Read(folders.Config);
        Console.WriteLine(file.About);
        await using var host = await DemonstrationHost.StartAsync(folders, file.StartsAt, cancellationToken);
        var run = new DemonstrationRun(host, file);
        await run.PostAllAsync(cancellationToken);
        await run.LiveThroughAsync(ShowDay, cancellationToken);
        Console.Error.WriteLine();

        var stories = new List<ReferralStory>();
        foreach (var posted in run.Posted) stories.Add(await run.StoryAsync(posted, cancellationToken));
        DemonstrationReport.Print(Console.Out, stories);
        Console.WriteLine($"  {"e-mails that were sent",-24}{host.Emails}, into a folder");
        Console.WriteLine($"  {"took",-24}{Stopwatch.GetElapsedTime(started).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s");
        if (json is not null) await File.WriteAllTextAsync(json.FullName, DemonstrationReport.ToText(DemonstrationReport.AsData(stories)), cancellationToken);
    }

    private static void ShowDay(DateTimeOffset at)
    {
        if (!Console.IsErrorRedirected) Console.Error.Write($"\rworkwell: {at.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"))}   ");
    }
}
