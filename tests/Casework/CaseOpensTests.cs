using System.Net;

namespace WorkWell.Casework.Tests;

/// <summary>A case opens by itself, in the change that accepts the referral, for whoever is coached and for nobody else.</summary>
public sealed class CaseOpensTests(CaseworkHost given) : IClassFixture<CaseworkHost>
{
    [Fact]
    public async Task Accepting_a_referral_opens_one_case_that_waits_for_a_coach_without_a_limit_that_nobody_stated()
    {
        var reference = await given.ReferAsync();
        Assert.Equal(0, await given.CountAsync(reference));
        using var accepted = await given.AcceptAsync(reference);
        Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
        var id = await given.IdOfAsync(reference);
        Assert.Equal("waiting", await given.StateAsync(id));
        Assert.Null(await given.HistoryAsync(id));
        Assert.True(await given.Host.Database.ReadAsync<bool>("select limit_count is null and ends_on is null from casework.coaching_case where id = $1", id));
    }

    [Fact]
    public async Task Of_many_who_accept_at_once_one_is_first_and_there_is_one_case()
    {
        var reference = await given.ReferAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => given.AcceptAsync(reference)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        Assert.Equal(1, await given.CountAsync(reference));
        Assert.Null(await given.HistoryAsync(await given.IdOfAsync(reference)));
    }

    [Theory]
    [InlineData("in-work", 8, "2026-11-02")]
    [InlineData("out-of-work", 16, "2026-12-28")]
    public async Task An_area_that_states_a_limit_limits_the_case(string situation, int weeks, string endsOn)
    {
        var id = await given.CaseAsync(postcode: "N1 0ZA", work: new { situation, healthAffectsWork = true, leftWorkBecauseOfHealth = true, rightToWork = true,
            weeksOutOfWork = situation == "out-of-work" ? 12 : (int?)null });
        Assert.Equal($"{weeks} weeks stated {endsOn}", await given.Host.Database.ReadAsync<string>(
            "select limit_count || ' ' || limit_unit || ' ' || limit_evidence || ' ' || ends_on from casework.coaching_case where id = $1", id));
    }

    [Fact]
    public async Task Of_a_trial_only_the_arm_that_is_coached_gets_a_case_whoever_accepts_afterwards()
    {
        var arms = new HashSet<string>();
        while (arms.Count < 2)
        {
            var reference = await given.ReferAsync(postcode: "DY1 0ZA", work: new
            {
                situation = "out-of-work", weeksOutOfWork = 12, healthAffectsWork = true, leftWorkBecauseOfHealth = true, wantsPaidWork = true,
                rightToWork = true,
            });
            using var answer = await given.PostAsync(reference, "allocation", new { consentedOn = "2026-09-04", baselineOn = "2026-09-07" });
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            var arm = await given.Host.Database.ReadAsync<string>(
                "select a.arm from trials.allocation a join referrals.referral r on r.id = a.referral_id where r.reference = $1", reference);
            arms.Add(arm!);
            Assert.Equal(arm == "ips" ? 1 : 0, await given.CountAsync(reference));
            await given.Host.Database.RunAsync($"update referrals.referral set next_step = 'area-team' where reference = '{reference}'");
            using var accepted = await given.AcceptAsync(reference);
            Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
            Assert.Equal(arm == "ips" ? 1 : 0, await given.CountAsync(reference));
        }
    }

    [Fact]
    public async Task A_workforce_programme_opens_no_case()
    {
        var reference = await given.ReferAsync(postcode: "CR0 0ZA");
        await given.Host.Database.RunAsync($"update referrals.referral set next_step = 'area-team' where reference = '{reference}'");
        using var accepted = await given.AcceptAsync(reference);
        Assert.Equal(HttpStatusCode.NoContent, accepted.StatusCode);
        Assert.Equal(0, await given.CountAsync(reference));
    }

    [Fact]
    public async Task Whoever_withdraws_has_no_open_case_any_more()
    {
        var reference = await given.ReferAsync();
        using var accepted = await given.AcceptAsync(reference);
        var id = await given.IdOfAsync(reference);
        using var withdrawn = await given.PostAsync(reference, "withdrawal");
        Assert.True(withdrawn.IsSuccessStatusCode);
        Assert.Equal("closed referral-ended", await given.StateAsync(id));
        Assert.Equal("closed:referral-ended", await given.HistoryAsync(id));
    }

    [Fact]
    public async Task What_is_urgent_comes_first_and_the_reason_is_kept()
    {
        var id = await given.CaseAsync(work: new { situation = "off-sick", weeksOffSick = 8, healthAffectsWork = true, atRiskOfLosingJob = true });
        Assert.Equal("soon at-risk-of-losing-job off-sick area-priority", await given.Host.Database.ReadAsync<string>(
            "select priority || ' ' || array_to_string(priority_because, ' ') from casework.coaching_case where id = $1", id));
    }
}
