using System.Globalization;
using Spectre.Console;
using WorkWell.Areas.Sdk;
using WorkWell.FollowUps.Contracts;
using WorkWell.Platform;

namespace WorkWell.Host.Commands;

/// <summary>Collects and prints what one invented person and those around them would receive.</summary>
internal sealed class RehearsedTimeline(int person)
{
    private readonly string wanted = RehearsedFollowUp.CaseOf(person);
    private readonly List<RehearsedFollowUp> followUps = [];

    public void Add(RehearsedFollowUp happened)
    {
        if (happened.Case == wanted) followUps.Add(happened);
    }

    public void Print()
    {
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 250;
        var table = new Table { Title = new TableTitle($"timeline of {wanted}") }.Border(TableBorder.Minimal);
        foreach (var column in new[] { "when", "day", "counted from", "step", "for", "message", "channel" }) table.AddColumn(column);
        foreach (var one in followUps.OrderBy(followUp => followUp.At).ThenBy(followUp => followUp.Step, StringComparer.Ordinal))
        {
            var day = LondonTime.DateOf(one.At).DayNumber - one.TriggeredOn.DayNumber;
            table.AddRow(new[]
            {
                LondonTime.Local(one.At).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), day.ToString(CultureInfo.InvariantCulture),
                StoredKeys<Trigger>.Of(one.Trigger), one.Step, StoredKeys<Recipient>.Of(one.For), one.Message ?? "", one.Channel,
            }.Select(Markup.Escape).ToArray());
        }
        AnsiConsole.Write(table);
    }
}
