using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using WorkWell.Access.Contracts;

namespace WorkWell.Referrals.Tests;

/// <summary>One person through two doors: a person compares the two before anything goes out a second time.</summary>
public sealed class TwoDoorsOnePersonTests(OneDoor one) : IClassFixture<OneDoor>
{
    private static int numbers;

    [Theory]
    [InlineData("primary-care", "jobcentre")]
    [InlineData("self", "primary-care")]
    [InlineData("local-service", "self")]
    public async Task The_second_waits_with_a_task_that_names_both_and_nothing_goes_out_for_it(string first, string second)
    {
        var number = NextNumber();
        var before = await ReferAsync(first, number);
        var after = await ReferAsync(second, number);

        Assert.Equal(("offer-to-partner", false), await StandsAsync(before));
        Assert.Equal(("area-team", true), await StandsAsync(after));
        Assert.Equal(0L, await CountAsync("communications.message", after));
        Assert.Equal(0L, await CountAsync("follow_ups.follow_up", after));
        var task = await TaskAsync(after);
        Assert.Contains(before, task, StringComparison.Ordinal);
        Assert.Contains(after, task, StringComparison.Ordinal);
        Assert.Contains("same NHS number", task, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settled_as_the_same_it_ends_and_settled_again_nothing_changes()
    {
        var number = NextNumber();
        var before = await ReferAsync("primary-care", number);
        var after = await ReferAsync("jobcentre", number);
        using var office = await one.OfficeAsync("llr");

        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.OK, (await SettleAsync(office, after, before, true)).StatusCode);

        Assert.Equal("already-referred", await one.Host.Database.ReadAsync<string>("select end_reason from referrals.referral where reference = $1", after));
        // Whoever sent it gets the receipt that waited, and nothing else goes out.
        Assert.Equal("referrer-receipt", await one.Host.Database.ReadAsync<string>(
            "select string_agg(m.type, ',') from communications.message m join referrals.referral r on r.id = m.referral_id where r.reference = $1", after));
        Assert.Equal(0L, await OpenTasksAsync(after));
        Assert.Equal(("offer-to-partner", false), await StandsAsync(before));
        Assert.Equal(1L, await one.Host.Database.ReadAsync<long>(
            "select count(*) from access.audit_entry a join referrals.referral r on r.id = a.subject where r.reference = $1 and a.action = " +
            "'referrals.duplicate-settled'", after));
    }

    [Fact]
    public async Task Settled_as_two_people_it_goes_on_as_if_it_had_just_come()
    {
        var json = OneDoor.Good();
        var before = (await one.ReferAsync(json)).GetProperty("reference").GetString()!;
        var twin = (JsonObject)json.DeepClone();
        twin["person"]!["givenName"] = "Priyo";
        var after = (await one.ReferAsync(twin)).GetProperty("reference").GetString()!;
        Assert.Equal(("area-team", true), await StandsAsync(after));
        using var office = await one.OfficeAsync("llr");
        await OneDoor.ProblemAsync(await office.PostAsync($"/api/referrals/{after}/acceptance", null), 409, "referrals.likely-duplicate");

        Assert.Equal(HttpStatusCode.OK, (await SettleAsync(office, before, after, false)).StatusCode);

        Assert.Equal(("offer-to-partner", false), await StandsAsync(after));
        Assert.Equal(await CountAsync("communications.message", before), await CountAsync("communications.message", after));
        Assert.Equal(0L, await OpenTasksAsync(after, "likely-duplicate"));
    }

    [Fact]
    public async Task Of_many_that_arrive_in_the_same_instant_one_goes_on()
    {
        var number = NextNumber();
        var references = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => ReferAsync(i % 2 == 0 ? "primary-care" : "jobcentre", number)));
        Assert.Equal(1L, await one.Host.Database.ReadAsync<long>(
            "select count(*) from referrals.referral where reference = any ($1) and not awaits_settlement", (object)references));
        Assert.Equal(5L, await one.Host.Database.ReadAsync<long>(
            "select count(*) from follow_ups.task t join referrals.referral r on r.id = t.referral_id where r.reference = any ($1) and t.code = " +
            "'likely-duplicate'", (object)references));
    }

    [Theory]
    [InlineData("number")]
    [InlineData("name")]
    [InlineData("both")]
    public async Task Nothing_is_sent_to_somebody_who_is_recorded_as_dead(string match)
    {
        var json = OneDoor.Good("primary-care");
        json["person"]!["nhsNumber"] = NextNumber();
        var before = (await one.ReferAsync(json, "primary-care")).GetProperty("reference").GetString()!;
        using var office = await one.OfficeAsync("llr");
        Assert.True((await office.PostAsJsonAsync($"/api/referrals/{before}/closure", new { reason = "died" })).IsSuccessStatusCode);
        if (match == "number") (json["person"]!["bornOn"], json["person"]!["givenName"]) = (null, "P");
        if (match == "name") json["person"]!["nhsNumber"] = null;

        var after = (await one.ReferAsync(json, "primary-care")).GetProperty("reference").GetString()!;

        Assert.Equal(("area-team", true), await StandsAsync(after));
        Assert.Equal(0L, await CountAsync("communications.message", after));
        Assert.Contains("recorded as having died", await TaskAsync(after), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await SettleAsync(office, after, before, true)).StatusCode);
        Assert.Equal("died", await one.Host.Database.ReadAsync<string>("select end_reason from referrals.referral where reference = $1", after));
        Assert.Equal(0L, await CountAsync("communications.message", after));
    }

    [Fact]
    public async Task Whoever_comes_back_after_their_referral_ended_is_not_held_up()
    {
        var number = NextNumber();
        var before = await ReferAsync("primary-care", number);
        using var office = await one.OfficeAsync("llr");
        Assert.True((await office.PostAsJsonAsync($"/api/referrals/{before}/closure", new { reason = "completed" })).IsSuccessStatusCode);
        Assert.Equal(("offer-to-partner", false), await StandsAsync(await ReferAsync("jobcentre", number)));
    }

    [Fact]
    public async Task Settling_needs_its_own_permission_and_two_referrals_of_one_area()
    {
        var (here, other, elsewhere) = (
            await ReferAsync("self", null), await ReferAsync("self", null),
            (await one.ReferAsync(OneDoor.Good(postcode: "N1 0ZA"))).GetProperty("reference").GetString()!);
        using var reader = await one.OfficeAsync("llr", Permission.ReadReferrals);
        using var everywhere = await one.OfficeAsync("*", Permission.SettleDuplicates);
        Assert.Equal(HttpStatusCode.Forbidden, (await SettleAsync(reader, here, other, true)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SettleAsync(one.Host.Client, here, other, true)).StatusCode);
        await OneDoor.ProblemAsync(await SettleAsync(everywhere, here, elsewhere, true), 409, "referrals.not-of-one-area");
        await OneDoor.ProblemAsync(await SettleAsync(everywhere, here, here, true), 409, "referrals.not-of-one-area");
        await OneDoor.ProblemAsync(await SettleAsync(everywhere, here, "WW-2222-2222", true), 404, "referrals.not-found");
        await OneDoor.ProblemAsync(
            await everywhere.PostAsJsonAsync($"/api/referrals/{here}/likely-duplicates/{other}", new { }), 400, "referrals.check-fields");
    }

    private static string NextNumber() => $"94767{Interlocked.Increment(ref numbers):00000}";

    private async Task<string> ReferAsync(string referralSource, string? number)
    {
        var json = OneDoor.Good(referralSource);
        if (number is not null) json["person"]!["nhsNumber"] = number;
        return (await one.ReferAsync(json, referralSource)).GetProperty("reference").GetString()!;
    }

    private static Task<HttpResponseMessage> SettleAsync(HttpClient client, string reference, string other, bool isSamePerson) =>
        client.PostAsJsonAsync($"/api/referrals/{reference}/likely-duplicates/{other}", new { isSamePerson });

    private async Task<(string? Next, bool Awaits)> StandsAsync(string reference) => (
        await one.Host.Database.ReadAsync<string>("select next_step from referrals.referral where reference = $1", reference),
        await one.Host.Database.ReadAsync<bool>("select awaits_settlement from referrals.referral where reference = $1", reference));

    private Task<long> CountAsync(string table, string reference) =>
        one.Host.Database.ReadAsync<long>(
        $"select count(*) from {table} t join referrals.referral r on r.id = t.referral_id where r.reference = $1", reference);

    private Task<long> OpenTasksAsync(string reference, string? code = null) => one.Host.Database.ReadAsync<long>(
        "select count(*) from follow_ups.task t join referrals.referral r on r.id = t.referral_id where r.reference = $1 and t.closed_at is null and ($2 = " +
        "'' or t.code = $2)", reference, code ?? "");

    private async Task<string> TaskAsync(string reference) => (await one.Host.Database.ReadAsync<string>(
        "select t.description from follow_ups.task t join referrals.referral r on r.id = t.referral_id where r.reference = $1 and " +
        "t.code = 'likely-duplicate' and " +
        "t.closed_at is null", reference))!;
}
