using System.Net;
using System.Text.Json.Nodes;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>What an area's team does with a referral on its pages: look, find out who sent it, compare, correct and end.</summary>
public sealed class ReferralPagesTests : IAsyncLifetime
{
    private OneDoor door = null!;
    private StaffMember lead = null!;

    private RunningHost Host => door.Host;

    public async ValueTask InitializeAsync()
    {
        door = new()
        {
            Host = await RunningHost.StartAsync(
                new Dictionary<string, string?> { ["Referrals:UnprovenReferrers"] = null, ["Communications:RequireApproval"] = "false" }),
        };
        lead = await StaffMember.MakeAsync(Host, StaffRole.TeamLead);
    }

    public ValueTask DisposeAsync() => door.DisposeAsync();

    [Fact]
    public async Task The_team_reads_all_of_it_each_look_is_recorded_and_no_other_area_or_partner_comes_in()
    {
        var id = await ReferAsync(OneDoor.Good());
        using var visit = lead.Visit(Host);
        await visit.OpenAsync(PageOf(id));
        var page = visit.Text("main");
        foreach (var shown in (string[])["Priya Patel", "NHS Leicester, Leicestershire and Rutland Integrated Care Board was asked", "The service can help",
            "Keep and use the answers to help", "The person"])
            Assert.Contains(shown, page, StringComparison.Ordinal);
        Assert.Equal(1L, await LooksAsync(id));

        foreach (var (role, area, organisation) in new[]
            { (StaffRole.TeamLead, "dudley", null), (StaffRole.PartnerWorker, "llr", "llr-icb"), (StaffRole.AreaAdministrator, "llr", (string?)null) })
        {
            using var other = (await StaffMember.MakeAsync(Host, role, area, organisation)).Visit(Host);
            await other.OpenAsync(PageOf(id));
            Assert.Contains(other.Response.StatusCode, (HttpStatusCode[])[HttpStatusCode.Forbidden, HttpStatusCode.NotFound]);
        }
        Assert.Equal(1L, await LooksAsync(id));
    }

    [Theory]
    [InlineData("yes", null, "was asked to take this person on")]
    [InlineData("no", "not-genuine", "Nobody of the organisation that it names sent it")]
    public async Task Who_sent_it_is_answered_once_and_it_goes_on_or_ends(string answer, string? ended, string says)
    {
        var id = await ReferAsync(OneDoor.Good("employer"), "employer");
        using var visit = lead.Visit(Host);
        await visit.OpenAsync(PageOf(id, "referrer"));
        await visit.SendAsync();
        Assert.Equal(["Choose whether they sent it"], visit.Errors);
        await visit.SendAsync(("Genuine", answer));
        Assert.Equal(PageOf(id), visit.At);
        Assert.Contains(says, visit.Text("main"), StringComparison.Ordinal);
        Assert.Equal(ended, await Host.Database.ReadAsync<string?>("select end_reason from referrals.referral where id = $1", id));
        await visit.OpenAsync(PageOf(id, "referrer"));
        Assert.Contains("does not wait for a look", visit.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_referrals_of_one_person_stand_side_by_side_and_the_second_ends_once_somebody_says_so()
    {
        var json = OneDoor.Good();
        var first = await ReferAsync(json);
        var again = (JsonObject)json.DeepClone();
        again["person"]!["email"] = "other@example.org";
        var second = await ReferAsync(again);
        using var visit = lead.Visit(Host);
        await visit.OpenAsync(PageOf(second));
        Assert.Contains("whether this is a person whom we know already", visit.Text("main"), StringComparison.Ordinal);
        await visit.OpenAsync(PageOf(second, "duplicates"));
        var page = visit.Text("main");
        Assert.Contains("The same name and birth date", page, StringComparison.Ordinal);
        Assert.Contains("other@example.org", page, StringComparison.Ordinal);

        await visit.SendFormAsync("yes-" + first.ToString("D"));
        Assert.Equal(PageOf(second, "duplicates"), visit.At);
        Assert.Equal("already-referred", await Host.Database.ReadAsync<string>("select end_reason from referrals.referral where id = $1", second));
        Assert.Contains("Settled: they are one person.", visit.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coach_corrects_an_address_wrong_ones_come_back_as_typed_and_what_was_left_alone_is_not_touched()
    {
        var id = await ReferAsync(OneDoor.Good());
        using var visit = (await StaffMember.MakeAsync(Host, StaffRole.Coach)).Visit(Host);
        await visit.OpenAsync(PageOf(id, "contact"));
        await visit.SendAsync();
        Assert.Equal(["Change what is wrong, or go back"], visit.Errors);
        await visit.SendAsync(("Email", "nobody at example"), ("Phone", "123"));
        Assert.Equal(2, visit.Errors.Count());
        Assert.Equal("nobody at example", visit.Value("Email"));
        await visit.SendAsync(("Email", "priya.new@example.org"), ("Phone", "07700 900777"));
        Assert.Equal(PageOf(id), visit.At);
        Assert.Contains("priya.new@example.org", visit.Text("main"), StringComparison.Ordinal);
        Assert.Contains("07700 900777", visit.Text("main"), StringComparison.Ordinal);
        Assert.Equal("email phone", await Host.Database.ReadAsync<string>(
            "select details->>'what' from access.audit_entry where subject = $1 and action = 'referrals.contact-corrected'", id));
    }

    [Fact]
    public async Task A_referral_ends_with_a_reason_and_only_once()
    {
        var id = await ReferAsync(OneDoor.Good());
        using var visit = lead.Visit(Host);
        await visit.OpenAsync(PageOf(id, "end"));
        await visit.SendAsync();
        Assert.Equal(["Choose why it ends"], visit.Errors);
        using var slower = lead.Visit(Host);
        await slower.OpenAsync(PageOf(id, "end"));
        await visit.SendAsync(("Reason", "moved-away"));
        await slower.SendAsync(("Reason", "died"));
        foreach (var one in new[] { visit, slower }) Assert.Contains("The person has moved away", one.Text("main"), StringComparison.Ordinal);
        Assert.Equal("moved-away", await Host.Database.ReadAsync<string>("select end_reason from referrals.referral where id = $1", id));
        await visit.OpenAsync(PageOf(id, "end"));
        Assert.Contains("It has ended already", visit.Text("main"), StringComparison.Ordinal);
    }

    private static string PageOf(Guid id, string? below = null) => $"/staff/areas/llr/referrals/{id:D}" + (below is null ? "" : "/" + below);

    private async Task<Guid> ReferAsync(JsonNode json, string referralSource = "self")
    {
        var reference = (await door.ReferAsync(json, referralSource)).GetProperty("reference").GetString()!;
        return await Host.Database.ReadAsync<Guid>("select id from referrals.referral where reference = $1", reference);
    }

    private Task<long> LooksAsync(Guid id) =>
        Host.Database.ReadAsync<long>("select count(*) from access.audit_entry where subject = $1 and action = 'referrals.read'", id);
}
