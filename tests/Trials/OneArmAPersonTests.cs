using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using WorkWell.TestKit;

namespace WorkWell.Trials.Tests;

/// <summary>One human being has one arm, under however many referrals and through whichever doors.</summary>
public sealed class OneArmAPersonTests(TrialHost trial) : IClassFixture<TrialHost>
{
    private static readonly object Ready = new { consentedOn = "2026-09-04", baselineOn = "2026-09-07" };
    private static int numbers;

    [Fact]
    public async Task Referred_six_times_through_three_doors_a_person_is_allocated_once()
    {
        var person = APerson(number: NextNumber());
        var references = new List<string>();
        foreach (var referralSource in (string[])["self", "primary-care", "jobcentre", "self", "primary-care", "jobcentre"])
            references.Add(await ReferAsync(person, referralSource));

        Assert.Equal(HttpStatusCode.OK, (await AllocateAsync(references[0])).Status);
        foreach (var reference in references.Skip(1))
        {
            var (status, answer) = await AllocateAsync(reference);
            Assert.Equal((HttpStatusCode.Conflict, "trials.likely-duplicate"), (status, Code(answer)));
            Assert.Contains(references[0], answer.GetProperty("likelyDuplicates").EnumerateArray().Select(one => one.GetString()));
        }
        Assert.Equal(1, await ArmsAsync(references));
    }

    [Theory]
    [InlineData("phone")]
    [InlineData("email")]
    [InlineData("name")]
    public async Task Two_clicks_at_once_for_two_referrals_of_one_person_make_one_allocation(string match)
    {
        var one = APerson();
        var other = APerson();
        if (match == "phone") (one["phone"], other["phone"]) = ("07700 900123", "+44 (0)7700 900123");
        if (match == "email") other["email"] = one["email"]!.GetValue<string>().ToUpperInvariant();
        if (match == "name") (other["givenName"], other["familyName"]) = (one["givenName"]!.DeepClone(), one["familyName"]!.DeepClone());
        string[] references = [await ReferAsync(one), await ReferAsync(other)];

        var answers = await Task.WhenAll(references.Concat(references).Concat(references).Select(AllocateAsync));

        Assert.Equal(1, await ArmsAsync(references));
        Assert.Equal(3, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Equal("trials.likely-duplicate", Code(answer.Answer)));
    }

    [Fact]
    public async Task Settled_as_the_same_the_second_is_told_under_which_reference_also_from_one_to_the_next()
    {
        var one = APerson(phone: "01632 960" + NextThree());
        var two = APerson(phone: one["phone"]!.GetValue<string>());
        var three = APerson(email: two["email"]!.GetValue<string>());
        string[] references = [await ReferAsync(one), await ReferAsync(two), await ReferAsync(three)];
        Assert.Equal(HttpStatusCode.OK, await SettleAsync(references[0], references[1], true));
        Assert.Equal(HttpStatusCode.OK, await SettleAsync(references[2], references[1], true));

        // Of several under way that are settled as one person, one is kept.
        var kept = (await trial.Host.Database.ReadAsync<string>(
            "select string_agg(reference, ',') from referrals.referral where reference = any ($1) and ended_at is null", (object)references))!;
        Assert.Equal(HttpStatusCode.OK, (await AllocateAsync(kept)).Status);

        foreach (var reference in references.Where(reference => reference != kept))
        {
            var (status, answer) = await AllocateAsync(reference);
            Assert.Equal((HttpStatusCode.Conflict, "trials.already-allocated", kept),
                (status, Code(answer), answer.GetProperty("reference").GetString()));
        }
        Assert.Equal(3L, await trial.Host.Database.ReadAsync<long>(
            "select count(*) from trials.allocated_person a join referrals.referral r on r.id = a.referral_id where r.reference = $1", kept));
    }

    [Fact]
    public async Task Twins_settled_as_two_people_are_both_allocated_and_stay_settled()
    {
        var hasan = APerson();
        var husain = APerson();
        (hasan["givenName"], husain["givenName"], husain["familyName"]) = ("Hasan", "Husain", hasan["familyName"]!.DeepClone());
        string[] references = [await ReferAsync(hasan), await ReferAsync(husain)];
        Assert.Equal(HttpStatusCode.OK, (await AllocateAsync(references[0])).Status);
        Assert.Equal("trials.likely-duplicate", Code((await AllocateAsync(references[1])).Answer));

        Assert.Equal(HttpStatusCode.OK, await SettleAsync(references[1], references[0], false));

        Assert.Equal(HttpStatusCode.OK, (await AllocateAsync(references[1])).Status);
        Assert.Equal(2, await ArmsAsync(references));
        var listed = await trial.Team.GetFromJsonAsync<JsonElement>($"/api/referrals/{references[0]}/likely-duplicates");
        var twin = Assert.Single(listed.GetProperty("likelyDuplicates").EnumerateArray());
        Assert.Equal((references[1], false), (twin.GetProperty("reference").GetString(), twin.GetProperty("isSamePerson").GetBoolean()));
        Assert.Contains("similar-name-and-birth-date", twin.GetProperty("because").EnumerateArray().Select(code => code.GetString()));
    }

    [Fact]
    public async Task Whoever_waits_to_be_compared_is_not_allocated_even_when_nobody_was_before()
    {
        var person = APerson(number: NextNumber());
        var first = await ReferAsync(person);
        var second = await ReferAsync(person, "jobcentre");
        Assert.Equal("trials.likely-duplicate", Code((await AllocateAsync(second)).Answer));
        Assert.Equal(HttpStatusCode.OK, (await AllocateAsync(first)).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_allocation_from_before_records_were_noted_counts_too(bool hasEnded)
    {
        var person = APerson(number: NextNumber());
        string[] references = [await ReferAsync(person), await ReferAsync(person, "jobcentre")];
        Assert.Equal(HttpStatusCode.OK, (await AllocateAsync(references[0])).Status);
        await AsOwnerAsync(trial.Host.Database, $"""
            set session_replication_role = replica;
            delete from trials.allocated_person where referral_id = (select id from referrals.referral where reference = '{references[0]}')
            """);
        if (hasEnded)
        {
            await AsOwnerAsync(
                trial.Host.Database, $"update referrals.referral set ended_at = now(), end_reason = 'completed' where reference = '{references[0]}'");
        }

        Assert.Equal("trials.likely-duplicate", Code((await AllocateAsync(references[1])).Answer));
        Assert.Equal(HttpStatusCode.OK, await SettleAsync(references[1], references[0], true));

        var (status, answer) = await AllocateAsync(references[1]);
        Assert.Equal((HttpStatusCode.Conflict, "trials.already-allocated"), (status, Code(answer)));
        Assert.Equal(1, await ArmsAsync(references));
    }

    private static async Task AsOwnerAsync(TestDatabase database, string sql)
    {
        await using var owner = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static JsonObject APerson(string? number = null, string? phone = null, string? email = null) => new()
    {
        ["givenName"] = "Rosa",
        ["familyName"] = FamilyNames.Next(),
        ["bornOn"] = "1990-05-17",
        ["nhsNumber"] = number,
        ["phone"] = phone,
        ["email"] = email ?? $"{Guid.NewGuid():n}@people.example",
        ["postcode"] = "DY1 0ZA",
        ["consents"] = new JsonObject { ["service"] = true, ["trial"] = true },
    };

    private static string NextNumber() => $"94767{Interlocked.Increment(ref numbers):00000}";

    private static string NextThree() => $"{Interlocked.Increment(ref numbers):000}";

    private async Task<string> ReferAsync(JsonObject person, string referralSource = "self")
    {
        var body = new JsonObject
        {
            ["person"] = person.DeepClone(),
            ["practice"] = "Z99031",
            ["work"] = JsonNode.Parse("""
                { "situation": "out-of-work", "weeksOutOfWork": 12, "healthAffectsWork": true, "leftWorkBecauseOfHealth": true,
                  "wantsPaidWork": true, "rightToWork": true }
                """),
        };
        if (referralSource != "self")
            body["referrer"] = JsonNode.Parse("""{ "name": "Sam Example", "email": "sam@referrer.example", "agreement": "Rosa asked me to." }""");
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"/api/referrals/{referralSource}") { Content = JsonContent.Create(body),
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } } };
        using var response = await trial.Host.Client.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, answer);
        return JsonElement.Parse(answer).GetProperty("reference").GetString()!;
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> AllocateAsync(string reference)
    {
        using var response = await trial.Team.PostAsJsonAsync($"/api/referrals/{reference}/allocation", Ready);
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync()));
    }

    private async Task<HttpStatusCode> SettleAsync(string reference, string other, bool isSamePerson)
    {
        using var response = await trial.Team.PostAsJsonAsync($"/api/referrals/{reference}/likely-duplicates/{other}", new { isSamePerson });
        return response.StatusCode;
    }

    private async Task<long> ArmsAsync(IEnumerable<string> references) => await trial.Host.Database.ReadAsync<long>(
        "select count(*) from trials.allocation a join referrals.referral r on r.id = a.referral_id where r.reference = any ($1)",
        (object)references.ToArray());

    private static string? Code(JsonElement problem) => problem.TryGetProperty("code", out var code) ? code.GetString() : null;
}
