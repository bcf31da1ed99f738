using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Communications.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>What must never be done to reach a person, through every door.</summary>
public sealed class NeverTests(OneDoor one) : IClassFixture<OneDoor>
{
    [Theory]
    [InlineData("text", "email", false)]
    [InlineData("email", "sms", false)]
    [InlineData("call", "email", true)]
    [InlineData("letter,text", "email", false)]
    public async Task Whoever_must_never_be_texted_called_or_written_to_is_not(string never, string channel, bool neverCall)
    {
        var answer = await one.ReferAsync(Someone(contact => contact["never"] = new JsonArray([.. never.Split(',').Select(code => (JsonNode)code)])));
        var id = await PersonAsync(answer);
        Assert.Equal(neverCall, await one.Host.Database.ReadAsync<bool>("select never_call from people.person where id = $1", id));
        await one.Host.Services.GetRequiredService<IMessageDispatch>().SendDueAsync(default);
        Assert.Equal(channel, await one.Host.Database.ReadAsync<string>(
            "select string_agg(distinct channel, ',') from communications.message where person_id = $1", id));
        using var office = await one.OfficeAsync("llr");
        var detail = JsonElement.Parse(await office.GetStringAsync($"/api/referrals/{answer.GetProperty("reference").GetString()}"));
        Assert.Equal(neverCall, detail.GetProperty("person").GetProperty("contact").GetProperty("neverCall").GetBoolean());
    }

    [Theory]
    [InlineData("Never text", "text")]
    [InlineData("After 2pm. Please don’t call or text me!", "call,text")]
    [InlineData("no e-mail", "email")]
    [InlineData("Never write\nMornings are fine", "letter")]
    [InlineData("never phone her, weekdays only", "call")]
    [InlineData("ક્યારેય ફોન કરશો નહીં", "call")]
    [InlineData("لا ترسلوا رسالة نصية أبدًا", "text")]
    public async Task Never_written_among_the_safe_times_is_read_as_a_choice(string words, string codes)
    {
        var answer = await one.ReferAsync(Someone(contact => contact["safeTimes"] = words));
        Assert.Contains("person.contact.safeTimes never-read", Notes(answer));
        var expected = codes.Split(',').Where(code => code != "call").Select(code => code == "text" ? "sms" : code).Order();
        Assert.Equal((string.Join(',', expected), codes.Contains("call", StringComparison.Ordinal)), (
            await one.Host.Database.ReadAsync<string>(
                "select coalesce(string_agg(c, ',' order by c), '') from people.person p left join unnest(p.stopped_channels) c on true where p.id = $1",
                await PersonAsync(answer)),
            await one.Host.Database.ReadAsync<bool>("select never_call from people.person where id = $1", await PersonAsync(answer))));
    }

    [Theory]
    [InlineData("No calls before 9")]
    [InlineData("રાત્રે ફોન કરશો નહીં")]
    [InlineData("Never on Fridays")]
    [InlineData("text me")]
    [InlineData("I never text, please ring")]
    public async Task A_time_or_a_wish_stays_words(string words)
    {
        var answer = await one.ReferAsync(Someone(contact => contact["safeTimes"] = words));
        Assert.DoesNotContain("person.contact.safeTimes never-read", Notes(answer));
    }

    [Fact]
    public async Task Where_no_way_is_left_the_team_finds_one()
    {
        var answer = await one.ReferAsync(Someone(contact => contact["never"] = new JsonArray("call", "text", "email", "letter")));
        Assert.Contains("person.contact.never no-way-left", Notes(answer));
        Assert.Contains("Find another way", await TaskAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_that_is_none_is_refused() => await OneDoor.ProblemAsync(
        await one.PostAsync(Someone(contact => contact["never"] = new JsonArray("fax"))), 400, "referrals.check-fields");

    [Fact]
    public async Task A_task_says_what_must_never_be_done()
    {
        var json = Someone(contact => (contact["never"], contact["needsInterpreter"]) = (new JsonArray("call"), true));
        var reference = (await one.ReferAsync(json)).GetProperty("reference").GetString();
        using var office = await one.OfficeAsync("llr");
        var tasks = await office.GetFromJsonAsync<JsonElement>("/api/tasks?area=llr");
        var task = tasks.GetProperty("tasks").EnumerateArray().First(task => task.GetProperty("reference").GetString() == reference);
        Assert.Equal("call", Assert.Single(task.GetProperty("never").EnumerateArray()).GetString());
    }

    [Theory]
    [InlineData("family@people.example", "info@surgery.example", 0, 0)]
    [InlineData("thesmiths.family@people.example", "anna.lee@surgery.example", 0, 1)]
    [InlineData("ann.and.bob@people.example", "hr@surgery.example", 0, 0)]
    [InlineData("ann.smith@people.example", "front.desk.reception@surgery.example", 1, 0)]
    public async Task Nothing_goes_by_itself_to_a_shared_mailbox_of_somebody_in_danger(string email, string referrer, int toPerson, int toReferrer)
    {
        var json = OneDoor.Good("primary-care");
        (json["person"]!["email"], json["person"]!["phone"], json["person"]!["addressLines"]) = (email, "01632 960001", new JsonArray());
        json["referrer"]!["email"] = referrer;
        json["safety"] = new JsonObject { ["isInDanger"] = true };
        var answer = await one.ReferAsync(json, "primary-care");
        await one.Host.Services.GetRequiredService<IMessageDispatch>().SendDueAsync(default);

        var id = await PersonAsync(answer);
        Assert.Equal(toPerson, await one.Host.Database.ReadAsync<long>(
            "select count(*) from communications.message where person_id = $1 and state in ('sent', 'queued')", id));
        Assert.Equal(toReferrer, await one.Host.Database.ReadAsync<long>("select count(*) from communications.message where address = $1", referrer));
        Assert.Equal(toPerson == 0, (await TaskAsync(answer)).Contains("others may read the mailbox", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_form_asks_and_says_it_again_and_leaves_one_way()
    {
        using var session = new FormVisit(one.Host);
        await session.FillAsync("safe-times");
        await session.SendAsync(("Times", "After 6"), ("Never", "call"), ("Never", "text"), ("Never", "email"), ("Never", "letter"));
        Assert.Equal(["Leave one way in which we can reach you"], session.Errors);
        await session.SendAsync(("Times", "After 6"), ("Never", "text"));
        Assert.Empty(session.Errors);
        await session.GoOnAsync("check-answers");
        Assert.Contains("Never send a text message", session.Text("main"), StringComparison.Ordinal);
    }

    private static JsonObject Someone(Action<JsonObject> change)
    {
        var json = OneDoor.Good();
        var contact = json["person"]!["contact"] as JsonObject ?? [];
        (contact["preferred"], contact["safeTimes"], contact["stopped"]) = (null, null, new JsonArray());
        change(contact);
        (json["person"]!["contact"], json["person"]!["email"], json["person"]!["phone"]) = (contact.DeepClone(), "never@people.example", "07700 900123");
        return json;
    }

    private static IEnumerable<string> Notes(JsonElement answer) => answer.GetProperty("notes").EnumerateArray()
        .Select(note => $"{note.GetProperty("field").GetString()} {note.GetProperty("code").GetString()}");

    private Task<Guid> PersonAsync(JsonElement answer) => one.Host.Database.ReadAsync<Guid>(
        "select person_id from referrals.referral where reference = $1", answer.GetProperty("reference").GetString()!);

    private async Task<string> TaskAsync(JsonElement answer) => await one.Host.Database.ReadAsync<string>(
        "select t.description from follow_ups.task t join referrals.referral r on r.id = t.referral_id where r.reference = $1 and t.code = 'contact-needs'",
        answer.GetProperty("reference").GetString()!) ?? "";
}
