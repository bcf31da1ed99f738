using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access.Tests;

/// <summary>A team lead asks who has looked at whose referral.</summary>
public sealed partial class AuditPageTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private readonly RunningHost host = shared.Host;

    [Fact]
    public async Task Who_looked_at_a_referral_is_found_by_its_reference_and_the_search_is_kept()
    {
        var reference = await ReferAsync();
        var lead = await StaffMember.MakeAsync(host, StaffRole.TeamLead);
        using var visit = lead.Visit(host);
        await visit.OpenAsync("/staff/areas/llr/audit");
        await visit.SendAsync(("Reference", reference.ToLowerInvariant()));
        Assert.Equal("/staff/areas/llr/audit", visit.At);
        Assert.Contains("Sent this referral", visit.Text("table"), StringComparison.Ordinal);
        Assert.Contains(reference, visit.Text("table"), StringComparison.Ordinal);
        await visit.SendAsync(("Reference", reference), ("Who", $"staff:{lead.AccountId:D}"));
        Assert.Contains("Searched who looked at this referral", visit.Text("table"), StringComparison.Ordinal);
        Assert.DoesNotContain("Sent this referral", visit.Text("table"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_is_searched_in_London_a_page_at_a_time_and_a_reference_of_nobody_says_what_to_do()
    {
        var who = Guid.NewGuid();
        await host.Database.RunAsync($"""
            insert into access.audit_entry (area, at, actor, purpose, action, subject)
            select 'llr', '2026-08-01 22:59:00+00'::timestamptz + i * interval '1 minute', 'key:office', 'read-referrals', 'referrals.read', '{who:D}'
            from generate_series(0, 60) i;
            insert into access.audit_entry (area, at, actor, purpose, action, subject) values
              ('dudley', '2026-08-02 12:00:00+00', 'key:elsewhere', 'read-referrals', 'referrals.read', '{who:D}')
            """);
        var lead = await StaffMember.MakeAsync(host, StaffRole.TeamLead);
        using var visit = lead.Visit(host);
        await visit.OpenAsync("/staff/areas/llr/audit");
        (string, string)[] day = [("Day.Day", "2"), ("Day.Month", "8"), ("Day.Year", "2026")];
        await visit.SendAsync(day);
        Assert.Equal(StaffList.OnOnePage, visit.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("A system: office", visit.Text("table"), StringComparison.Ordinal);
        await visit.OpenAsync("/staff/areas/llr/audit" + visit.Page.QuerySelector("a[rel=next]")!.GetAttribute("href"));
        // From midnight in London, an hour before that of the database.
        Assert.Equal(60 - StaffList.OnOnePage, visit.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Null(visit.Page.QuerySelector("a[rel=next]"));
        await visit.OpenAsync("/staff/areas/llr/audit" + visit.Page.QuerySelector("th a")!.GetAttribute("href"));
        Assert.Contains("12:00am", visit.Text("tbody tr"), StringComparison.Ordinal);
        Assert.Equal("2", visit.Page.QuerySelector("input[name='Day.Day']")!.GetAttribute("value"));
        await visit.SendAsync(("Day.Day", "1"), ("Day.Month", "7"), ("Day.Year", "2026"));
        Assert.Contains("Nobody did.", visit.Text("main"), StringComparison.Ordinal);
        await visit.SendAsync(("Reference", "WW-2222-222K"));
        Assert.Contains("Enter the reference of a referral of this area", visit.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_action_of_the_code_has_words_of_its_own()
    {
        var actions = Directory.EnumerateFiles(Checkout.Path("modules"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(path => Recorded().Matches(File.ReadAllText(path)))
            .SelectMany(call => Action().Matches(call.Value)).Select(match => match.Groups[1].Value)
            .Distinct().ToArray();
        Assert.True(actions.Length > 20, "The actions were not found.");
        Assert.Empty(actions.Except(AuditWords.Known));
        using var texts = JsonDocument.Parse(File.ReadAllText(Checkout.Path("config", "texts", "en", "staff.json")));
        var written = texts.RootElement.EnumerateObject().Select(text => text.Name).ToHashSet();
        Assert.Equal([], AuditWords.Known.Select(action => "audit-" + action.Replace('.', '-')).Except(written));
    }

    private async Task<string> ReferAsync()
    {
        using var answer = await host.Client.PostAsJsonAsync("/api/referrals/self", new
        {
            person = new { givenName = "Audit", familyName = "Example", postcode = "LE1 0ZA", email = $"audit-{Guid.NewGuid():n}@people.example" },
            work = new { situation = "in-work", healthAffectsWork = true },
        });
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonElement.Parse(text).GetProperty("reference").GetString()!;
    }

    [GeneratedRegex(@"audit\.Record\([^;]*;")]
    private static partial Regex Recorded();

    [GeneratedRegex("\"((?:access|communications|follow-ups|partners|people|referrals|trials)\\.[a-z-]+)\"")]
    private static partial Regex Action();
}
