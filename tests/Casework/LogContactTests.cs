using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Casework.Tests;

/// <summary>Contacts: logged in three clicks, counted until somebody is reached, and never by a way that is not safe.</summary>
public sealed class LogContactTests : CoachTests
{
    [Fact]
    public async Task From_the_persons_page_a_call_is_logged_in_three_clicks_and_tried_again_on_the_next_working_day()
    {
        var id = await Given.CaseOfAsync(Coach);
        Given.Host.Clock.Set(new DateTimeOffset(2026, 9, 11, 9, 0, 0, TimeSpan.Zero));
        Coach = await StaffMember.MakeAsync(Given.Host, StaffRole.Coach);
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync($"/staff/areas/llr/cases/{id:D}");
        await visit.OpenAsync(visit.Page.QuerySelector("main a[href$='/contacts/new']")!.GetAttribute("href")!);
        await visit.SendAsync(("Outcome", "no-answer"));
        Assert.Equal($"/staff/areas/llr/cases/{id:D}/contacts", visit.At);
        Assert.Contains("Call: No answer (attempt 1)", visit.Text("main"), StringComparison.Ordinal);
        // Friday's next working day is Monday.
        Assert.Contains("Next contact: 14 September 2026", visit.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attempts_are_counted_until_somebody_is_reached_and_a_form_sent_twice_is_one()
    {
        var id = await Given.CaseOfAsync(Coach);
        using var visit = Coach.Visit(Given.Host);
        foreach (var (way, outcome) in new[] { ("call", "no-answer"), ("text", "sent"), ("call", "spoke"), ("call", "no-answer") })
        {
            await visit.OpenAsync($"/staff/areas/llr/cases/{id:D}/contacts/new?way={way}");
            using var twice = new FormVisit(Given.Host, visit);
            var entry = visit.Value("Entry");
            await visit.SendAsync(("Outcome", outcome));
            await twice.OpenAsync($"/staff/areas/llr/cases/{id:D}/contacts/new?way={way}");
            await twice.SendAsync(("Entry", entry), ("Outcome", outcome));
            Given.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Equal("call:no-answer#1 text:sent#2 call:spoke call:no-answer", await Given.HistoryAsync(id));
        Assert.Equal("2 true true", await Given.Host.Database.ReadAsync<string>(
            "select attempts || ' ' || (first_contact_at is not null) || ' ' || (next_contact_on is null) from casework.coaching_case where id = $1", id));
    }

    [Fact]
    public async Task A_way_that_is_not_safe_is_not_offered_and_a_form_from_before_is_refused_with_what_was_typed()
    {
        var id = await Given.CaseOfAsync(Coach);
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync($"/staff/areas/llr/cases/{id:D}/contacts/new?way=call");
        await Given.Host.Database.RunAsync("update people.person set never_call = true");
        await visit.SendAsync(("Outcome", "no-answer"), ("ContactNote", "Rang at nine."));
        Assert.StartsWith("This way is not safe", visit.Errors.Single(), StringComparison.Ordinal);
        Assert.Equal("Rang at nine.", visit.Text("textarea[name=ContactNote]"));
        Assert.Null(visit.Page.QuerySelector("main a[href='?way=call']"));
        Assert.Null(await Given.HistoryAsync(id));
    }

    [Fact]
    public async Task What_a_colleague_did_yesterday_is_kept_apart_from_who_wrote_it_down_today()
    {
        var colleague = await StaffMember.MakeAsync(Given.Host, StaffRole.Coach);
        var id = await Given.CaseOfAsync(Coach);
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync($"/staff/areas/llr/cases/{id:D}/contacts/new");
        await visit.SendAsync(("Outcome", "spoke"), ("HeldOn.Day", "4"), ("HeldOn.Month", "9"), ("HeldOn.Year", "2026"), ("HeldAt", "14:30"),
            ("HeldBy", $"staff:{colleague.AccountId:D}"));
        Assert.Contains("4 September 2026", visit.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Written down: 7 September 2026", visit.Text("main"), StringComparison.Ordinal);
        Assert.Equal($"staff:{colleague.AccountId:D} 13:30 staff:{Coach.AccountId:D}", await Given.Host.Database.ReadAsync<string>(
            "select held_by || ' ' || to_char(held_at at time zone 'UTC', 'HH24:MI') || ' ' || entered_by from casework.timeline_entry " +
            "where case_id = $1 and kind = 'call'", id));
    }

    [Theory]
    [InlineData("", "", "Choose what came of it")]
    [InlineData("spoke", "25:99", "Enter a time, such as 14:30")]
    [InlineData("voicemail", "", "Choose what came of it")]
    public async Task What_is_wrong_is_said_and_nothing_is_written(string outcome, string time, string says)
    {
        var id = await Given.CaseOfAsync(Coach);
        using var visit = Coach.Visit(Given.Host);
        await visit.OpenAsync($"/staff/areas/llr/cases/{id:D}/contacts/new?way=call");
        await visit.SendAsync(("Outcome", outcome), ("HeldAt", time), ("ContactNote", "Kept."));
        Assert.Equal(says, visit.Errors.Single());
        Assert.Equal("Kept.", visit.Text("textarea[name=ContactNote]"));
        Assert.Null(await Given.HistoryAsync(id));
    }

    [Fact]
    public async Task After_the_areas_number_of_attempts_the_team_is_asked_once_to_write_and_no_more_once_somebody_is_reached()
    {
        var config = Directory.CreateTempSubdirectory("workwell-test-");
        FolderCopy.Make(Checkout.Path("config"), config.FullName);
        var area = Path.Combine(config.FullName, "areas", "llr", "area.json");
        await File.WriteAllTextAsync(area, (await File.ReadAllTextAsync(area)).Replace(
            "\"contact\": {", "\"contact\": { \"attemptsBeforeWriting\": { \"value\": 2, \"evidenceLevel\": \"stated\", \"source\": \"A test\" },",
            StringComparison.Ordinal));
        await using var told = new CaseworkHost { ConfigFolder = config.FullName };
        await told.InitializeAsync();
        var member = await StaffMember.MakeAsync(told.Host, StaffRole.Coach);
        var id = await told.CaseOfAsync(member);
        using var visit = member.Visit(told.Host);
        foreach (var (outcome, tasks) in new[] { ("no-answer", ""), ("no-answer", "open"), ("no-answer", "open"), ("spoke", "not-needed") })
        {
            await visit.OpenAsync($"/staff/areas/llr/cases/{id:D}/contacts/new?way=call");
            await visit.SendAsync(("Outcome", outcome));
            Assert.Equal(tasks, await told.Host.Database.ReadAsync<string>(
                "select coalesce(string_agg(coalesce(outcome, 'open'), ','), '') from follow_ups.task where code = 'nobody-reached'"));
        }
    }

    [Fact]
    public async Task The_history_loads_a_page_at_a_time_and_shows_each_entry_once()
    {
        var id = await Given.CaseOfAsync(Coach);
        await Given.Host.Database.RunAsync(
            "insert into casework.timeline_entry (area, id, case_id, kind, outcome, note, held_at, held_by, entered_at, entered_by) select 'llr', " +
            $"gen_random_uuid(), '{id:D}', 'call', 'spoke', 'Note ' || n, '2026-09-01 09:00+00', 'staff:x', '2026-09-01 09:00+00', 'staff:x' " +
            "from generate_series(1, 44) n");
        using var visit = Coach.Visit(Given.Host);
        var seen = new List<string>();
        var address = $"/staff/areas/llr/cases/{id:D}/history";
        for (var pages = 0; pages < 3; pages++)
        {
            await visit.OpenAsync(address);
            seen.AddRange(visit.Page.QuerySelectorAll("main ol li p").Select(note => note.TextContent));
            address = $"/staff/areas/llr/cases/{id:D}/history" + visit.Page.QuerySelector("main a[href^='?before=']")?.GetAttribute("href");
        }
        Assert.Equal(44, seen.Distinct().Count());
        Assert.Equal(44, seen.Count);
        await visit.OpenAsync($"/staff/areas/llr/cases/{id:D}/history?before=nonsense");
        Assert.Equal(20, visit.Page.QuerySelectorAll("main ol li").Length);
    }
}
