using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkWell.Referrals.Tests;

public sealed class ContactCheckTests(OneDoor one) : IClassFixture<OneDoor>
{
    [Theory]
    [InlineData("email", "o’brien@people.example", "email-mended")]
    [InlineData("email", "mailto:amira@people.example", "email-mended")]
    [InlineData("phone", "07700 9001234567890", "phone-not-readable")]
    public async Task What_can_be_mended_or_kept_is_taken_with_a_note(string field, string value, string note)
    {
        var answer = await one.ReferAsync(With(field, value));
        Assert.Contains(answer.GetProperty("notes").EnumerateArray(),
            found => found.GetProperty("code").GetString() == note && found.GetProperty("field").GetString() == $"person.{field}");
    }

    [Theory]
    [InlineData("email", "jürgen@people.example", "before the @")]
    [InlineData("email", "amira@people.example or khan@people.example", "several")]
    [InlineData("email", "amira@people", "like name@example.org")]
    [InlineData("phone", "4.47701E+11", "spreadsheet")]
    [InlineData("phone", "123", "too short")]
    [InlineData("phone", "0906 123 4567", "pay extra")]
    [InlineData("phone", "ask my wife", "phone number")]
    public async Task What_nobody_could_be_reached_at_is_refused_with_a_sentence(string field, string value, string says)
    {
        var problem = await OneDoor.ProblemAsync(await one.PostAsync(With(field, value)), 400, "referrals.check-fields");
        Assert.Contains(says, problem.GetProperty("errors").GetProperty($"person.{field}")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_correct_an_address_and_each_correction_is_in_the_audit_trail()
    {
        var reference = (await one.ReferAsync(With("phone", "07700 900123 (mum)"))).GetProperty("reference").GetString()!;
        using var office = await one.OfficeAsync("llr");
        Assert.Equal(HttpStatusCode.NoContent,
            (await office.PostAsJsonAsync($"/api/referrals/{reference}/contact", new { email = "right@people.example", phone = "0116 496 0123" })).StatusCode);

        var person = JsonElement.Parse(await office.GetStringAsync($"/api/referrals/{reference}")).GetProperty("person");
        Assert.Equal(("right@people.example", "+441164960123", "0116 496 0123"),
            (Value(person, "email"), Value(person, "phone"), Value(person, "phoneAsGiven")));
        Assert.Equal("email phone",
            await one.Host.Database.ReadAsync<string>(
            "select details ->> 'what' from access.audit_entry where action = 'referrals.contact-corrected' order by number desc limit 1"));

        await OneDoor.ProblemAsync(
            await office.PostAsJsonAsync($"/api/referrals/{reference}/contact", new { email = "jürgen@people.example" }), 400, "referrals.check-fields");
        await OneDoor.ProblemAsync(await office.PostAsJsonAsync($"/api/referrals/{reference}/contact", new { }), 400, "referrals.check-fields");
        using var reader = await one.OfficeAsync("llr", "read-referrals");
        Assert.Equal(HttpStatusCode.Forbidden,
            (await reader.PostAsJsonAsync($"/api/referrals/{reference}/contact", new { email = "x@people.example" })).StatusCode);
        using var elsewhere = await one.OfficeAsync("dudley");
        Assert.Equal(HttpStatusCode.NotFound,
            (await elsewhere.PostAsJsonAsync($"/api/referrals/{reference}/contact", new { email = "x@people.example" })).StatusCode);
    }

    private static JsonObject With(string field, string value)
    {
        var json = OneDoor.Good();
        json["person"]![field] = value;
        return json;
    }

    private static string? Value(JsonElement person, string name) => person.GetProperty(name).GetString();
}
