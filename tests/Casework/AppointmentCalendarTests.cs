using System.Globalization;
using Ical.Net;
using Ical.Net.CalendarComponents;
using WorkWell.TestKit;
using Calendar = Ical.Net.Calendar;

namespace WorkWell.Casework.Tests;

/// <summary>The calendar file of an appointment, read again as a calendar would.</summary>
public sealed class AppointmentCalendarTests : CaseTests
{
    [Fact]
    public async Task The_same_entry_changes_when_the_appointment_moves_and_goes_when_it_is_called_off()
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync(Address + "/appointments/new");
        await visit.SendAsync(On("24", "14:30"));
        var first = await WhichAsync();
        var (booked, entry, text) = await FileAsync(visit, first);
        Assert.Equal((CalendarMethods.Publish, 0, "2026-10-24 13:30"), (booked.Method, entry.Sequence, Utc(entry)));
        Assert.Equal("WorkWell Leicester, Leicestershire and Rutland", entry.Summary);
        Assert.Equal("At the library", entry.Location);
        Assert.DoesNotContain("Rosa", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("staff", text, StringComparison.OrdinalIgnoreCase);

        // The clocks go back on 25 October.
        await visit.OpenAsync($"{Address}/appointment?which={first:D}");
        await visit.SendAsync([("Outcome", "moved"), ("Reason", "A clash."), .. On("26", "14:30")]);
        var (moved, later, _) = await FileAsync(visit, first);
        Assert.Equal((CalendarMethods.Publish, entry.Uid, 1, "2026-10-26 14:30"), (moved.Method, later.Uid, later.Sequence, Utc(later)));

        await visit.OpenAsync($"{Address}/appointment?which={await WhichAsync():D}");
        await visit.SendAsync(("Outcome", "we-could-not"), ("Reason", "Nobody is in."));
        var (off, gone, _) = await FileAsync(visit, first);
        Assert.Equal((CalendarMethods.Cancel, entry.Uid, 2, "CANCELLED"), (off.Method, gone.Uid, gone.Sequence, gone.Status));
    }

    private async Task<(Calendar Calendar, CalendarEvent Entry, string Text)> FileAsync(FormVisit visit, Guid which)
    {
        await visit.OpenAsync($"{Address}/appointment?which={which:D}&handler=calendar");
        Assert.Equal("text/calendar", visit.Response.Content.Headers.ContentType?.MediaType);
        var text = await visit.Response.Content.ReadAsStringAsync();
        var calendar = Calendar.Load(text)!;
        Assert.Equal("Europe/London", Assert.Single(calendar.TimeZones).TzId);
        return (calendar, Assert.Single(calendar.Events), text);
    }

    private static string Utc(CalendarEvent entry) => entry.Start!.AsUtc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private Task<Guid> WhichAsync() =>
        Given.Host.Database.ReadAsync<Guid>("select id from casework.appointment where case_id = $1 order by number desc limit 1", Id);

    private static (string Name, string Value)[] On(string day, string time) =>
    [
        ("Next.On.Day", day), ("Next.On.Month", "10"), ("Next.On.Year", "2026"), ("Next.At", time), ("Next.How", "cafe"), ("Next.Place", "At the library"),
    ];
}
