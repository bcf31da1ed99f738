using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>A partner answers an offer by the link of its message, or signed in; the first answer holds.</summary>
public sealed class OfferLinkTests : IAsyncLifetime
{
    private const string PublicAddress = "https://workwell.example";
    private const string Partner = "coaching-partner";
    private readonly string config = Directory.CreateTempSubdirectory("workwell-config-").FullName;
    private OneDoor one = null!;

    private RunningHost Host => one.Host;

    public async ValueTask InitializeAsync() => one = await OneDoor.StartAsync(
        config,
        services => services.Add(Second(services[0]!.DeepClone())),
        organisation => (organisation["code"], organisation["email"]) = (Partner, "coaching@partner.example"),
        new() { ["PublicAddress"] = PublicAddress, ["Communications:RequireApproval"] = "false" });

    public async ValueTask DisposeAsync()
    {
        await one.DisposeAsync();
        Directory.Delete(config, recursive: true);
    }

    [Fact]
    public async Task A_link_opens_by_its_button_shows_no_name_until_it_is_accepted_and_then_what_the_person_agreed_to()
    {
        var (referral, key) = await OfferedAsync();
        using var visit = new FormVisit(Host);
        await visit.OpenAsync($"/offer/{key}");
        Assert.Equal("Open the offer", visit.Heading);
        Assert.False(await WasReadAsync(referral));
        await visit.SendAsync();
        Assert.Equal("/offer", visit.At);
        Assert.True(await WasReadAsync(referral));
        foreach (var secret in (string[])["Priya", "Patel", "example.org", "07700", "LE1"])
            Assert.DoesNotContain(secret, visit.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("Help with", visit.Text("main"), StringComparison.Ordinal);

        await visit.SendFormAsync("accept");
        Assert.Contains("Accepted on", visit.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Priya Patel", visit.Text("main"), StringComparison.Ordinal);
        Assert.True(await Host.Database.ReadAsync<bool>("select accepted_at is not null from referrals.referral where id = $1", referral));
        Assert.Equal("offer-link:" + Partner, await Host.Database.ReadAsync<string>(
            "select actor from access.audit_entry where subject = $1 and action = 'referrals.accepted'", referral));
    }

    [Fact]
    public async Task Whoever_did_not_agree_to_be_named_is_not_named()
    {
        var json = OneDoor.Good();
        json["person"]!["consents"]!.AsObject().Remove("share-with-partners");
        var (_, key) = await OfferedAsync(json);
        using var visit = await OpenAsync(key);
        await visit.SendFormAsync("accept");
        Assert.Contains("The person has not agreed", visit.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("Priya", visit.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Declining_needs_a_reason_from_the_list_and_asks_the_next_service_whose_link_is_another()
    {
        var (referral, key) = await OfferedAsync();
        using var visit = await OpenAsync(key);
        await visit.SendFormAsync("decline");
        Assert.Equal(["Choose why you decline"], visit.Errors);
        await visit.SendFormAsync("decline", ("Reason", "no-capacity"));
        Assert.Equal("You have declined the offer", visit.Heading);
        Assert.Equal("no-capacity", await Host.Database.ReadAsync<string>(
            "select details->>'reason' from access.audit_entry where subject = $1 and action = 'referrals.declined'", referral));
        Assert.Equal(2, await Host.Database.ReadAsync<int>("select offer_number from referrals.referral where id = $1", referral));

        // The same organisation is asked for another of its services: the first link does not answer that.
        using var again = await OpenAsync(key);
        Assert.Equal("This offer is not open to you any more", again.Heading);
        using var next = await OpenAsync(await KeyOfAsync(referral));
        await next.SendFormAsync("accept");
        Assert.Contains("Accepted on", next.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_answer_the_second_is_told_what_the_first_said()
    {
        var (referral, key) = await OfferedAsync();
        using var one = await OpenAsync(key);
        using var other = await OpenAsync(key);
        await one.SendFormAsync("accept");
        await other.SendFormAsync("decline", ("Reason", "too-far"));
        Assert.Contains("Somebody answered before you", other.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Accepted on", other.Text("main"), StringComparison.Ordinal);
        Assert.Equal(1, await Host.Database.ReadAsync<int>("select offer_number from referrals.referral where id = $1", referral));
        using var third = await OpenAsync(key);
        Assert.Null(third.Page.QuerySelector("form#accept"));
    }

    [Fact]
    public async Task A_question_becomes_one_task_however_often_it_is_sent()
    {
        var (referral, key) = await OfferedAsync();
        using var visit = await OpenAsync(key);
        await visit.SendFormAsync("ask", ("Question", " "));
        Assert.Equal(["Write your question"], visit.Errors);
        for (var times = 0; times < 2; times++) await visit.SendFormAsync("ask", ("Question", "Is there a lift? શું લિફ્ટ છે?"));
        Assert.Contains("We have passed your question on", visit.Text("main"), StringComparison.Ordinal);
        Assert.Equal(1L, await Host.Database.ReadAsync<long>(
            "select count(*) from follow_ups.task where referral_id = $1 and code = 'partner-asks'", referral));
        Assert.Contains("શું લિફ્ટ છે?", await Host.Database.ReadAsync<string>(
            "select description from follow_ups.task where referral_id = $1 and code = 'partner-asks'", referral), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_ends_by_itself_and_one_that_was_changed_or_made_up_opens_nothing()
    {
        var (_, key) = await OfferedAsync();
        foreach (var wrong in (string[])[key[..^2] + (key[^2] == 'A' ? "BB" : "AA"), "xyz", new string('a', 2000)])
        {
            using var visit = new FormVisit(Host);
            await visit.OpenAsync($"/offer/{wrong}");
            Assert.Equal("This offer is not open to you any more", visit.Text("main p:first-of-type"));
        }
        using var open = await OpenAsync(key);
        Host.Clock.Advance(OfferCookie.Lasts + TimeSpan.FromMinutes(1));
        await open.OpenAsync("/offer");
        Assert.Equal("This offer is not open to you any more", open.Heading);
        using var later = await OpenAsync(key);
        Assert.StartsWith("Offer WW-", later.Heading, StringComparison.Ordinal);
        Host.Clock.Advance(OfferLinks.Lasts);
        using var late = new FormVisit(Host);
        await late.OpenAsync($"/offer/{key}");
        Assert.Null(late.Page.QuerySelector("form#answers"));
    }

    [Fact]
    public async Task The_team_ends_links_that_went_astray_and_the_next_reminder_holds_one_that_works()
    {
        var (referral, key) = await OfferedAsync();
        var lead = await StaffMember.MakeAsync(Host, StaffRole.TeamLead);
        using var team = lead.Visit(Host);
        await team.OpenAsync($"/staff/areas/llr/offers/{referral:D}");
        Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await team.SendFormAsync("end-links");
        using var visit = await OpenAsync(key);
        Assert.Equal("This offer is not open to you any more", visit.Heading);

        Host.Clock.Advance(TimeSpan.FromDays(3));
        await Host.Services.GetRequiredService<RecurringJobs>().RunAsync(FollowUps.Contracts.IFollowUps.TickJob, default);
        using var reminded = await OpenAsync(await KeyOfAsync(referral, "offer-nudge"));
        Assert.StartsWith("Offer WW-", reminded.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_of_the_partner_has_a_list_of_its_own_offers_and_no_others()
    {
        var (referral, _) = await OfferedAsync();
        var reference = await Host.Database.ReadAsync<string>("select reference from referrals.referral where id = $1", referral);
        var worker = await StaffMember.MakeAsync(Host, StaffRole.PartnerWorker, organisation: Partner);
        var stranger = await StaffMember.MakeAsync(Host, StaffRole.PartnerWorker, organisation: "somebody-else");
        using var own = worker.Visit(Host);
        using var other = stranger.Visit(Host);
        await own.OpenAsync("/staff/areas/llr/offers");
        Assert.Contains(reference!, own.Text("main"), StringComparison.Ordinal);
        await other.OpenAsync("/staff/areas/llr/offers");
        Assert.Contains("Nothing is waiting", other.Text("main"), StringComparison.Ordinal);
        await other.OpenAsync($"/staff/areas/llr/offers/{referral:D}");
        Assert.Equal(HttpStatusCode.NotFound, other.Response.StatusCode);

        await own.OpenAsync($"/staff/areas/llr/offers/{referral:D}");
        Assert.DoesNotContain("Priya", own.Text("main"), StringComparison.Ordinal);
        Assert.Null(own.Page.QuerySelector("form#end-links"));
        await own.SendFormAsync("accept");
        Assert.Contains("Priya Patel", own.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_kept_of_the_message_holds_no_link()
    {
        var (referral, key) = await OfferedAsync();
        var kept = await Host.Database.ReadAsync<string>(
            """
            select string_agg(coalesce(m.content, '') || coalesce(a.body, ''), '') from communications.message m
            left join communications.attempt a on a.area = m.area and a.message_id = m.id where m.referral_id = $1
            """, referral);
        Assert.DoesNotContain(key, kept!, StringComparison.Ordinal);
        Assert.DoesNotContain("/offer/", kept!, StringComparison.Ordinal);
    }

    private async Task<(Guid Referral, string Key)> OfferedAsync(System.Text.Json.Nodes.JsonNode? json = null)
    {
        var reference = (await one.ReferAsync(json ?? OneDoor.Good())).GetProperty("reference").GetString()!;
        var referral = await Host.Database.ReadAsync<Guid>("select id from referrals.referral where reference = $1", reference);
        return (referral, await KeyOfAsync(referral));
    }

    private async Task<string> KeyOfAsync(Guid referral, string type = "offer-to-partner") =>
        Regex.Match((await Host.SentAsync(referral, type))!.Content!.Text, Regex.Escape(PublicAddress) + "/offer/([A-Za-z0-9_-]+)").Groups[1].Value;

    private async Task<FormVisit> OpenAsync(string key)
    {
        var visit = new FormVisit(Host);
        await visit.OpenAsync($"/offer/{key}");
        await visit.SendAsync();
        return visit;
    }

    private Task<bool> WasReadAsync(Guid referral) => Host.Database.ReadAsync<bool>(
        "select exists (select from access.audit_entry where subject = $1 and action = 'referrals.offer-read')", referral);

    private static System.Text.Json.Nodes.JsonNode Second(System.Text.Json.Nodes.JsonNode service)
    {
        (service["code"], service["name"]) = ("second-coaching", "Second coaching");
        return service;
    }
}
