using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Trials.Tests;

public sealed class AllocateToArmTests(TrialHost trial) : IClassFixture<TrialHost>
{
    private static readonly object Ready = new { consentedOn = "2026-09-04", baselineOn = "2026-09-07" };

    [Fact]
    public async Task After_consent_and_baseline_the_computer_allocates_once_and_the_outcome_questions_are_planned_for_both_arms()
    {
        var reference = await trial.ReferAsync();

        var first = await AllocateAsync(reference, Ready);
        var again = await AllocateAsync(reference, Ready);

        Assert.Contains(first.GetProperty("arm").GetString(), (string[])["ips", "control"]);
        Assert.Equal(first.ToString(), again.ToString());
        Assert.Equal("2027-01-07,2027-09-07", await trial.Host.Database.ReadAsync<string>(
            "select string_agg(to_char(due_at at time zone 'Europe/London', 'YYYY-MM-DD'), ',' order by due_at) from follow_ups.follow_up d join " +
            "referrals.referral r on r.id = d.referral_id where r.reference = $1 and d.step in ('outcome-4-months', 'outcome-12-months')", reference));
        Assert.Equal(1L, await trial.Host.Database.ReadAsync<long>(
            "select count(*) from follow_ups.task t join referrals.referral r on r.id = t.referral_id where r.reference = $1 and t.code in ('begin-support', " +
            "'give-information')", reference));
    }

    [Fact]
    public async Task Asked_many_times_at_once_there_is_one_arm()
    {
        var reference = await trial.ReferAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AllocateAsync(reference, Ready)));
        Assert.Single(answers.Select(answer => answer.GetProperty("arm").GetString()).Distinct());
        Assert.Equal(1L, await trial.Host.Database.ReadAsync<long>(
            "select count(*) from trials.allocation a join referrals.referral r on r.id = a.referral_id where r.reference = $1", reference));
    }

    [Theory]
    [InlineData("{}", "consentedOn")]
    [InlineData("""{ "consentedOn": "2026-09-04" }""", "baselineOn")]
    [InlineData("""{ "consentedOn": "2026-09-04", "baselineOn": "2026-09-08" }""", "baselineOn")]
    [InlineData("""{ "consentedOn": "2026-09-04", "baselineOn": "2026-09-03" }""", "baselineOn")]
    public async Task Nobody_is_allocated_before_consent_and_baseline(string body, string field)
    {
        var reference = await trial.ReferAsync();
        var (status, problem) = await PostAsync(reference, body);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "trials.fields"), (status, problem.GetProperty("code").GetString()));
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
        Assert.Equal(0L, await trial.Host.Database.ReadAsync<long>(
            "select count(*) from trials.allocation a join referrals.referral r on r.id = a.referral_id where r.reference = $1", reference));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{ "consentedOn": "yesterday" }""")]
    [InlineData("[]")]
    public async Task What_is_not_json_of_this_kind_is_refused(string body)
    {
        var (status, problem) = await PostAsync(await trial.ReferAsync(), body);
        Assert.Equal((HttpStatusCode.BadRequest, "trials.not-json"), (status, problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Whoever_left_or_was_not_offered_the_trial_or_lives_in_another_area_is_not_allocated()
    {
        var left = await trial.ReferAsync();
        Assert.True((await trial.Team.PostAsync($"/api/referrals/{left}/withdrawal", null)).IsSuccessStatusCode);
        Assert.Equal("trials.referral-ended", await CodeAsync(left));

        Assert.Equal("trials.not-invited", await CodeAsync(await trial.ReferAsync(weeksOutOfWork: 2)));
        Assert.Equal("trials.no-trial", await CodeAsync(await trial.ReferAsync(postcode: "LE1 0ZA")));
        Assert.Equal("trials.no-such-referral", await CodeAsync("WW-0000-0000"));
    }

    [Theory]
    [InlineData(false, "trials.said-no", "area-team")]
    [InlineData(null, "trials.not-asked", "offer-trial")]
    public async Task Whoever_said_no_or_was_not_asked_is_not_allocated_until_they_agree(bool? agrees, string code, string next)
    {
        var reference = await trial.ReferAsync(agrees: agrees);
        Assert.Equal(next, await trial.Host.Database.ReadAsync<string>("select next_step from referrals.referral where reference = $1", reference));
        Assert.Equal(code, await CodeAsync(reference));
        Assert.Equal(0L, await trial.Host.Database.ReadAsync<long>(
            "select count(*) from trials.allocation a join referrals.referral r on r.id = a.referral_id where r.reference = $1", reference));

        Assert.Equal(HttpStatusCode.NoContent, (await ConsentAsync(reference, """{ "isGiven": true, "how": "spoken" }""")).StatusCode);
        Assert.Contains((await AllocateAsync(reference, Ready)).GetProperty("arm").GetString(), (string[])["ips", "control"]);
    }

    [Fact]
    public async Task The_newest_answer_about_the_trial_holds_and_is_kept_where_all_consents_are()
    {
        var reference = await trial.ReferAsync();
        await ConsentAsync(reference, """{ "isGiven": false, "how": "form" }""");
        Assert.Equal("trials.said-no", await CodeAsync(reference));
        Assert.Equal("door:self true,form false", await trial.Host.Database.ReadAsync<string>(
            "select string_agg(c.how || ' ' || c.is_given, ',' order by c.at) from people.consent c join referrals.referral r on r.person_id = c.person_id " +
            "where r.reference = $1 and c.purpose = 'trial'", reference));
        Assert.Equal("trials.consent-recorded", await trial.Host.Database.ReadAsync<string>(
            "select a.action from access.audit_entry a join referrals.referral r on r.id = a.subject where r.reference = $1 and a.action like 'trials.%'",
            reference));
        foreach (var wrong in (string[])["{}", """{ "isGiven": true }""", """{ "isGiven": true, "how": "guessed" }"""])
        {
            using var refused = await ConsentAsync(reference, wrong);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        }
    }

    [Fact]
    public async Task The_audit_trail_does_not_give_the_arm_away()
    {
        var reference = await trial.ReferAsync();
        await AllocateAsync(reference, Ready);
        Assert.Equal("", await trial.Host.Database.ReadAsync<string>(
            "select coalesce(a.details::text, '') from access.audit_entry a join referrals.referral r on r.id = a.subject where r.reference = $1 and " +
            "a.action = 'trials.allocated'", reference));
    }

    private async Task<JsonElement> AllocateAsync(string reference, object readiness)
    {
        using var response = await trial.Team.PostAsJsonAsync($"/api/referrals/{reference}/allocation", readiness);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonElement.Parse(body);
    }

    private async Task<HttpResponseMessage> ConsentAsync(string reference, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        trial.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        return await trial.Team.PostAsync($"/api/referrals/{reference}/trial-consent", content);
    }

    private async Task<string?> CodeAsync(string reference) =>
        (await PostAsync(reference, JsonSerializer.Serialize(Ready))).Problem.GetProperty("code").GetString();

    private async Task<(HttpStatusCode Status, JsonElement Problem)> PostAsync(string reference, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await trial.Team.PostAsync($"/api/referrals/{reference}/allocation", content);
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync()));
    }
}

/// <summary>The real host, and the trial's own team with a key.</summary>
public sealed class TrialHost : IAsyncLifetime
{
    internal RunningHost Host { get; private set; } = null!;

    internal HttpClient Team { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await RunningHost.StartAsync();
        var (secret, _) = await Host.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new() { Name = "trial-team", Areas = ["dudley", "llr"],
            Permissions = [Permission.AllocateToTrials, Permission.WithdrawReferrals, Permission.ReadReferrals, Permission.SettleDuplicates],
            Lasts = TimeSpan.FromDays(365) }, default);
        Team = new HttpClient { BaseAddress = Host.Client.BaseAddress,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", secret) } };
    }

    public async ValueTask DisposeAsync()
    {
        Team.Dispose();
        await Host.DisposeAsync();
    }

    internal async Task<string> ReferAsync(string postcode = "DY1 0ZA", int weeksOutOfWork = 12, bool? agrees = true)
    {
        var consents = new Dictionary<string, bool> { ["service"] = true };
        if (agrees is { } answer) consents["trial"] = answer;
        using var response = await Host.Client.PostAsJsonAsync("/api/referrals/self", new
        {
            person = new { givenName = "Rosa", familyName = FamilyNames.Next(), bornOn = "1990-05-17", email = $"{Guid.NewGuid():n}@people.example", postcode,
                consents },
            practice = postcode.StartsWith("DY", StringComparison.Ordinal) ? "Z99031" : null,
            work = new { situation = "out-of-work", weeksOutOfWork, healthAffectsWork = true, leftWorkBecauseOfHealth = true, wantsPaidWork = true,
            rightToWork = true },
        });
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonElement.Parse(body).GetProperty("reference").GetString()!;
    }
}
