using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using WorkWell.Access.Contracts;

namespace WorkWell.Referrals.Tests;

public sealed class AnswerReferralTests(OneDoor one) : IClassFixture<OneDoor>
{
    [Fact]
    public async Task A_partner_accepts_and_support_starts()
    {
        var reference = await ReferAsync();
        using var office = await one.OfficeAsync("llr");

        var response = await office.PostAsync($"/api/referrals/{reference}/acceptance", null);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.True(await one.Host.Database.ReadAsync<bool>("select accepted_at is not null from referrals.referral where reference = $1", reference));
        Assert.Equal(1L, await AuditAsync(reference, "referrals.accepted"));
    }

    [Fact]
    public async Task A_second_acceptance_is_refused_and_keeps_the_first_date()
    {
        var reference = await ReferAsync();
        using var office = await one.OfficeAsync("llr");
        await office.PostAsync($"/api/referrals/{reference}/acceptance", null);
        var first = await one.Host.Database.ReadAsync<DateTime>("select accepted_at from referrals.referral where reference = $1", reference);
        one.Host.Clock.Advance(TimeSpan.FromMinutes(1));

        var problem = await OneDoor.ProblemAsync(await office.PostAsync($"/api/referrals/{reference}/acceptance", null), 409, "referrals.already-answered");

        Assert.Equal(first, problem.GetProperty("acceptedAt").GetDateTime());
        Assert.Equal(first, await one.Host.Database.ReadAsync<DateTime>("select accepted_at from referrals.referral where reference = $1", reference));
        Assert.Equal(1L, await AuditAsync(reference, "referrals.accepted"));
    }

    [Fact]
    public async Task Of_many_acceptances_at_once_one_holds()
    {
        var reference = await ReferAsync();
        using var office = await one.OfficeAsync("llr");
        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => office.PostAsync($"/api/referrals/{reference}/acceptance", null)));
        Assert.Equal(1, responses.Count(response => response.StatusCode == HttpStatusCode.NoContent));
        Assert.Equal(7, responses.Count(response => response.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task When_the_only_partner_declines_the_areas_own_team_takes_over_and_may_accept()
    {
        var reference = await ReferAsync();
        using var office = await one.OfficeAsync("llr");

        var answer = await (await office.PostAsync($"/api/referrals/{reference}/decline", null)).Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("area-team", answer.GetProperty("next").GetString());
        await OneDoor.ProblemAsync(await office.PostAsync($"/api/referrals/{reference}/decline", null), 409, "referrals.not-offered");
        Assert.Equal(HttpStatusCode.NoContent, (await office.PostAsync($"/api/referrals/{reference}/acceptance", null)).StatusCode);
    }

    [Fact]
    public async Task A_withdrawn_referral_stays_withdrawn()
    {
        var reference = await ReferAsync();
        using var office = await one.OfficeAsync("llr");

        Assert.Equal(HttpStatusCode.NoContent, (await office.PostAsync($"/api/referrals/{reference}/withdrawal", null)).StatusCode);

        await OneDoor.ProblemAsync(await office.PostAsync($"/api/referrals/{reference}/withdrawal", null), 409, "referrals.ended");
        await OneDoor.ProblemAsync(await office.PostAsync($"/api/referrals/{reference}/acceptance", null), 409, "referrals.ended");
        Assert.Equal("withdrawn", await one.Host.Database.ReadAsync<string>("select end_reason from referrals.referral where reference = $1", reference));
    }

    [Fact]
    public async Task A_referral_is_closed_with_a_known_reason()
    {
        var reference = await ReferAsync();
        using var office = await one.OfficeAsync("llr");
        await OneDoor.ProblemAsync(
            await office.PostAsJsonAsync($"/api/referrals/{reference}/closure", new { reason = "bored" }), 400, "referrals.check-fields");
        await OneDoor.ProblemAsync(await office.PostAsJsonAsync($"/api/referrals/{reference}/closure", new { }), 400, "referrals.check-fields");
        Assert.Equal(HttpStatusCode.NoContent, (await office.PostAsJsonAsync($"/api/referrals/{reference}/closure", new { reason = "completed" })).StatusCode);
        Assert.Equal("completed", await one.Host.Database.ReadAsync<string>("select end_reason from referrals.referral where reference = $1", reference));
    }

    [Theory]
    [InlineData("acceptance")]
    [InlineData("decline")]
    [InlineData("withdrawal")]
    public async Task Another_areas_office_does_not_even_learn_that_it_exists(string answer)
    {
        var reference = await ReferAsync();
        using var office = await one.OfficeAsync("dudley");
        await OneDoor.ProblemAsync(await office.PostAsync($"/api/referrals/{reference}/{answer}", null), 404, "referrals.not-found");
        await OneDoor.ProblemAsync(await office.GetAsync($"/api/referrals/{reference}"), 404, "referrals.not-found");
        await OneDoor.ProblemAsync(await office.PostAsync($"/api/referrals/WW-2222-2222/{answer}", null), 404, "referrals.not-found");
        Assert.True(await one.Host.Database.ReadAsync<bool>(
            "select accepted_at is null and ended_at is null from referrals.referral where reference = $1", reference));
    }

    [Fact]
    public async Task An_office_sees_a_referral_of_its_area_and_the_look_is_recorded()
    {
        var reference = await ReferAsync();
        using var office = await one.OfficeAsync("llr", Permission.ReadReferrals);

        var seen = await office.GetFromJsonAsync<JsonElement>($"/api/referrals/{reference.ToLowerInvariant()}");

        Assert.Equal("Priya Patel", seen.GetProperty("person").GetProperty("fullName").GetString());
        Assert.Equal("eligible", seen.GetProperty("decision").GetProperty("outcome").GetString());
        Assert.Equal("off-sick", seen.GetProperty("facts").GetProperty("situation").GetString());
        Assert.Equal(1L, await AuditAsync(reference, "referrals.read"));
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "/acceptance")]
    [InlineData("POST", "/decline")]
    [InlineData("POST", "/withdrawal")]
    [InlineData("POST", "/closure")]
    public async Task Without_a_key_or_the_permission_nobody_sees_or_answers(string method, string path)
    {
        var reference = await ReferAsync();
        await OneDoor.ProblemAsync(
            await one.Host.Client.SendAsync(new HttpRequestMessage(new(method), $"/api/referrals/{reference}{path}")), 401, "access.key-needed");
        using var office = await one.OfficeAsync("llr", method == "GET" ? Permission.AnswerReferrals : Permission.ReadReferrals);
        await OneDoor.ProblemAsync(await office.SendAsync(new HttpRequestMessage(new(method), $"/api/referrals/{reference}{path}")), 403, "access.not-allowed");
    }

    private async Task<string> ReferAsync() => (await one.ReferAsync(OneDoor.Good())).GetProperty("reference").GetString()!;

    private Task<long> AuditAsync(string reference, string action) => one.Host.Database.ReadAsync<long>(
        "select count(*) from access.audit_entry a join referrals.referral r on r.id = a.subject where r.reference = $1 and a.action = $2", reference, action);
}
