using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using WorkWell.Areas.Sdk;

namespace WorkWell.Referrals.Tests;

public sealed class ReceiveReferralTests(OneDoor one) : IClassFixture<OneDoor>
{
    [Theory]
    [InlineData("self")]
    [InlineData("employer")]
    [InlineData("primary-care")]
    [InlineData("jobcentre")]
    [InlineData("local-service")]
    public async Task Each_door_takes_a_referral_and_answers_with_reference_outcome_and_partner(string referralSource)
    {
        var answer = await one.ReferAsync(OneDoor.Good(referralSource), referralSource);

        Assert.Matches("^WW-[2-9A-Z]{4}-[2-9A-Z]{4}$", answer.GetProperty("reference").GetString());
        Assert.Equal("eligible", answer.GetProperty("outcome").GetString());
        Assert.Equal("offer-to-partner", answer.GetProperty("next").GetString());
        Assert.Equal("llr", answer.GetProperty("area").GetProperty("code").GetString());
        Assert.Equal("NHS Leicester, Leicestershire and Rutland Integrated Care Board", answer.GetProperty("partner").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Everything_that_follows_is_written_with_the_referral()
    {
        var reference = (await one.ReferAsync(OneDoor.Good())).GetProperty("reference").GetString()!;

        Assert.Equal("llr|self|eligible|offer-to-partner|llr-coaching|llr-icb|1|True|True", await one.Host.Database.ReadAsync<string>(
            """
            select concat_ws('|', area, referral_source, outcome, next_step, service, organisation, offer_number, initcap((settings_revision >= 1)::text),
              initcap((plugin_version is not null)::text))
            from referrals.referral where reference = $1
            """, reference));
        Assert.Equal("lives-in-area/yes/stated",
            await one.Host.Database.ReadAsync<string>("select decision->'trace'->>0 from referrals.referral where reference = $1", reference));
        Assert.Equal("E06000016",
            await one.Host.Database.ReadAsync<string>("select facts->'home'->>'authorityCode' from referrals.referral where reference = $1", reference));
        Assert.Equal("door:self referrals.received", await one.Host.Database.ReadAsync<string>(
            "select concat_ws(' ', a.actor, a.action) from access.audit_entry a join referrals.referral r on r.id = a.subject where r.reference = $1",
            reference));
        Assert.Equal("Priya Patel", await one.Host.Database.ReadAsync<string>(
            "select given_name || ' ' || family_name from people.person p join referrals.referral r on r.person_id = p.id where r.reference = $1", reference));
    }

    [Fact]
    public async Task Facts_hold_no_name_address_or_contact_details()
    {
        await one.ReferAsync(OneDoor.Good("employer"), "employer");
        foreach (var personal in (string[])["Priya", "Patel", "priya.patel", "07700", "Example Street", "LE1 0ZA", "1984"])
        {
            Assert.Equal(0L, await one.Host.Database.ReadAsync<long>(
                "select count(*) from referrals.referral where position($1 in facts::text || decision::text) > 0 and referral_source = 'employer'", personal));
        }
    }

    [Fact]
    public async Task The_same_post_with_the_same_key_is_one_referral_and_gets_the_same_answer()
    {
        var before = await CountAsync();
        var json = OneDoor.Good("jobcentre");
        var first = await one.PostAsync(json, "jobcentre", "key-1");
        var second = await one.PostAsync(json, "jobcentre", "key-1");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(before + 1, await CountAsync());
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused_and_nothing_is_written()
    {
        await one.PostAsync(OneDoor.Good("jobcentre"), "jobcentre", "key-2");
        var before = await CountAsync();
        var other = OneDoor.Good("jobcentre", "DY1 0ZA");

        await OneDoor.ProblemAsync(await one.PostAsync(other, "jobcentre", "key-2"), 422, "referrals.key-used-otherwise");

        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task The_same_key_at_another_door_is_another_referral()
    {
        var self = await one.ReferAsync(OneDoor.Good(), "self", "key-3");
        var employer = await one.ReferAsync(OneDoor.Good("employer"), "employer", "key-3");
        Assert.NotEqual(self.GetProperty("reference").GetString(), employer.GetProperty("reference").GetString());
    }

    [Fact]
    public async Task Posts_with_one_key_at_the_same_time_give_one_referral()
    {
        var before = await CountAsync();
        var json = OneDoor.Good("local-service");
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => one.ReferAsync(json, "local-service", "key-4")));

        Assert.Single(answers.Select(answer => answer.GetProperty("reference").GetString()).Distinct());
        Assert.Equal(before + 1, await CountAsync());
    }

    [Theory]
    [InlineData("employer", false)]
    [InlineData("jobcentre", true)]
    public async Task What_is_wrong_with_somebodys_health_is_taken_from_everybody_but_employers(string referralSource, bool isKept)
    {
        var json = OneDoor.Good(referralSource);
        json["health"] = new JsonObject { ["mainProblem"] = 12, ["needs"] = new JsonArray("mental-health") };
        var answer = await one.ReferAsync(json, referralSource);

        var notes = answer.GetProperty("notes").EnumerateArray().Select(note => $"{note.GetProperty("field")} {note.GetProperty("code")}");
        Assert.Equal(isKept ? [] : ["health.mainProblem health-from-employer", "health.needs health-from-employer"], notes);
        Assert.Equal(isKept, await one.Host.Database.ReadAsync<bool>(
            "select to_jsonb(r)::text like '%mental-health%' from referrals.referral r where reference = $1", answer.GetProperty("reference").GetString()!));
    }

    [Fact]
    public async Task A_machine_door_needs_a_key()
    {
        var request = new HttpRequestMessage(
            HttpMethod.Post, "/api/referrals/primary-care") { Content = new StringContent(
            OneDoor.Good("primary-care").ToJsonString(), Encoding.UTF8, "application/json") };
        var problem = await OneDoor.ProblemAsync(await one.Host.Client.SendAsync(request), 400, "referrals.check-fields");
        Assert.True(problem.GetProperty("errors").TryGetProperty("Idempotency-Key", out _));
    }

    [Theory]
    [InlineData("ZZ99 9ZZ", "postcode-not-found")]
    [InlineData("no idea", "postcode-not-readable")]
    [InlineData(null, null)]
    public async Task A_place_that_is_not_known_waits_at_the_national_desk_and_is_never_refused(string? postcode, string? note)
    {
        var json = OneDoor.Good();
        (json["person"]!["postcode"], json["person"]!["addressLines"]) = (postcode, new JsonArray());

        var answer = await one.ReferAsync(json);

        Assert.Equal("needs-review", answer.GetProperty("outcome").GetString());
        Assert.Equal("place-unknown", answer.GetProperty("reasons")[0].GetProperty("code").GetString());
        Assert.False(answer.TryGetProperty("area", out _));
        Assert.Equal(note is null ? [] : [note], answer.GetProperty("notes").EnumerateArray().Select(found => found.GetProperty("code").GetString()!));
        Assert.Equal("national",
            await one.Host.Database.ReadAsync<string>(
            "select area from referrals.referral where reference = $1", answer.GetProperty("reference").GetString()!));
        Assert.Equal(postcode, await one.Host.Database.ReadAsync<string>(
            "select postcode from people.person p join referrals.referral r on r.person_id = p.id where r.reference = $1",
            answer.GetProperty("reference").GetString()!));
    }

    [Fact]
    public async Task Without_a_postcode_the_practice_finds_the_area()
    {
        var json = OneDoor.Good();
        json["person"]!["postcode"] = null;
        json["practice"] = "Z99011";
        Assert.Equal("bsol", (await one.ReferAsync(json)).GetProperty("area").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Who_is_refused_is_told_of_the_area_that_serves_their_home_also_when_it_would_have_to_ask_more()
    {
        var json = OneDoor.Good(postcode: "DY1 0ZA");
        json["area"] = "ncl";
        json["work"]!["situation"] = null;
        json["work"]!["weeksOutOfWork"] = null;

        var answer = await one.ReferAsync(json);

        Assert.Equal("not-eligible", answer.GetProperty("outcome").GetString());
        Assert.Equal("dudley", answer.GetProperty("alternativeAreas")[0].GetProperty("code").GetString());
        json.Remove("area");
        Assert.Equal("needs-review", (await one.ReferAsync(json)).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task An_area_whose_page_was_used_decides_and_says_who_else_may_help()
    {
        var json = OneDoor.Good(postcode: "LE1 0ZA");
        json["area"] = "ncl";

        var answer = await one.ReferAsync(json);

        Assert.Equal("not-eligible", answer.GetProperty("outcome").GetString());
        Assert.Contains("lives-in-area", answer.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("code").GetString()));
        Assert.Contains("llr", answer.GetProperty("alternativeAreas").EnumerateArray().Select(service => service.GetProperty("code").GetString()));
        Assert.False(answer.TryGetProperty("next", out _));
        Assert.Equal(0L, await one.Host.Database.ReadAsync<long>(
            "select count(*) from referrals.referral r join people.person p on p.id = r.person_id where r.reference = $1 and p.area <> 'ncl'",
            answer.GetProperty("reference").GetString()!));
    }

    [Theory]
    [InlineData("en", "en", "We need to ask about the home address")]
    [InlineData("gu", "gu", "ઘરના સરનામા વિશે")]
    [InlineData("ar", "ar", "عن عنوان السكن")]
    [InlineData("cy", "en", "We need to ask about the home address")]
    public async Task Reasons_come_in_the_persons_language_and_in_English_where_there_is_none(string language, string answeredIn, string words)
    {
        var json = OneDoor.Good();
        json["person"]!["postcode"] = null;
        json["person"]!["language"] = language;
        var reason = (await one.ReferAsync(json)).GetProperty("reasons")[0];
        Assert.Equal(answeredIn, reason.GetProperty("language").GetString());
        Assert.Contains(words, reason.GetProperty("words").GetString());
    }

    [Fact]
    public async Task Someone_who_refuses_partners_is_looked_after_by_the_areas_own_team()
    {
        var json = OneDoor.Good();
        json["person"]!["consents"]!["share-with-partners"] = false;
        var answer = await one.ReferAsync(json);
        Assert.Equal(("eligible", "area-team"), (answer.GetProperty("outcome").GetString(), answer.GetProperty("next").GetString()));
        Assert.False(answer.TryGetProperty("partner", out _));
    }

    [Fact]
    public async Task Someone_in_danger_is_told_what_to_do_now_and_the_referral_is_flagged()
    {
        var json = OneDoor.Good();
        json["safety"] = new System.Text.Json.Nodes.JsonObject { ["mayHarmThemselves"] = true };
        var answer = await one.ReferAsync(json);
        Assert.Contains("999", answer.GetProperty("urgent").GetString());
        Assert.True(await one.Host.Database.ReadAsync<bool>(
            "select is_urgent from referrals.referral where reference = $1", answer.GetProperty("reference").GetString()!));
    }

    [Fact]
    public async Task An_invalid_NHS_number_is_kept_sealed_and_flagged()
    {
        var json = OneDoor.Good();
        json["person"]!["nhsNumber"] = "347 852 6985";
        var answer = await one.ReferAsync(json);
        Assert.Equal("nhs-number-does-not-check", answer.GetProperty("notes")[0].GetProperty("code").GetString());
        Assert.StartsWith("sealed:", await one.Host.Database.ReadAsync<string>(
            "select nhs_number_given from people.person p join referrals.referral r on r.person_id = p.id where r.reference = $1",
            answer.GetProperty("reference").GetString()!));
    }

    [Theory]
    [InlineData("self")]
    [InlineData("employer")]
    [InlineData("primary-care")]
    [InlineData("jobcentre")]
    [InlineData("local-service")]
    public async Task The_example_of_the_API_document_is_taken_as_it_stands(string referralSource)
    {
        var document = JsonElement.Parse(await one.Host.Client.GetStringAsync("/openapi/v1.json"));
        var operation = document.GetProperty("paths").GetProperty($"/api/referrals/{referralSource}").GetProperty("post");
        var example = operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example");

        var response = await one.PostAsync(new StringContent(example.GetRawText(), Encoding.UTF8, "application/json"), referralSource);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(
            ["201", "400", "401", "403", "413", "415", "422", "429"],
            operation.GetProperty("responses").EnumerateObject().Select(status => status.Name).Order());
        Assert.Equal("Idempotency-Key", operation.GetProperty("parameters")[0].GetProperty("name").GetString());
    }

    private Task<long> CountAsync() => one.Host.Database.ReadAsync<long>("select count(*) from referrals.referral");
}
