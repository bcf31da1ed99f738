using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.TestKit;

namespace WorkWell.FollowUps.Tests;

/// <summary>Who is told at each turning point of a referral (docs/turning-points.md), through the real doors.</summary>
public sealed class TurningPointTests : IClassFixture<FollowUpsFixture>
{
    private static int people;
    private readonly FollowUpsFixture given;

    public TurningPointTests(FollowUpsFixture given)
    {
        this.given = given;
        given.Clock.Set(RunningHost.UsualStart);
    }

    [Theory]
    [InlineData("withdrawal", "the person has withdrawn")]
    [InlineData("completed", "support is completed")]
    [InlineData("died", "the person has died")]
    [InlineData("moved-away", "the person has moved away")]
    public async Task The_partner_who_accepted_is_told_of_the_end_by_message_and_the_team_by_a_task_to_phone(string how, string why)
    {
        var summary = await given.ReferAsync();
        await AcceptAsync(summary);

        await EndAsync(summary, how);

        var message = Assert.Single(await given.MessagesOfAsync(summary), one => one.Type == "referral-ended");
        Assert.Equal(("offers@coaches.example", "queued"), (message.Address, message.State));
        Assert.Equal(summary.Reference, message.Fields["reference"]);
        Assert.DoesNotContain(message.Fields.Values, value => value.Contains("died", StringComparison.Ordinal));
        var task = await OpenTaskAsync(summary, "referral-ended");
        Assert.Contains(why, task, StringComparison.Ordinal);
        Assert.Contains("had accepted it", task, StringComparison.Ordinal);
        Assert.Equal(how == "withdrawal" ? 1 : 0, await given.CountAsync(summary, "withdrawn-confirmation"));
    }

    [Fact]
    public async Task A_partner_who_was_asked_and_has_not_answered_is_told_without_a_task()
    {
        var summary = await given.ReferAsync();
        await EndAsync(summary, "withdrawal");
        Assert.Equal(1, await given.CountAsync(summary, "referral-ended"));
        Assert.Null(await OpenTaskAsync(summary, "referral-ended"));
    }

    [Fact]
    public async Task The_team_that_had_begun_itself_is_told_of_a_withdrawal()
    {
        var summary = await given.ReferAsync();
        await SetAsync(summary, "next_step = 'area-team', service = null, organisation = null");
        await AcceptAsync(summary);
        await EndAsync(summary, "withdrawal");
        Assert.Contains("You had begun to help", await OpenTaskAsync(summary, "referral-ended"), StringComparison.Ordinal);
        Assert.Equal(0, await given.CountAsync(summary, "referral-ended"));
    }

    [Fact]
    public async Task A_partner_without_an_address_is_phoned_about_the_end()
    {
        var summary = await given.ReferAsync();
        await SetAsync(summary, "organisation = 'quiet'");
        await EndAsync(summary, "no-contact");
        Assert.Contains("Phone Quiet House on 0116 496 0000", await OpenTaskAsync(summary, "referral-ended"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_runs_the_trial_is_told_of_the_end()
    {
        var summary = await given.ReferAsync();
        await SetAsync(summary, "next_step = 'offer-trial', service = null, organisation = null");
        await EndAsync(summary, "died");
        Assert.Contains("Tell the trial's team", await OpenTaskAsync(summary, "referral-ended"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_last_partner_declines_the_team_is_asked_and_nobody_is_reminded()
    {
        var summary = await given.ReferAsync();
        using var office = await OfficeAsync();
        for (var i = 0; i < 20; i++)
        {
            var response = await office.PostAsync($"/api/referrals/{summary.Reference}/decline", null);
            var answer = JsonElement.Parse(await response.Content.ReadAsStringAsync());
            if (answer.GetProperty("next").GetString() == "area-team") break;
        }
        Assert.Contains("has declined, and no other service fits", await OpenTaskAsync(summary, "no-partner-left"), StringComparison.Ordinal);
        Assert.Equal(0L, await given.Stored.ReadAsync<long>(
            "select count(*) from follow_ups.follow_up where referral_id = $1 and state = 0 and step like 'offer-%'", summary.ReferralId));
    }

    [Fact]
    public async Task Of_two_under_way_that_are_settled_as_one_person_the_later_ends_and_its_partner_is_told()
    {
        var (first, later) = await TwoAsync();
        await AcceptAsync(first);
        await AcceptAsync(later);

        var answer = await SettleAsync(later, first);

        Assert.Equal(later.Reference, Assert.Single(answer.GetProperty("ended").EnumerateArray()).GetString());
        Assert.Equal(("already-referred", null), (await EndOfAsync(later), await EndOfAsync(first)));
        Assert.Equal(1, await given.CountAsync(later, "referral-ended"));
        Assert.Contains("another referral under way", await OpenTaskAsync(later, "referral-ended"), StringComparison.Ordinal);
        Assert.Equal(0, await given.CountAsync(first, "referral-ended"));
        Assert.Empty((await SettleAsync(first, later)).GetProperty("ended").EnumerateArray());
    }

    [Theory]
    [InlineData("accepted")]
    [InlineData("allocated")]
    public async Task The_one_where_support_or_a_trial_has_begun_is_kept(string begun)
    {
        var (first, later) = await TwoAsync();
        if (begun == "accepted") await AcceptAsync(later);
        else await given.HappenAsync(new Allocated(later.ReferralId, later.Area, later, Sample.Facts, "ips"));

        await SettleAsync(first, later);

        Assert.Equal(("already-referred", null), (await EndOfAsync(first), await EndOfAsync(later)));
        Assert.Equal(1, await given.CountAsync(first, "referral-ended"));
    }

    [Fact]
    public async Task A_death_ends_every_referral_that_is_settled_to_be_of_that_person_and_tells_each_partner()
    {
        var (first, later) = await TwoAsync();
        await SettleAsync(first, later);
        await SetAsync(later, "ended_at = null, end_reason = null");

        await EndAsync(first, "died");

        Assert.Equal("died", await EndOfAsync(later));
        Assert.Equal(1, await given.CountAsync(later, "referral-ended"));
    }

    [Fact]
    public async Task Whoever_referred_somebody_who_has_a_referral_already_gets_the_receipt_and_no_more()
    {
        var person = Interlocked.Increment(ref people);
        string Body(string email) => $$"""
            { "person": { "givenName": "Ada", "familyName": "Twice{{person}}", "bornOn": "1981-02-03", "email": "{{email}}", "postcode": "EN5 0ZA" },
              "work": { "situation": "in-work", "healthAffectsWork": true },
              "referrer": { "name": "Sam", "email": "sam@surgery.example", "agreement": "Yes, spoken." } }
            """;
        await PostAsync("primary-care", Body("one@people.example"));
        var later = await PostAsync("primary-care", Body("two@people.example"));
        var first = await given.Stored.ReadAsync<string>(
            "select r.reference from referrals.referral r join people.person p on p.id = r.person_id where p.family_name = $1 and not r.awaits_settlement",
            $"Twice{person}");
        Assert.Empty(await given.MessagesOfAsync(later));

        using var office = await OfficeAsync();
        Assert.True((await office.PostAsJsonAsync($"/api/referrals/{later.Reference}/likely-duplicates/{first}", new { isSamePerson = true }))
            .IsSuccessStatusCode);

        var message = Assert.Single(await given.MessagesOfAsync(later));
        Assert.Equal(("referrer-receipt", "sam@surgery.example"), (message.Type, message.Address));
    }

    [Fact]
    public async Task A_partner_who_accepted_is_told_when_the_contact_details_change()
    {
        var summary = await given.ReferAsync();
        using var office = await OfficeAsync();
        Assert.True((await office.PostAsJsonAsync($"/api/referrals/{summary.Reference}/contact", new { phone = "07700 900456" })).IsSuccessStatusCode);
        Assert.Null(await OpenTaskAsync(summary, "contact-changed"));
        await AcceptAsync(summary);
        for (var i = 0; i < 2; i++)
        {
            given.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.True((await office.PostAsJsonAsync($"/api/referrals/{summary.Reference}/contact", new { phone = "07700 900457" })).IsSuccessStatusCode);
        }
        Assert.Contains("before they get in touch again", await OpenTaskAsync(summary, "contact-changed"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_did_not_arrive_is_a_task_to_reach_the_person_another_way()
    {
        var summary = await given.ReferAsync();
        await given.HappenAsync(
            new MessageCouldNotBeDelivered(Guid.NewGuid(), summary.Area, summary.ReferralId, "coach-check-in", "no-such-address"));
        Assert.Contains("Reach the recipient another way", await OpenTaskAsync(summary, "undelivered"), StringComparison.Ordinal);
    }

    private async Task<(ReferralSummary First, ReferralSummary Later)> TwoAsync()
    {
        var first = await given.ReferAsync();
        given.Clock.Advance(TimeSpan.FromMinutes(1));
        return (first, await given.ReferAsync());
    }

    private async Task<ReferralSummary> PostAsync(string referralSource, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/referrals/{referralSource}") { Content = JsonContent.Create(JsonNode.Parse(body)) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var answer = JsonElement.Parse(await (await given.Host.Client.SendAsync(request)).Content.ReadAsStringAsync());
        return (await given.Host.Services.GetRequiredService<IReferrals>().FindAsync(
            Actor.Job("test"), answer.GetProperty("reference").GetString()!, default))!;
    }

    private Task SetAsync(ReferralSummary summary, string values) =>
        given.AsOwnerAsync($"update referrals.referral set {values} where id = '{summary.ReferralId}'");

    private async Task<HttpClient> OfficeAsync()
    {
        var (secret, _) = await given.Host.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new() { Name = $"office-{Guid.NewGuid():n}", Areas = ["*"], Permissions = Permission.All, Lasts = TimeSpan.FromDays(365) }, default);
        var client = new HttpClient { BaseAddress = given.Host.Client.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    private async Task AcceptAsync(ReferralSummary summary)
    {
        using var office = await OfficeAsync();
        var response = await office.PostAsync($"/api/referrals/{summary.Reference}/acceptance", null);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task EndAsync(ReferralSummary summary, string how)
    {
        using var office = await OfficeAsync();
        var response = how == "withdrawal" ? await office.PostAsync($"/api/referrals/{summary.Reference}/withdrawal", null)
            : await office.PostAsJsonAsync($"/api/referrals/{summary.Reference}/closure", new { reason = how });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task<JsonElement> SettleAsync(ReferralSummary one, ReferralSummary other)
    {
        using var office = await OfficeAsync();
        var response = await office.PostAsJsonAsync($"/api/referrals/{one.Reference}/likely-duplicates/{other.Reference}", new { isSamePerson = true });
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonElement.Parse(body);
    }

    private Task<string?> EndOfAsync(ReferralSummary summary) =>
        given.Stored.ReadAsync<string>("select end_reason from referrals.referral where id = $1", summary.ReferralId);

    private Task<string?> OpenTaskAsync(ReferralSummary summary, string code) => given.Stored.ReadAsync<string>(
        "select description from follow_ups.task where referral_id = $1 and code = $2 and closed_at is null", summary.ReferralId, code);
}
