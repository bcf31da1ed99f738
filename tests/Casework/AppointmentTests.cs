using System.Net;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Casework.Tests;

/// <summary>Appointments: booked once, settled once with the next one, moved with a link, and in a coach's day while they are to be done.</summary>
public sealed class AppointmentTests : CaseTests
{
    [Fact]
    public async Task From_the_persons_page_an_appointment_is_booked_once_though_the_form_is_sent_twice()
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync(Address);
        await visit.OpenAsync(visit.Page.QuerySelector("main a[href$='/appointments/new']")!.GetAttribute("href")!);
        var form = visit.Value("Next\\.Id");
        await BookAsync(visit, "9", "14:30", ("Next.Id", form));
        await visit.OpenAsync(Address + "/appointments/new");
        await BookAsync(visit, "9", "14:30", ("Next.Id", form));
        Assert.Equal("13:30 cafe 45", await Given.Host.Database.ReadAsync<string>(
            "select string_agg(to_char(begins_at at time zone 'UTC', 'HH24:MI') || ' ' || way || ' ' || minutes, ',') from casework.appointment"));
        Assert.Contains("9 September 2026", visit.Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9", "25:00", "cafe", "At the library", "Enter a time, such as 14:30")]
    [InlineData("6", "14:30", "cafe", "At the library", "Enter a time that is still to come")]
    [InlineData("9", "14:30", "cafe", "", "Enter where you meet")]
    [InlineData("9", "14:30", "", "At the library", "Choose how you meet")]
    public async Task What_is_wrong_is_said_and_what_was_typed_stays(string day, string time, string how, string place, string says)
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync(Address + "/appointments/new");
        await visit.SendAsync(("Next.On.Day", day), ("Next.On.Month", "9"), ("Next.On.Year", "2026"), ("Next.At", time), ("Next.How", how),
            ("Next.Place", place));
        Assert.Equal(says, visit.Errors.Single());
        Assert.Equal(time, visit.Value("Next\\.At"));
        Assert.Equal(0, await Given.Host.Database.ReadAsync<long>("select count(*) from casework.appointment"));
    }

    [Fact]
    public async Task Nobody_is_booked_by_phone_who_must_not_be_rung()
    {
        await Given.Host.Database.RunAsync("update people.person set never_call = true");
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync(Address + "/appointments/new");
        Assert.Null(visit.Page.QuerySelector("input[value=phone]"));
        await BookAsync(visit, "9", "14:30", ("Next.How", "phone"));
        Assert.Equal("Choose how you meet", visit.Errors.Single());
    }

    [Fact]
    public async Task What_came_of_it_its_summary_and_the_next_one_are_one_save_and_the_day_follows()
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync(Address + "/appointments/new");
        await BookAsync(visit, "7", "15:00");
        await DayAsync(visit, appointments: 1, outcomes: 0);
        Given.Host.Clock.Advance(TimeSpan.FromHours(5));
        Coach = await StaffMember.MakeAsync(Given.Host, StaffRole.Coach);
        await Given.Host.Database.RunAsync($"update casework.coaching_case set coach = 'staff:{Coach.AccountId:D}'");
        using var later = Coach.Visit(Given.Host);
        await DayAsync(later, appointments: 0, outcomes: 1);

        await later.OpenAsync(later.Page.QuerySelector("#outcomes tbody a[href*='which=']")!.GetAttribute("href")!);
        using var twice = new FormVisit(Given.Host, later);
        await twice.OpenAsync(later.Response.RequestMessage!.RequestUri!.PathAndQuery);
        await later.SendAsync(("Outcome", "late"), ("Summary", "Ten minutes late. ગુજરાતી"), ("Next.On.Day", "21"), ("Next.On.Month", "9"),
            ("Next.On.Year", "2026"), ("Next.At", "9.15"), ("Next.How", "in-person"), ("Next.Place", "Town Hall"));
        Assert.Equal(Address + "/contacts", later.At);
        Assert.Contains("Ten minutes late. ગુજરાતી", later.Text("main"), StringComparison.Ordinal);
        await twice.SendAsync(("Outcome", "did-not-attend"), ("Summary", "Nobody came."));
        Assert.Equal(HttpStatusCode.Conflict, twice.Response.StatusCode);
        Assert.Contains("Nobody came.", twice.Text("main"), StringComparison.Ordinal);
        Assert.Equal("late,-", await Given.Host.Database.ReadAsync<string>(
            "select string_agg(coalesce(outcome, '-'), ',' order by begins_at) from casework.appointment"));
        Assert.True(await Given.Host.Database.ReadAsync<bool>("select first_contact_at is not null from casework.coaching_case where id = $1", Id));
        await DayAsync(later, appointments: 0, outcomes: 0);
    }

    [Fact]
    public async Task Who_moves_one_says_why_and_when_instead_and_both_are_linked()
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync(Address + "/appointments/new");
        await BookAsync(visit, "9", "14:30");
        await visit.OpenAsync(visit.Page.QuerySelector("main a[href*='which=']")!.GetAttribute("href")!);
        // It has not been yet, so nobody can have come.
        Assert.Null(visit.Page.QuerySelector("input[value=attended]"));
        await visit.SendAsync(("Outcome", "moved"));
        Assert.Contains("Enter the reason", visit.Errors);
        Assert.Contains("Enter the day", visit.Errors);
        await BookAsync(visit, "10", "11:00", ("Outcome", "moved"), ("Reason", "Has a hospital appointment."));
        Assert.Equal("moved Has a hospital appointment. true", await Given.Host.Database.ReadAsync<string>(
            "select a.outcome || ' ' || a.reason || ' ' || (n.outcome is null) from casework.appointment a " +
            "join casework.appointment n on n.area = a.area and n.id = a.moved_to"));
    }

    private static Task BookAsync(FormVisit visit, string day, string time, params (string Name, string Value)[] others) => visit.SendAsync(
    [
        ("Next.On.Day", day), ("Next.On.Month", "9"), ("Next.On.Year", "2026"), ("Next.At", time), ("Next.Place", "At the library"),
        .. others.Any(one => one.Name == "Next.How") ? others : [.. others, ("Next.How", "cafe")],
    ]);

    private static async Task DayAsync(FormVisit visit, int appointments, int outcomes)
    {
        await visit.OpenAsync("/staff/areas/llr/my-day");
        Assert.Equal((appointments, outcomes),
            (visit.Page.QuerySelectorAll("#appointments tbody tr").Length, visit.Page.QuerySelectorAll("#outcomes tbody tr").Length));
        Assert.EndsWith($": {appointments}", visit.Text("main nav a[href='#appointments']"), StringComparison.Ordinal);
        Assert.EndsWith($": {outcomes}", visit.Text("main nav a[href='#outcomes']"), StringComparison.Ordinal);
    }
}
