using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.FollowUps.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Casework.Tests;

/// <summary>What a person hears of their appointments, by real e-mail: booked, moved, called off, soon, missed. Nothing of one that is off.</summary>
public sealed class AppointmentMessageTests : CaseTests, IAsyncDisposable
{
    private readonly LocalMailServer mail = LocalMailServer.Start();
    private Dictionary<string, string?> Settings => new()
    {
        ["Dispatch:Transports:Email"] = "smtp", ["Mail:From"] = "hello@workwell.example.org", ["Mail:BounceAddress"] = "bounces@workwell.example.org",
        ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = mail.Port.ToString(CultureInfo.InvariantCulture), ["Mail:Encrypted"] = "false",
        ["Communications:RequireApproval"] = "false",
    };

    public AppointmentMessageTests() => Given = new() { Overrides = Settings };

    // The database stays open until the last host is gone.
    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await mail.DisposeAsync();
    }

    [Fact]
    public async Task Who_has_an_appointment_is_told_and_reminded_the_day_before_once_though_two_hosts_run()
    {
        await using var other = await RunningHost.StartAsync(Settings, database: Given.Host.Database);
        await BookAsync("9", "14:30");
        Assert.Equal("Your appointment", Assert.Single(await NewAsync()).Subject);

        Assert.Empty(await NewAsync("2026-09-08T13:29:59Z"));
        other.Clock.Set(At("2026-09-08T13:30:01Z"));
        Given.Host.Clock.Set(At("2026-09-08T13:30:01Z"));
        var before = mail.Count;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => RunAsync(i % 2 == 0 ? other : Given.Host))));
        var reminder = Assert.Single(mail.Received.Skip(before));
        Assert.Equal("Your appointment is soon", reminder.Subject);
        Assert.Contains("on 9 September 2026 at 2:30pm", reminder.Text, StringComparison.Ordinal);
        Assert.Contains("Where: At the library.", reminder.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)health|illness|benefit|need|reason", reminder.Text!);
    }

    [Fact]
    public async Task A_moved_appointment_is_told_with_its_new_time_and_the_old_reminder_never_leaves()
    {
        await BookAsync("9", "14:30");
        await BookAsync("9", "16:00");
        await NewAsync();
        await SettleAsync("14:30", [("Outcome", "moved"), ("Reason", "A clash."), .. Next("16", "11:00")]);
        var told = Assert.Single(await NewAsync());
        Assert.Equal("Your appointment has a new time", told.Subject);
        Assert.Contains("16 September 2026 at 11:00am", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("clash", told.Text, StringComparison.OrdinalIgnoreCase);

        // Only the other one's.
        Assert.Contains("at 4:00pm", Assert.Single(await NewAsync("2026-09-09T08:00:00Z")).Text, StringComparison.Ordinal);
        Assert.Contains("at 11:00am", Assert.Single(await NewAsync("2026-09-15T10:00:01Z")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reminder_that_waits_to_be_sent_does_not_leave_once_the_appointment_is_called_off()
    {
        await BookAsync("9", "14:30");
        await NewAsync();
        Given.Host.Clock.Set(At("2026-09-08T13:31:00Z"));
        await Given.Host.Services.GetRequiredService<RecurringJobs>().RunAsync(IFollowUps.TickJob, default);
        await SettleAsync("14:30", ("Outcome", "we-could-not"), ("Reason", "I am ill."));
        var told = Assert.Single(await NewAsync());
        Assert.Equal("Your appointment is off", told.Subject);
        Assert.DoesNotContain("ill", told.Text!.Split(' '));
        Assert.Empty(await NewAsync("2026-09-09T14:00:00Z"));
    }

    [Fact]
    public async Task Of_a_case_that_is_closed_and_of_a_person_who_withdraws_no_reminder_leaves()
    {
        await BookAsync("9", "14:30");
        await NewAsync();
        using (var visit = Coach.Visit(Given.Host))
        {
            await visit.OpenAsync(Address + "/state");
            await visit.SendFormAsync("close", ("ClosedBecause", "other-service"));
        }
        Assert.Equal("Your appointment is off", Assert.Single(await NewAsync()).Subject);

        Id = await Given.CaseOfAsync(Coach);
        await NewAsync();
        await BookAsync("9", "14:30");
        await NewAsync();
        var reference = await Given.Host.Database.ReadAsync<string>("select reference from casework.coaching_case where id = $1", Id);
        (await Given.PostAsync(reference!, "withdrawal")).EnsureSuccessStatusCode();
        await NewAsync();
        Assert.Empty(await NewAsync("2026-09-08T14:00:00Z"));
        using var late = await VisitAsync();
        await late.OpenAsync(Address + "/appointments/new");
        Assert.Null(late.Page.QuerySelector("main form"));
    }

    [Fact]
    public async Task A_reminder_for_monday_morning_comes_on_saturday_and_never_by_a_way_the_person_stopped()
    {
        await BookAsync("14", "9:00");
        await NewAsync();
        var due = await Given.Host.Database.ReadAsync<DateTime>("select due_at from follow_ups.follow_up where step = 'appointment-reminder'");
        Assert.Equal(DayOfWeek.Saturday, due.DayOfWeek);
        await Given.Host.Database.RunAsync("update people.person set stopped_channels = array['email']");
        Assert.Empty(await NewAsync("2026-09-13T20:00:00Z"));
    }

    [Fact]
    public async Task They_read_it_in_their_language()
    {
        await Given.Host.Database.RunAsync("update people.person set language = 'gu'");
        await BookAsync("9", "14:30");
        Assert.Equal("તમારી મુલાકાત", Assert.Single(await NewAsync()).Subject);
    }

    [Fact]
    public async Task Who_did_not_come_is_asked_on_the_next_working_day_unless_there_is_a_new_appointment()
    {
        await BookAsync("7", "11:00");
        await BookAsync("7", "11:30");
        await NewAsync();
        Given.Host.Clock.Set(At("2026-09-07T11:00:00Z"));
        await SettleAsync("11:00", ("Outcome", "did-not-attend"));
        Assert.Empty(await NewAsync());
        var missed = Assert.Single(await NewAsync("2026-09-08T11:00:01Z"));
        Assert.Equal("We missed you", missed.Subject);

        await SettleAsync("11:30", [("Outcome", "did-not-attend"), .. Next("21", "9:15")]);
        Assert.Equal("Your appointment", Assert.Single(await NewAsync()).Subject);
        Assert.Empty(await NewAsync("2026-09-10T11:00:00Z"));
    }

    private async Task BookAsync(string day, string time)
    {
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync(Address + "/appointments/new");
        await visit.SendAsync(Next(day, time));
        Assert.Equal(Address + "/contacts", visit.At);
    }

    // Whoever signed in before the clock was moved is signed out.
    private async Task<FormVisit> VisitAsync() => (await StaffMember.MakeAsync(Given.Host, StaffRole.Coach)).Visit(Given.Host);

    private async Task SettleAsync(string time, params (string Name, string Value)[] answers)
    {
        using var visit = await VisitAsync();
        var which = await Given.Host.Database.ReadAsync<Guid>(
            "select id from casework.appointment where case_id = $1 and to_char(begins_at at time zone 'Europe/London', 'HH24:MI') = $2", Id, time);
        await visit.OpenAsync($"{Address}/appointment?which={which:D}");
        await visit.SendAsync(answers);
        Assert.Equal(Address + "/contacts", visit.At);
    }

    private static (string Name, string Value)[] Next(string day, string time) =>
    [
        ("Next.On.Day", day), ("Next.On.Month", "9"), ("Next.On.Year", "2026"), ("Next.At", time), ("Next.How", "cafe"), ("Next.Place", "At the library"),
    ];

    /// <summary>What arrives about appointments when the jobs run, at a time or now.</summary>
    private async Task<IReadOnlyList<ReceivedMail>> NewAsync(string? at = null)
    {
        if (at is not null) Given.Host.Clock.Set(At(at));
        var before = mail.Count;
        await RunAsync(Given.Host);
        return [.. mail.Received.Skip(before).Where(one => one.Subject.Contains("ppointment", StringComparison.Ordinal)
            || one.Subject.Contains("મુલાકાત", StringComparison.Ordinal) || one.Subject.Contains("missed", StringComparison.Ordinal))];
    }

    private static async Task RunAsync(RunningHost host)
    {
        await host.Services.GetRequiredService<RecurringJobs>().RunAsync(IFollowUps.TickJob, default);
        await host.Services.GetRequiredService<IMessageDispatch>().SendDueAsync(default);
    }

    private static DateTimeOffset At(string at) => DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
}
