using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>The form of somebody who refers themselves, without script.</summary>
public sealed class SelfReferralTests(OneDoor given) : IClassFixture<OneDoor>
{
    private static readonly (string, (string, string)[]) OutOfWork = ("situation", [("Situation", "out-of-work")]);

    [Theory]
    [InlineData("llr", "LE1 0ZA", "eligible")]
    [InlineData("bsol", "B34 0ZA", "eligible")]
    [InlineData("dudley", "DY1 0ZA", "eligible")]
    [InlineData("swl", "CR0 0ZA", "eligible")]
    [InlineData("ncl", "EN1 0ZA", "eligible")]
    public async Task Somebody_refers_themselves_in_each_area_from_start_to_reference(string area, string postcode, string outcome)
    {
        using var session = new FormVisit(given.Host);
        var pages = await session.FillAsync(own: [Place(postcode), OutOfWork]);

        Assert.Equal("/refer/self/done", session.At);
        Assert.True(pages.ToList().IndexOf("name") > pages.ToList().IndexOf("can-we-help"), "Something personal was asked before the area had answered.");
        var reference = session.Text(".nhsuk-panel strong");
        Assert.Equal(area, await ReadAsync<string>("area", reference));
        Assert.Equal(outcome, await ReadAsync<string>("outcome", reference));
        Assert.Equal("self", await ReadAsync<string>("referral_source", reference));
    }

    [Fact]
    public async Task Only_facts_that_the_areas_rules_use_are_asked_before_the_answer()
    {
        Assert.Equal(["place", "situation", "health", "safety"], await UntilAnswerAsync(Place("LE1 0ZA"), OutOfWork));
        Assert.Equal(["place", "situation", "health", "safety", "area-question/neighbourhood"], await UntilAnswerAsync(Place("B34 0ZA"), OutOfWork));
        Assert.Equal(
            ["place", "situation", "health", "safety", "weeks-out-of-work", "age", "area-question/wants-paid-work", "area-question/gp-practice-place"],
            await UntilAnswerAsync(Place("DY1 0ZA"), OutOfWork));
        // A workforce programme has no use for anybody's health.
        Assert.Equal(["place", "situation", "safety"], await UntilAnswerAsync(Place("CR0 0ZA"), OutOfWork));
    }

    [Fact]
    public async Task A_no_ends_the_questions_and_says_why_and_the_form_has_no_way_on()
    {
        using var session = new FormVisit(given.Host);
        var pages = await session.FillAsync("can-we-help", own: [Place("DY1 0ZA"), ("situation", [("Situation", "in-work")])]);

        Assert.Equal(["place", "situation", "safety"], pages);
        Assert.Equal("We cannot help you here", session.Heading);
        Assert.Null(session.Page.QuerySelector("form#answers"));
        await session.OpenAsync("/refer/self/name");
        Assert.Equal("/refer/self/can-we-help", session.At);
    }

    [Fact]
    public async Task Somebody_who_is_not_eligible_here_goes_on_with_the_area_that_would_say_yes()
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync("can-we-help", area: "ncl", own: [Place("LE1 0ZA"), ("other-area", [("Area", "stay")])]);
        Assert.Equal("We cannot help you here", session.Heading);

        await session.SendAsync(("Other", "llr"));
        await session.GoOnAsync("can-we-help");
        Assert.Equal("Yes, we can help you", session.Heading);
        await session.GoOnAsync();
        Assert.Equal("llr", await ReadAsync<string>("area", session.Text(".nhsuk-panel strong")));
    }

    [Fact]
    public async Task A_postcode_that_nobody_knows_is_asked_about_once_and_then_a_person_looks()
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync("place");
        await session.SendAsync(("Way", "postcode"), ("Postcode", "LE99 9ZZ"));
        Assert.Equal(["Check this postcode. We cannot find it. If it is right, choose “Continue” again"], session.Errors);
        await session.SendAsync();
        await session.GoOnAsync("can-we-help", own: ("area", [("Area", "none")]));
        Assert.Equal("Let us talk", session.Heading);
        await session.GoOnAsync();
        Assert.Equal("needs-review", await ReadAsync<string>("outcome", session.Text(".nhsuk-panel strong")));
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("LE1")]
    [InlineData("High Street 12")]
    public async Task What_is_no_postcode_is_never_taken_for_one_however_often_it_is_sent(string typed)
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync("place");
        for (var i = 0; i < 2; i++)
        {
            await session.SendAsync(("Way", "postcode"), ("Postcode", typed));
            Assert.Equal(["Write a whole postcode such as LE1 5WW, or choose another answer"], session.Errors);
            Assert.Equal(typed, session.Value("Postcode"));
        }
        await session.SendAsync(("Way", "unknown"));
        Assert.NotEqual("/refer/self/place", session.At);
    }

    [Fact]
    public async Task A_GP_practice_does_as_well_as_a_postcode()
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync("practice", own: ("place", [("Way", "practice")]));
        await session.SendAsync(("Words", "loughborough"));
        Assert.Contains("Sample Practice Loughborough", session.Text("#answers"), StringComparison.Ordinal);
        await session.GoOnAsync();
        Assert.Equal("/refer/self/done", session.At);
    }

    [Theory]
    [InlineData("harm", "999", "111", "116123")]
    [InlineData("danger", "999", "999", "https://999bsl.co.uk/", "08082000247", "https://www.nationaldahelpline.org.uk/")]
    public async Task Whoever_is_not_safe_sees_at_once_what_to_do_and_is_flagged(string answer, params string[] help)
    {
        using var session = new FormVisit(given.Host, "gu");
        await session.FillAsync("get-help-now", own: ("safety", [("Safety", answer)]));
        Assert.Equal(help,
            session.Page.QuerySelectorAll(".workwell-safety a").Select(link => link.GetAttribute("href")!.Replace("tel:", "", StringComparison.Ordinal)));
        Assert.Equal("gu", session.Page.DocumentElement.GetAttribute("lang"));
        await session.GoOnAsync();

        var reference = session.Text(".nhsuk-panel strong");
        Assert.NotNull(session.Page.QuerySelector(".workwell-safety"));
        Assert.True(await ReadAsync<bool>("is_urgent", reference));
    }

    [Theory]
    [InlineData("2026-09-11T14:00:00Z", "so that a person looks at it today.")]
    [InlineData("2026-09-11T17:30:00Z", "so that a person looks at it on 14 September 2026.")]
    [InlineData("2026-09-13T09:00:00Z", "so that a person looks at it on 14 September 2026.")]
    [InlineData("2026-12-24T20:00:00Z", "so that a person looks at it on 29 December 2026.")]
    public async Task Nobody_is_promised_a_look_on_a_day_when_nobody_is_there(string now, string says)
    {
        given.Host.Clock.Set(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        using var session = new FormVisit(given.Host);
        await session.FillAsync("get-help-now", own: ("safety", [("Safety", "harm")]));
        Assert.Contains(says, session.Text("main"), StringComparison.Ordinal);
        given.Host.Clock.Set(RunningHost.UsualStart);
    }

    [Theory]
    [InlineData("harm", "116123")]
    [InlineData("danger", "08082000247")]
    public async Task Whoever_is_not_safe_and_is_refused_sees_the_numbers_again_and_is_looked_at_all_the_same(string answer, string number)
    {
        using var session = new FormVisit(given.Host);
        (string, (string, string)[])[] own = [Place("DY1 0ZA"), ("situation", [("Situation", "in-work")]), ("safety", [("Safety", answer)])];
        await session.FillAsync("can-we-help", own: own);
        Assert.Equal("We cannot help you here", session.Heading);
        Assert.Contains($"tel:{number}", session.Page.QuerySelectorAll(".workwell-safety a").Select(link => link.GetAttribute("href")));
        Assert.Contains("You can still go on and leave your details.", session.Text("main"), StringComparison.Ordinal);

        var pages = await session.GoOnAsync(own: own);

        Assert.DoesNotContain("barriers", pages);
        Assert.Equal("/refer/self/done", session.At);
        Assert.NotNull(session.Page.QuerySelector(".workwell-safety"));
        var reference = session.Text(".nhsuk-panel strong");
        Assert.Equal("not-eligible", await ReadAsync<string>("outcome", reference));
        Assert.True(await ReadAsync<bool>("is_urgent", reference));
        Assert.Equal("urgent-concern", await given.Host.Database.ReadAsync<string>(
            "select t.code from follow_ups.task t where t.referral_id = $1 and t.closed_at is null and t.code = 'urgent-concern'",
            await ReadAsync<Guid>("id", reference)));
    }

    [Theory]
    [InlineData("email", "We send you an email that says we have your referral.")]
    [InlineData("sms", "We send you a text message that says we have your referral.")]
    public async Task The_confirmation_travels_the_way_that_was_chosen(string way, string says)
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync(own: ("best-way", [("Way", way)]));
        Assert.Contains(says, session.Text("main"), StringComparison.Ordinal);
        var sent = await given.Host.SentAsync(await ReadAsync<Guid>("id", session.Text(".nhsuk-panel strong")), "referral-received-eligible");
        Assert.Equal(way, StoredKeys<WorkWell.People.Contracts.Channel>.Of(sent!.Channel));
        Assert.Contains(session.Text(".nhsuk-panel strong"), sent.Content!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_from_the_last_page_leads_back_to_it_or_to_what_it_made_necessary()
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync("check-answers");
        await session.OpenAsync("/refer/self/name");
        Assert.Equal("Asha", session.Value("GivenName"));
        await session.SendAsync(("GivenName", "Aisha"));
        Assert.Equal("/refer/self/check-answers", session.At);
        Assert.Contains("Aisha", session.Text("main"), StringComparison.Ordinal);

        await session.OpenAsync("/refer/self/place");
        await session.SendAsync(("Way", "postcode"), ("Postcode", "DY1 0ZA"));
        // In work, Dudley's trial cannot take them: they hear it before anything else.
        Assert.Equal("/refer/self/can-we-help", session.At);
    }

    [Fact]
    public async Task A_page_that_the_door_or_the_form_does_not_have_is_not_there()
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync("can-we-help");
        foreach (var page in new[] { "/refer/self/area-question/no-such", "/refer/self/fact/no-such", "/refer/self/no-such", "/refer/nobody/place",
            "/areas/no-such" })
        {
            await session.OpenAsync(page);
            Assert.Equal(404, (int)session.Response.StatusCode);
        }
    }

    [Fact]
    public async Task Nothing_about_the_person_is_in_a_title_or_an_address()
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync("check-answers");
        Assert.Equal("Check your answers – WorkWell", session.Page.Title);
        Assert.DoesNotContain(session.Page.QuerySelectorAll("a[href],form[action]").Select(part => part.GetAttribute("href") ?? part.GetAttribute("action")!),
            address => address.Contains("Asha", StringComparison.OrdinalIgnoreCase) || address.Contains("LE1", StringComparison.Ordinal));
        Assert.Equal("no-store", session.Response.Headers.CacheControl?.ToString());
        Assert.Equal("no-referrer", session.Response.Headers.GetValues("Referrer-Policy").Single());
    }

    private static (string, (string, string)[]) Place(string postcode) => ("place", [("Way", "postcode"), ("Postcode", postcode)]);

    private async Task<IReadOnlyList<string>> UntilAnswerAsync(params (string, (string, string)[])[] own)
    {
        using var session = new FormVisit(given.Host);
        return await session.FillAsync("can-we-help", own: own);
    }

    private Task<T?> ReadAsync<T>(string column, string reference) =>
        given.Host.Database.ReadAsync<T>($"select {column} from referrals.referral where reference = $1", reference);
}
