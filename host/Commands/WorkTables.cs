using System.Globalization;
using Spectre.Console;
using WorkWell.Communications.Contracts;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>Prints the state of background work as tables.</summary>
internal static class WorkTables
{
    public static void Print(WorkReading reading)
    {
        // A file or pipe has no width, and wrapped ids would be useless there.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 250;
        Table("follow-ups", ["area", "due later", "due", "late", "failed", "done last hour", "open tasks", "oldest due", "next due"],
            reading.FollowUps.Select(area => (string[])
            [area.Area, Text(area.Planned), Text(area.Due), Text(area.Late), Text(area.DeadLettered), Text(area.DoneInTheLastHour), Text(area.OpenTasks),
            Age(reading.At, area.OldestDueAt), When(area.NextDueAt)]));
        Table("messages", ["area", "channel", "state", "number", "due", "late", "oldest"], reading.Messages.Select(count => (string[])
            [count.Area, count.Channel.ToString(), State(count.State), Text(count.Count), Text(count.Due), Text(count.Late),
            Age(reading.At, count.Oldest)]));
        Table("sent in the last hour", ["area", "channel", "messages"],
            reading.SentInTheLastHour.Select(sent => (string[])[sent.Area, sent.Channel.ToString(), Text(sent.Count)]));
        Table("follow-ups that need a person", ["area", "referral", "step", "since", "why"], reading.FollowUpsFailed.Select(held => (string[])
            [held.Area, held.ReferralId.ToString("D"), held.Step, When(held.DoneAt), held.Reason ?? ""]));
        Table("messages that need a person", ["area", "message", "type", "channel", "state", "due", "why"], reading.MessagesHeld.Select(held => (string[])
            [held.Area, held.Id.ToString("D"), held.Type, held.Channel.ToString(), State(held.State), When(held.DueAt), held.Reason ?? ""]));
        Table("daily jobs", ["job", "last run", "next run"], reading.DailyJobs.Select(job => (string[])[job.Key, When(job.LastRunAt), When(job.NextRunAt)]));
        Table("running hosts", ["host", "last seen"], reading.Hosts.Select(host => (string[])[host.Name, Age(reading.At, host.SeenAt)]));
    }

    private static void Table(string title, string[] columns, IEnumerable<string[]> rows)
    {
        var table = new Table { Title = new TableTitle(title) }.Border(TableBorder.Minimal);
        foreach (var column in columns) table.AddColumn(column);
        foreach (var row in rows) table.AddRow([.. row.Select(Markup.Escape)]);
        if (table.Rows.Count == 0) AnsiConsole.WriteLine($"{title}: none");
        else AnsiConsole.Write(table);
    }

    private static string State(MessageState state) => state == MessageState.DeadLettered ? "failed" : state.ToString().ToLowerInvariant();

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string When(DateTimeOffset? at) =>
        at is { } instant ? LondonTime.Local(instant).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "-";

    private static string Age(DateTimeOffset now, DateTimeOffset? since) => since is not { } instant ? "-" : (now - instant) switch
    {
        { Ticks: < 0 } => When(since),
        { TotalMinutes: < 1 } age => string.Create(CultureInfo.InvariantCulture, $"{age.TotalSeconds:0} s ago"),
        { TotalHours: < 2 } age => string.Create(CultureInfo.InvariantCulture, $"{age.TotalMinutes:0} min ago"),
        { TotalDays: < 2 } age => string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0} h ago"),
        var age => string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0} days ago"),
    };
}
