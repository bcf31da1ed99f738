using System.Text.Json;
using System.Text.Json.Nodes;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>Details that look like values and are none, or that would take a message to the wrong place.</summary>
public sealed class UnusableDetailsTests(OneDoor one) : IClassFixture<OneDoor>
{
    [Theory]
    [InlineData("No fixed abode, Leicester")]
    [InlineData("NFA")]
    [InlineData("N.F.A.")]
    [InlineData("n/a")]
    [InlineData("Homeless - sofa surfing")]
    public async Task A_placeholder_for_an_address_means_that_it_is_not_known_and_a_person_finds_another_way(string address)
    {
        var answer = await one.ReferAsync(Someone(person => (person["addressLines"], person["postcode"], person["email"], person["phone"]) =
            (new JsonArray(address), "LE1 0ZA", null, null)));

        Assert.Contains("person.addressLines address-not-known", Notes(answer));
        Assert.Equal("|LE1 0ZA", await PersonAsync(answer, "array_to_string(address_lines, ',') || '|' || postcode"));
        Assert.Contains("Reach the person another way", await TaskAsync(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1900-01-01")]
    [InlineData("1899-12-30")]
    [InlineData("9999-12-31")]
    public async Task A_placeholder_for_a_birth_date_does_not_refuse_the_referral(string bornOn)
    {
        var answer = await one.ReferAsync(Someone(person => (person["bornOn"], person["age"]) = (bornOn, 40)));

        Assert.Contains("person.bornOn not-known", Notes(answer));
        Assert.Equal("eligible", answer.GetProperty("outcome").GetString());
        Assert.Null(await PersonAsync(answer, "born_on::text"));
    }

    [Theory]
    [InlineData("email", "N/A")]
    [InlineData("phone", "none")]
    [InlineData("postcode", "ZZ99 3VZ")]
    [InlineData("nhsNumber", "not known")]
    public async Task Other_placeholders_are_left_out_with_a_note(string field, string value) =>
        Assert.Contains($"person.{field} not-known", Notes(await one.ReferAsync(Someone(person => person[field] = value))));

    [Fact]
    public async Task A_name_that_looks_like_a_placeholder_is_a_name() =>
        Assert.Equal("Na", await PersonAsync(await one.ReferAsync(Someone(person => person["familyName"] = "Na")), "family_name"));

    [Theory]
    [InlineData(null, "12 Example Street", "Leicester")]
    [InlineData("N/A", "12 Example Street", "Leicester")]
    [InlineData(null, "12 rue de Rivoli", "75001")]
    [InlineData("LE1", "12 Example Street", "Leicester")]
    public async Task An_address_to_which_no_letter_can_be_delivered_is_a_task(string? postcode, params string[] lines)
    {
        var answer = await one.ReferAsync(Someone(person => (person["addressLines"], person["postcode"]) = (Lines(lines), postcode)));
        Assert.Contains("person.addressLines address-incomplete", Notes(answer));
        Assert.Contains("No letter can be delivered", await TaskAsync(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LE1 0ZA", "12 Example Street", "Leicester")]
    [InlineData(null, "12 rue de Rivoli", "75001 Paris", "France")]
    [InlineData(null, "Calle Mayor 1", "Madrid", "SPAIN")]
    public async Task An_address_that_ends_in_a_postcode_or_a_country_needs_no_task(string? postcode, params string[] lines) =>
        Assert.DoesNotContain(Notes(await one.ReferAsync(Someone(person => (person["addressLines"], person["postcode"]) = (Lines(lines), postcode)))),
            note => note.StartsWith("person.addressLines", StringComparison.Ordinal));

    [Theory]
    [InlineData("LE1 0ZA", "12 Example Street")]
    [InlineData("Leicester, LE1 0ZA", "12 Example Street,Leicester")]
    [InlineData("Leicester le10za", "12 Example Street,Leicester")]
    public async Task A_postcode_in_the_last_line_of_the_address_finds_the_area(string last, string kept)
    {
        var answer = await one.ReferAsync(Someone(person => (person["addressLines"], person["postcode"]) = (Lines("12 Example Street", last), null)));

        Assert.Equal("llr", answer.GetProperty("area").GetProperty("code").GetString());
        Assert.Equal(kept + "|LE1 0ZA", await PersonAsync(answer, "array_to_string(address_lines, ',') || '|' || postcode"));
    }

    [Theory]
    [InlineData("12 Example Street\nLeicester")]
    [InlineData("12 Example Street\r\nLeicester")]
    [InlineData("12 Example Street \n\n Leicester")]
    public async Task A_line_break_inside_an_address_is_two_lines(string address)
    {
        var answer = await one.ReferAsync(Someone(person => person["addressLines"] = new JsonArray(address)));
        Assert.Equal("12 Example Street,Leicester", await PersonAsync(answer, "array_to_string(address_lines, ',')"));
    }

    [Theory]
    [InlineData("GIR 0AA")]
    [InlineData("gir0aa")]
    [InlineData("LE99 9OO")]
    public async Task A_postcode_is_corrected_only_into_one_that_exists(string postcode) =>
        Assert.Equal(postcode, await PersonAsync(await one.ReferAsync(Someone(person => person["postcode"] = postcode)), "postcode"));

    [Fact]
    public async Task A_postcode_that_exists_is_corrected() =>
        Assert.Equal("LE1 0ZA", await PersonAsync(await one.ReferAsync(Someone(person => person["postcode"] = "LEI OZA")), "postcode"));

    [Theory]
    [InlineData("2026-09-06", "self")]
    [InlineData("2015-05-17", "self")]
    [InlineData("2015-05-17", "local-service")]
    public async Task The_birth_date_of_a_child_goes_to_a_person_with_a_note(string bornOn, string referralSource)
    {
        var answer = await one.ReferAsync(Someone(person => person["bornOn"] = bornOn, referralSource), referralSource);

        Assert.Equal("area-team", answer.GetProperty("next").GetString());
        Assert.Contains("person.bornOn birth-date-unlikely", Notes(answer));
        Assert.Contains("Ask for the right one. If this is right, speak to a parent or carer.", await TaskAsync(answer), StringComparison.Ordinal);
        Assert.Equal(bornOn, await PersonAsync(answer, "born_on::text"));
    }

    [Fact]
    public async Task Somebody_of_fifteen_is_young_and_no_mistake()
    {
        var answer = await one.ReferAsync(Someone(person => person["bornOn"] = "2011-01-01"));
        Assert.Empty(Notes(answer));
        Assert.Equal("15", await one.Host.Database.ReadAsync<string>("select facts ->> 'age' from referrals.referral where reference = $1", Reference(answer)));
    }

    [Theory]
    [InlineData("GU", "gu")]
    [InlineData("Ar", "ar")]
    [InlineData("EN-gb", "en-GB")]
    public async Task A_language_is_stored_as_its_standard_writes_it(string given, string stored)
    {
        var answer = await one.ReferAsync(Someone(person => person["language"] = given));
        Assert.Equal(stored, await PersonAsync(answer, "language"));
        Assert.DoesNotContain("person.language language-not-written", Notes(answer));
    }

    [Theory]
    [InlineData("pl")]
    [InlineData("ur-PK")]
    [InlineData("so")]
    public async Task A_language_that_we_cannot_write_is_a_note_and_a_task(string language)
    {
        var answer = await one.ReferAsync(Someone(person => person["language"] = language));
        Assert.Contains("person.language language-not-written", Notes(answer));
        Assert.Contains("Arrange an interpreter or a translation", await TaskAsync(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gu", true)]
    [InlineData("ar-SY", true)]
    [InlineData("en", false)]
    public async Task A_language_whose_words_nobody_has_approved_is_a_note_and_a_task_too(string language, bool isTask)
    {
        await using var shipped = new OneDoor { Host = await RunningHost.StartAsync() };
        var answer = await shipped.ReferAsync(Someone(person => person["language"] = language));
        Assert.Equal(isTask, Notes(answer).Contains("person.language language-not-written"));
        Assert.Equal(isTask ? 1L : 0L, await shipped.Host.Database.ReadAsync<long>("select count(*) from follow_ups.task where code = 'contact-needs'"));
    }

    [Theory]
    [InlineData("email", "sam@example.org", "sam@example.org")]
    [InlineData("email", "SAM@Example.org", "sam@example.org")]
    [InlineData("phone", "01632 960777", "+44 1632 960777")]
    public async Task Nothing_about_the_person_goes_to_an_address_of_the_referrer(string field, string ofPerson, string ofReferrer)
    {
        var json = Someone(person => person[field] = ofPerson, "employer");
        json["referrer"]![field] = ofReferrer;

        var answer = await one.ReferAsync(json, "employer");

        Assert.Contains($"person.{field} address-of-referrer", Notes(answer));
        Assert.Null(await PersonAsync(answer, field));
        Assert.Contains("the referrer's own", await TaskAsync(answer), StringComparison.Ordinal);
        if (field == "email")
            Assert.Equal("false", await one.Host.Database.ReadAsync<string>(
                "select referrer ->> 'progressAllowed' from referrals.referral where reference = $1", Reference(answer)));
    }

    private static JsonObject Someone(Action<JsonNode> change, string referralSource = "self")
    {
        var json = OneDoor.Good(referralSource);
        change(json["person"]!);
        return json;
    }

    private static JsonArray Lines(params string[] lines) => [.. lines.Select(line => (JsonNode)line)];

    private static IReadOnlyList<string> Notes(JsonElement answer) =>
        [.. answer.GetProperty("notes").EnumerateArray().Select(note => $"{note.GetProperty("field").GetString()} {note.GetProperty("code").GetString()}")];

    private static string Reference(JsonElement answer) => answer.GetProperty("reference").GetString()!;

    private Task<string?> PersonAsync(JsonElement answer, string column) => one.Host.Database.ReadAsync<string?>(
        $"select {column} from people.person p join referrals.referral r on r.person_id = p.id where r.reference = $1", Reference(answer));

    private Task<string?> TaskAsync(JsonElement answer) => one.Host.Database.ReadAsync<string?>(
        "select t.description from follow_ups.task t join referrals.referral r on r.id = t.referral_id where r.reference = $1 and t.code = 'contact-needs'",
        Reference(answer));
}
