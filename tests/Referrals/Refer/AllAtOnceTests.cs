using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>An office that refers often answers on one page, under the same rules and checks.</summary>
public sealed class AllAtOnceTests(OneDoor given) : IClassFixture<OneDoor>
{
    [Theory]
    [InlineData("primary-care")]
    [InlineData("jobcentre")]
    [InlineData("local-service")]
    [InlineData("employer")]
    public async Task One_page_makes_the_referral_that_the_single_pages_make(string referralSource)
    {
        using var single = new FormVisit(given.Host);
        await single.FillAsync(referralSource: referralSource, own: ("gp", [("Words", "Z99001"), ("Practice", "Z99001")]));
        Assert.Equal($"/refer/{referralSource}/done", single.At);

        using var session = new FormVisit(given.Host);
        await StartAsync(session, referralSource);
        await session.SendAsync(Answers(referralSource));
        Assert.Empty(session.Errors);
        // What is still needed comes as single pages: here by which way to write first, and whether we can help.
        var pages = await session.GoOnAsync(referralSource: referralSource);
        Assert.Equal(["can-we-help", "best-way", "check-answers"], pages);
        Assert.Equal($"/refer/{referralSource}/done", session.At);
        Assert.Equal(await StoredAsync(single), await StoredAsync(session));
    }

    [Fact]
    public async Task Each_mistake_is_said_at_its_field_in_the_words_of_the_single_page_and_nothing_typed_is_lost()
    {
        using var session = new FormVisit(given.Host);
        await StartAsync(session, "primary-care");
        await session.SendAsync(
            [.. Answers("primary-care").Where(answer => answer.Name is not ("Place.Postcode" or "Name.GivenName" or "Name.FamilyName" or "Nhs.Number"
                or "Safety.Safety" or "Consent.Service" or "Agreement.Agreement" or "Birth.BornOn.Month")),
                ("Place.Postcode", "hello"), ("Nhs.Number", "347 852 6985"), ("Consent.Service", "no"), ("Birth.BornOn.Month", "13")]);

        Assert.Equal("/refer/primary-care/one-page", session.At);
        Assert.Equal(
        [
            "Write the person’s name", "Write the month as a number or a word, such as 3 or March",
            "Check the number, or leave it out. It is not an NHS number",
            "Write a whole postcode such as LE1 5WW, or choose another answer", "Choose an answer. You can choose “I would rather not say”",
            "Write how the person agreed", "Choose yes if the person agrees. If they do not, we cannot take this referral",
        ], session.Errors);
        Assert.Equal("#Birth-BornOn-month", session.Page.QuerySelectorAll(".nhsuk-error-summary__list a")[1].GetAttribute("href"));
        Assert.Equal("hello", session.Page.QuerySelector("#Place-Postcode")!.GetAttribute("value"));
        Assert.Equal("Sam Example", session.Page.QuerySelector("#Referrer-FullName")!.GetAttribute("value"));
    }

    [Fact]
    public async Task What_is_left_empty_is_asked_for_once()
    {
        using var session = new FormVisit(given.Host);
        await StartAsync(session, "jobcentre");
        await session.SendAsync();
        Assert.Contains("Choose at least one way to reach the person", session.Errors);
        Assert.DoesNotContain("Leave one way in which we can reach the person", session.Errors);
    }

    [Fact]
    public async Task Who_is_not_safe_is_said_so_on_the_one_page_and_sees_at_once_what_to_do()
    {
        using var session = new FormVisit(given.Host);
        await StartAsync(session, "jobcentre");
        await session.SendAsync([.. Answers("jobcentre").Where(answer => answer.Name != "Safety.Safety"), ("Safety.Safety", "harm")]);
        Assert.Equal("/refer/jobcentre/get-help-now", session.At);
        await session.GoOnAsync(referralSource: "jobcentre");
        Assert.True(await given.Host.Database.ReadAsync<bool>(
            "select is_urgent from referrals.referral where reference = $1", session.Text(".nhsuk-panel strong")));
    }

    [Fact]
    public async Task An_employer_is_not_asked_about_health_in_detail_on_one_page_or_on_many()
    {
        using var many = new FormVisit(given.Host);
        var pages = await many.FillAsync(referralSource: "employer");
        Assert.DoesNotContain("barriers", pages);
        Assert.DoesNotContain("health-problem", pages);

        using var session = new FormVisit(given.Host);
        await StartAsync(session, "employer");
        Assert.Empty(session.Page.QuerySelectorAll("[name='Barriers.Needs'], [name='Problem.Problem'], [name='FitNote.Answer'], [name='Nhs.Number']"));
        await StartAsync(session, "primary-care");
        Assert.NotEmpty(session.Page.QuerySelectorAll("[name='Barriers.Needs']"));
        Assert.NotEmpty(session.Page.QuerySelectorAll("[name='Problem.Problem']"));
    }

    [Theory]
    [InlineData("self")]
    [InlineData("primary-care")]
    [InlineData("employer")]
    [InlineData("jobcentre")]
    [InlineData("local-service")]
    public async Task The_time_that_is_named_is_that_of_as_many_pages_as_there_are(string referralSource)
    {
        using var session = new FormVisit(given.Host);
        await session.OpenAsync($"/refer/{referralSource}");
        Assert.Contains("It has about 25 short pages. Allow 15 minutes.", session.Text("main"), StringComparison.Ordinal);
        Assert.Equal(referralSource != "self", session.Text("main").Contains("Do you refer often?", StringComparison.Ordinal));
        var pages = await session.FillAsync(referralSource: referralSource);
        Assert.InRange(pages.Count, 20, 30);
    }

    [Fact]
    public async Task Who_refers_themselves_has_no_such_page()
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync("situation");
        await session.OpenAsync("/refer/self/one-page");
        Assert.Equal(404, (int)session.Response.StatusCode);
    }

    private static async Task StartAsync(FormVisit session, string referralSource)
    {
        await session.OpenAsync($"/refer/{referralSource}");
        await session.SendAsync(("OnePage", "yes"));
        Assert.Equal($"/refer/{referralSource}/one-page", session.At);
    }

    // The usual answers, under the names they have on the one page.
    private static (string Name, string Value)[] Answers(string referralSource)
    {
        (string Page, string Part)[] parts =
        [
            ("place", "Place"), ("situation", "Work"), ("health", "Health"), ("safety", "Safety"), ("referrer", "Referrer"), ("name", "Name"),
            ("birth-date", "Birth"), ("nhs-number", "Nhs"), ("contact", "Contact"), ("phone-calls", "Calls"), ("referrer/contact-at-work", "AtWork"),
            ("safe-times", "Times"), ("support", "Support"), ("barriers", "Barriers"), ("health-problem", "Problem"), ("meeting", "Meeting"),
            ("employer", "Employer"), ("occupational-health", "Occupational"), ("referrer/fit-note", "FitNote"), ("agreement", "Agreement"),
            ("referrer/progress", "Progress"), ("consent", "Consent"),
        ];
        var usual = FormAnswers.Usual;
        return [.. parts.SelectMany(part => usual[part.Page].Select(answer => ($"{part.Part}.{answer.Name}", answer.Value))),
            ("Practice.Words", "Z99001"), ("Language.Language", "en")];
    }

    private async Task<string?> StoredAsync(FormVisit session) => await given.Host.Database.ReadAsync<string>(
        """
        select concat_ws('|', r.facts, r.referrer, r.employer, r.outcome, p.born_on, p.nhs_number, p.email, p.phone, p.language, p.preferred_channel,
          p.voicemail_is_safe, p.stopped_channels, p.formats, p.needs_interpreter,
          (select string_agg(c.purpose || '=' || c.is_given, ',' order by c.purpose) from people.consent c where c.person_id = p.id))
        from referrals.referral r join people.person p on p.id = r.person_id where r.reference = $1
        """, session.Text(".nhsuk-panel strong"));
}
