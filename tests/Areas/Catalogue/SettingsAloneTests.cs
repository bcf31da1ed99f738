using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.FollowUps.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Areas.Tests;

/// <summary>An area from settings alone with a question, a message and limits of its own.</summary>
public sealed class SettingsAloneFixture : IAsyncLifetime
{
    internal const string Here = "E06000035";

    internal ConfigFolder Config { get; } = new();

    internal LocalMailServer Mail { get; } = LocalMailServer.Start();

    public RunningHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Config.AddArea("north", """
            "languages": ["en", "gu", "ar"],
              "limits": {
                "maximumAge": { "value": 25, "isExclusive": true, "evidenceLevel": "stated", "source": "Test" },
                "maximumTimeOutOfWork": { "value": 6, "unit": "months", "isExclusive": true, "evidenceLevel": "stated", "source": "Test" },
                "timeOfSupport": { "value": 3, "unit": "months", "evidenceLevel": "stated", "source": "Test" },
                "courseLength": { "value": 12, "unit": "weeks", "evidenceLevel": "stated", "source": "Test" }
              },
              "questions": [
                { "code": "has-car", "kind": "yes-no", "decidesEligibility": true,
                  "requires": { "answers": ["yes"], "evidenceLevel": "stated", "source": "Test" } },
                { "code": "day", "kind": "one", "options": ["weekday", "weekend"], "mayBeLeft": false }
              ],
              "messages": [
                { "code": "course-place", "purpose": "The person has a place on the course." },
                { "code": "course-soon", "purpose": "The course begins soon." }
              ]
            """, Here);
        Config.Write("areas/north/examples.csv",
            $"name,authority,situation,healthAffectsWork,age,answers,outcome,reasons\nDrives,{Here},in-work,yes,20,has-car=yes,eligible,-\n" +
            $"No car,{Here},in-work,yes,20,has-car=no,not-eligible,has-car\nNobody asked,{Here},in-work,yes,20,,needs-review,has-car-unknown\n");
        Config.Write("areas/north/follow-ups.json", """
            { "steps": [
              { "code": "place", "trigger": "referral-received", "after": "at once", "message": "course-place" },
              { "code": "soon", "trigger": "referral-received", "after": "P2W", "message": "course-soon" },
              { "code": "very-soon", "trigger": "referral-received", "after": "15 working days", "message": "course-soon" },
              { "code": "ends", "trigger": "support-started", "after": "limit:timeOfSupport", "message": "limit-reached" },
              { "code": "course", "trigger": "support-started", "after": "limit:courseLength - P1W", "message": "limit-warning" }] }
            """);
        Config.Write("areas/north/templates/en/course-place.email.txt.scriban",
            "Subject: Your place\n\nHello {{ givenName }}, you have a place. {{ reference }}\n");
        Config.Write("areas/north/templates/en/course-place.sms.scriban", "You have a place. {{ reference }}\n");
        Config.Write("areas/north/templates/en/course-soon.email.txt.scriban",
            "Subject: Your course\n\n{{ reference }} of {{ receivedOn }}{{ if after }}, {{ after }} ago{{ end }}{{ if service }} {{ service }}{{ end }}\n");
        Config.Write("areas/north/templates/en/course-soon.sms.scriban", "Your course begins soon. {{ reference }}\n");
        Config.Write("areas/north/templates/gu/course-place.email.txt.scriban",
            "Subject: તમારી જગ્યા\n\nનમસ્તે {{ givenName }}, તમને જગ્યા મળી છે. {{ reference }}\n");
        Config.Write("areas/north/templates/ar/course-place.email.txt.scriban",
            "Subject: مكانك\n\nمرحبًا {{ givenName }}، لديك مكان. {{ reference }}\n");
        Config.Write("areas/north/templates/en/reasons.json",
            """{ "reasons": { "has-car": "This course needs a car.", "has-car-unknown": "We need to ask about a car." } }""");
        Config.Write("areas/north/templates/en/questions.json", """
            { "questions": {
              "has-car": { "ask": "Do you have a car?", "them": { "ask": "Does the person have a car?" } },
              "day": { "ask": "Which day suits you?", "options": { "weekday": "A weekday", "weekend": "A weekend" },
                "them": { "ask": "Which day suits the person?" } } } }
            """);
        foreach (var language in (string[])["gu", "ar"])
            Config.Write($"areas/national/templates/{language}/language.json",
                await File.ReadAllTextAsync(Checkout.Path("config", "areas", "national", "templates", language, "language.json")));
        Config.Write("areas/north/sample-postcodes.csv", $"# SAMPLE\npcds,doterm,oslaua,osward,ccg,icb,lsoa21\nZA1 0AA,,{Here},,,,\n");
        foreach (var file in Directory.EnumerateFiles(Checkout.Path("config", "places", "sample")))
            Config.Write($"places/sample/{Path.GetFileName(file)}", await File.ReadAllTextAsync(file));
        var settings = new Dictionary<string, string?>(Config.Overrides)
        {
            ["Data"] = Path.Combine(Config.Root, "data"),
            ["Dispatch:Transports:Email"] = "smtp",
            ["Mail:From"] = "hello@north.example",
            ["Mail:BounceAddress"] = "bounces@north.example",
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = Mail.Port.ToString(CultureInfo.InvariantCulture),
            ["Mail:Encrypted"] = "false",
        };
        Host = await RunningHost.StartAsync(settings, Config.Root);
        // Nobody has approved the Arabic words.
        Assert.Null(Host.Services.GetRequiredService<ITextApprovals>().Approve(
            "north", "gu", ["course-place.email.txt"], "Asha Example", new DateOnly(2026, 9, 7)));
    }

    public async ValueTask DisposeAsync()
    {
        if (Host is not null) await Host.DisposeAsync();
        await Mail.DisposeAsync();
        Config.Dispose();
    }
}

public sealed class SettingsAloneTests(SettingsAloneFixture given) : IClassFixture<SettingsAloneFixture>
{
    [Fact]
    public async Task Check_areas_finds_nothing_wrong_and_counts_the_examples()
    {
        var (exit, said) = await CheckAreasTests.RunAsync(given.Config.Root, given.Config.Plugins);

        Assert.True(exit == 0, said);
        Assert.Contains("3 of 3", said, StringComparison.Ordinal);
        Assert.DoesNotContain("as if they were the person", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yes", "eligible", null)]
    [InlineData("no", "not-eligible", "This course needs a car.")]
    [InlineData(null, "needs-review", "We need to ask about a car.")]
    public async Task An_answer_by_json_decides(string? answer, string outcome, string? words)
    {
        var (status, said) = await ReferAsync(Referral(answer));

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(outcome, said.GetProperty("outcome").GetString());
        Assert.Equal(words, said.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("words").GetString()).FirstOrDefault());
    }

    [Fact]
    public async Task What_is_no_answer_is_refused_by_name()
    {
        var (status, said) = await ReferAsync(Referral("perhaps"));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("answers.has-car", said.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("self", "Do you have a car?")]
    [InlineData("employer", "Does the person have a car?")]
    public async Task The_form_asks_each_side_in_words_of_its_own(string referralSource, string ask)
    {
        using var session = new FormVisit(given.Host);
        await session.OpenAsync($"/refer/{referralSource}");
        await session.SendAsync();
        while (!session.At.EndsWith("/area-question/has-car", StringComparison.Ordinal))
        {
            var page = session.At[$"/refer/{referralSource}/".Length..];
            await session.SendAsync(page == "place" ? [("Way", "postcode"), ("Postcode", "ZA1 0AA")]
                : page == "age" ? [("Age", "20")] : FormAnswers.Usual[page]);
            Assert.Empty(session.Errors);
        }

        Assert.Equal(ask, session.Heading);
        await session.SendAsync(("Answer", "no"));
        Assert.Contains("This course needs a car.", session.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Your place", "Hello Ada, you have a place.", "en")]
    [InlineData("gu", "તમારી જગ્યા", "નમસ્તે Ada, તમને જગ્યા મળી છે.", "gu")]
    [InlineData("ar", "Your place", "Hello Ada, you have a place.", "en")]
    public async Task A_message_of_its_own_is_queued_by_a_step_and_arrives_in_its_approved_words(
        string language, string subject, string says, string writtenIn)
    {
        var referral = Referral("yes");
        referral["person"]!["language"] = language;
        var address = (string)referral["person"]!["email"]!;
        var (_, said) = await ReferAsync(referral);
        var reference = said.GetProperty("reference").GetString()!;
        await given.Host.Services.GetRequiredService<RecurringJobs>().RunAsync(IFollowUps.TickJob, default);
        Assert.Equal("course-place queued", await MessagesAsync(reference));

        await given.Host.Services.GetRequiredService<IMessageDispatch>().SendDueAsync(default);

        Assert.Equal("course-place sent", await MessagesAsync(reference));
        var mail = Assert.Single(given.Mail.Received, mail => mail.To.Contains(address));
        Assert.Equal((subject, writtenIn), (mail.Subject, mail.Header("Content-Language")));
        Assert.Equal($"{says} {reference}", Plain(mail.Text!).Trim());
        Assert.Contains(says.Split(' ')[^1], Plain(mail.Html!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_of_its_own_says_what_its_step_knows_and_leaves_out_what_it_does_not()
    {
        var referral = Referral("yes");
        var (_, said) = await ReferAsync(referral);
        var of = $"{said.GetProperty("reference").GetString()} of 7 September 2026";
        foreach (var weeks in (int[])[2, 1])
        {
            given.Host.Clock.Advance(TimeSpan.FromDays(7 * weeks));
            await given.Host.Services.GetRequiredService<RecurringJobs>().RunAsync(IFollowUps.TickJob, default);
            await given.Host.Services.GetRequiredService<IMessageDispatch>().SendDueAsync(default);
        }

        var address = (string)referral["person"]!["email"]!;
        Assert.Equal([$"{of}, 2 weeks ago", of], given.Mail.Received.Where(mail => mail.To.Contains(address) && mail.Subject == "Your course")
            .Select(mail => mail.Text!.Split('\n')[0].Trim()));
    }

    [Fact]
    public async Task Answers_in_an_uploaded_file_are_stored_and_decide()
    {
        var family = FamilyNames.Next();
        string[] answers = ["has-car=yes; day=weekend", "has-car=no;day=weekday", "day=weekend", "has-car=perhaps", "day"];
        var rows = answers.Select((answer, i) =>
            $"U-{i},Ada,{family},17/05/2006,ada{i}.{family}@people.example,ZA1 0AA,off-sick,yes,{answer},Sam Example,sam@referrer.example,Ada asked me.");
        var file = string.Join("\r\n", rows.Prepend("your_reference,given_name,family_name,date_of_birth,email,postcode,work_situation,health_affects_work," +
            "answers,referrer_name,referrer_email,agreement"));

        var result = await UploadAsync(file);

        Assert.Equal((3, 2), (result.GetProperty("received").GetInt32(), result.GetProperty("givenBack").GetInt32()));
        Assert.Equal(["5 answers", "6 answers"], result.GetProperty("rows").EnumerateArray().SelectMany(row => row.GetProperty("wrong").EnumerateArray()
            .Select(wrong => $"{row.GetProperty("row").GetInt32()} {wrong.GetProperty("column").GetString()}")));
        Assert.Equal(
            "eligible yes weekend|not-eligible no weekday|needs-review - weekend",
            await given.Host.Database.ReadAsync<string>(
                """
                select string_agg(concat_ws(' ', r.decision ->> 'outcome', coalesce(r.facts #>> '{answers,has-car}', '-'), r.facts #>> '{answers,day}'), '|'
                  order by p.email)
                from referrals.referral r join people.person p on p.id = r.person_id where p.family_name = $1
                """, family));
    }

    [Theory]
    [InlineData("en", "You need to be under 25.", "If you are out of work, it needs to have been for less than 6 months.", "You get help for up to 3 months.")]
    [InlineData("gu", "25 કરતાં ઓછી", "તમે કામ વગર હો, તો 6 મહિના કરતાં ઓછા", "3 મહિના સુધી")]
    [InlineData("ar", "أقل من 25", "إذا كنت بلا عمل، فيجب أن تكون المدة أقل من 6 أشهر", "لمدة تصل إلى 3 أشهر")]
    public async Task The_areas_page_says_each_limit_with_its_unit_and_to_whom_it_applies(string language, params string[] says)
    {
        using var visit = new FormVisit(given.Host, language);
        await visit.OpenAsync($"/areas/north?lang={language}");

        var text = Plain(visit.Page.Body!.TextContent);
        Assert.All(says, part => Assert.Contains(part, text, StringComparison.Ordinal));
        // Whoever is in work must not read that they have to be out of work.
        Assert.DoesNotContain("You need to have been out of work", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(24, 20, "eligible")]
    [InlineData(25, 20, "not-eligible")]
    [InlineData(24, 24, "needs-review")]
    [InlineData(24, 27, "not-eligible")]
    public async Task Limits_decide_by_unit_and_bound(int age, int weeks, string outcome)
    {
        var referral = Referral("yes");
        referral["person"]!["age"] = age;
        referral["work"] = new JsonObject { ["situation"] = "out-of-work", ["weeksOutOfWork"] = weeks, ["healthAffectsWork"] = true };

        var (_, said) = await ReferAsync(referral);

        Assert.Equal(outcome, said.GetProperty("outcome").GetString());
        if (outcome == "not-eligible" && age == 24)
            Assert.Contains("out of work for less than 6 months", said.GetProperty("reasons").ToString(), StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> ReferAsync(JsonObject referral)
    {
        var response = await given.Host.Client.PostAsJsonAsync("/api/referrals/self", referral);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    private async Task<JsonElement> UploadAsync(string file)
    {
        var (secret, _) = await given.Host.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new() { Name = $"up-{Guid.NewGuid():n}", Areas = ["north"], Permissions = [Permission.BulkReferEmployer], Lasts = TimeSpan.FromDays(365) },
            default);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/referrals/employer/bulk")
        {
            Content = new StringContent(file, Encoding.UTF8, "text/csv"), Headers = { { "Authorization", $"Bearer {secret}" } },
        };
        var response = await given.Host.Client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, body);
        return JsonElement.Parse(body);
    }

    private Task<string?> MessagesAsync(string reference) => given.Host.Database.ReadAsync<string>(
        "select string_agg(m.type || ' ' || m.state || coalesce(': ' || m.reason, ''), ', ') from communications.message m " +
        "join referrals.referral r on r.id = m.referral_id where r.reference = $1", reference);

    // Without the signs that keep a value of another script apart.
    private static string Plain(string text) => string.Concat(text.Where(c => c is not ('\u2066' or '\u2067' or '\u2068' or '\u2069')));

    private static JsonObject Referral(string? hasCar) => new()
    {
        ["person"] = new JsonObject
        {
            ["givenName"] = "Ada", ["familyName"] = FamilyNames.Next(), ["age"] = 20, ["postcode"] = "ZA1 0AA",
            ["email"] = $"{Guid.NewGuid():n}@people.example",
        },
        ["work"] = new JsonObject { ["situation"] = "in-work", ["healthAffectsWork"] = true },
        ["answers"] = hasCar is null ? [] : new JsonObject { ["has-car"] = hasCar },
    };
}
