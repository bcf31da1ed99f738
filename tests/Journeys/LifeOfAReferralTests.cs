using System.Net.Http.Json;

namespace WorkWell.Journeys.Tests;

public sealed class LifeOfAReferralTests(FrontDoor referralSource) : IClassFixture<FrontDoor>
{
    [Fact]
    public async Task Accepted_the_nudges_to_the_partner_end_and_the_steps_of_support_begin()
    {
        var reference = await ReferAsync("LE1 0ZA");
        using var office = await referralSource.OfficeAsync("llr");
        Assert.Contains("offer-nudge due", await referralSource.FollowUpsAsync(reference));

        await AcceptAsync(office, reference);

        var followUps = await referralSource.FollowUpsAsync(reference);
        Assert.DoesNotContain("offer-nudge due", followUps);
        Assert.Contains("check-in due", followUps);
        var messages = await referralSource.MessagesAsync(reference);
        Assert.Contains("referrer-progress", messages);
        Assert.Single(messages, type => type == "support-agreed");
    }

    [Fact]
    public async Task Withdrawn_nothing_more_is_due_and_the_person_is_told_once()
    {
        var reference = await ReferAsync("LE1 0ZA");
        using var office = await referralSource.OfficeAsync("llr");
        await AcceptAsync(office, reference);

        Assert.True((await office.PostAsync($"/api/referrals/{reference}/withdrawal", null)).IsSuccessStatusCode);

        Assert.DoesNotContain(" due", await referralSource.FollowUpsAsync(reference));
        Assert.Single(await referralSource.MessagesAsync(reference), type => type == "withdrawn-confirmation");
    }

    [Fact]
    public async Task Closed_nothing_more_is_due_and_nothing_is_said()
    {
        var reference = await ReferAsync("N1 0ZA");
        using var office = await referralSource.OfficeAsync("ncl");

        Assert.True((await office.PostAsJsonAsync($"/api/referrals/{reference}/closure", new { reason = "moved-away" })).IsSuccessStatusCode);

        Assert.DoesNotContain(" due", await referralSource.FollowUpsAsync(reference));
        Assert.DoesNotContain("withdrawn-confirmation", await referralSource.MessagesAsync(reference));
    }

    [Fact]
    public async Task Somebody_in_danger_is_a_task_for_the_area_today()
    {
        var json = FrontDoor.Someone("self", "LE1 0ZA");
        json["safety"] = new System.Text.Json.Nodes.JsonObject { ["isInDanger"] = true };
        var reference = (await referralSource.ReferAsync("self", json)).GetProperty("reference").GetString()!;
        Assert.Equal(1L, await referralSource.Host.Database.ReadAsync<long>(
            "select count(*) from follow_ups.task t join referrals.referral r on r.id = t.referral_id where r.reference = $1 and t.code = 'urgent-concern'",
            reference));
    }

    [Fact]
    public async Task A_referrer_who_may_not_hear_of_progress_gets_a_receipt_and_nothing_after_it()
    {
        var json = FrontDoor.Someone("employer", "LE1 0ZA");
        json["referrer"]!["progressAllowed"] = false;
        var reference = (await referralSource.ReferAsync("employer", json)).GetProperty("reference").GetString()!;
        using var office = await referralSource.OfficeAsync("llr");
        await AcceptAsync(office, reference);
        var messages = await referralSource.MessagesAsync(reference);
        Assert.Contains("referrer-receipt", messages);
        Assert.DoesNotContain("referrer-progress", messages);
    }

    [Fact]
    public async Task Somebody_who_cannot_be_helped_here_is_told_who_may_help_instead()
    {
        var json = FrontDoor.Someone("self", "LE1 0ZA");
        json["area"] = "ncl";
        var reference = (await referralSource.ReferAsync("self", json)).GetProperty("reference").GetString()!;

        var content = await referralSource.Host.Database.ReadAsync<string>(
            "select m.content from communications.message m join referrals.referral r on r.id = m.referral_id where r.reference = $1 and m.type = " +
            "'referral-not-eligible'", reference);

        Assert.Contains("\"otherService\":\"WorkWell Leicester, Leicestershire and Rutland\"", content, StringComparison.Ordinal);
    }

    private async Task<string> ReferAsync(string postcode) =>
        (await referralSource.ReferAsync("primary-care", FrontDoor.Someone("primary-care", postcode))).GetProperty("reference").GetString()!;

    private static async Task AcceptAsync(HttpClient office, string reference) =>
        Assert.True((await office.PostAsync($"/api/referrals/{reference}/acceptance", null)).IsSuccessStatusCode);
}
