using WorkWell.Areas.Sdk;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>The forms of those who refer somebody else, without script.</summary>
public sealed class OtherDoorsTests(OneDoor given) : IClassFixture<OneDoor>
{
    private static readonly string[] OnlyAtDoors = [
        "referrer", "nhs-number", "referrer/contact-at-work", "referrer/fit-note", "agreement", "referrer/progress"];

    [Theory]
    [InlineData("employer", new[] { "referrer", "referrer/contact-at-work", "agreement", "referrer/progress" })]
    [InlineData("primary-care", new[] { "referrer", "nhs-number", "referrer/fit-note", "agreement", "referrer/progress" })]
    [InlineData("jobcentre", new[] { "referrer", "agreement", "referrer/progress" })]
    [InlineData("local-service", new[] { "referrer", "agreement", "referrer/progress" })]
    [InlineData("self", new string[0])]
    public async Task Each_door_asks_what_only_it_needs(string referralSource, string[] asked)
    {
        using var session = new FormVisit(given.Host);
        var pages = await session.FillAsync(referralSource: referralSource);
        Assert.Equal($"/refer/{referralSource}/done", session.At);
        Assert.Equal(asked, pages.Where(OnlyAtDoors.Contains));
        Assert.Equal(referralSource,
            await given.Host.Database.ReadAsync<string>("select referral_source from referrals.referral where reference = $1",
                session.Text(".nhsuk-panel strong")));
    }

    [Theory]
    [InlineData("yes", "true", "The person allows it")]
    [InlineData("no", "false", "We do not tell you how it goes")]
    public async Task What_the_person_allows_is_kept_with_the_words_of_their_agreement_and_said_at_the_end(string answer, string kept, string says)
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync(referralSource: "employer", own: ("referrer/progress", [("Answer", answer)]));
        var reference = session.Text(".nhsuk-panel strong");
        Assert.Equal($"Sam Example|{kept}|false|Asha asked me to send this when we met on Monday.", await given.Host.Database.ReadAsync<string>(
            "select concat_ws('|', referrer->>'name', referrer->>'progressAllowed', referrer->>'contactAtWork', referrer->>'agreement') from " +
            "referrals.referral where reference = $1", reference));
        Assert.Contains(says, session.Text("main"), StringComparison.Ordinal);
        Assert.Contains("We send you an email that says we have the referral.", session.Text("main"), StringComparison.Ordinal);
        Assert.Null(session.Page.QuerySelector("a[href='/my-referral']"));
    }

    [Theory]
    [InlineData("harm", "The person is thinking about hurting themselves")]
    [InlineData("danger", "Someone is hurting the person")]
    public async Task Advice_in_danger_is_about_the_person_and_not_about_who_reads_it(string answer, string says)
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync("get-help-now", referralSource: "local-service", own: ("safety", [("Safety", answer)]));
        Check();
        await session.GoOnAsync(referralSource: "local-service");
        Assert.Equal("/refer/local-service/done", session.At);
        Check();

        void Check()
        {
            var advice = session.Text(".workwell-safety");
            Assert.Contains(says, advice, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotMatch("yourself|hurting you\\b|you feel|you are thinking", advice);
        }
    }

    [Fact]
    public async Task Without_an_email_there_is_no_news_to_allow_and_the_page_is_the_receipt()
    {
        using var session = new FormVisit(given.Host);
        var pages = await session.FillAsync(referralSource: "local-service", own: ("referrer", [("FullName", "Sam Example")]));
        Assert.DoesNotContain("referrer/progress", pages);
        Assert.Contains("this page is your receipt", session.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_persons_agreement_in_words_there_is_no_way_on()
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync(until: "agreement", referralSource: "jobcentre");
        await session.SendAsync(("Agreement", " "));
        Assert.Equal("/refer/jobcentre/agreement", session.At);
        Assert.Equal(["Write how the person agreed"], session.Errors);
        await session.OpenAsync("/refer/jobcentre/check-answers");
        Assert.Equal("/refer/jobcentre/agreement", session.At);
    }

    [Fact]
    public async Task An_employer_reads_what_the_person_agrees_to_and_not_about_another_employer()
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync(until: "consent", referralSource: "employer");
        Assert.Equal("What has the person agreed to?", session.Heading);
        Assert.Contains("Can we talk to you about changes at work?", session.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_NHS_number_is_noticed_while_it_can_be_mended()
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync(until: "nhs-number", referralSource: "primary-care");
        await session.SendAsync(("Number", "347 852 6985"));
        Assert.Equal(["Check the number, or leave it out. It is not an NHS number"], session.Errors);
        await session.SendAsync(("Number", "943 476 5919"));
        Assert.NotEqual("/refer/primary-care/nhs-number", session.At);
    }

    [Fact]
    public async Task Every_answer_is_shown_for_checking_and_can_be_changed()
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync(until: "check-answers", referralSource: "primary-care");
        foreach (var page in new[] { "referrer", "referrer/fit-note", "agreement", "referrer/progress" })
            Assert.NotNull(session.Page.QuerySelector($"a[href='/refer/primary-care/{page}']"));
        Assert.Contains("sam@referrer.example", session.Text("main"), StringComparison.Ordinal);
        await session.OpenAsync("/refer/primary-care/referrer");
        Assert.Equal("Sam Example", session.Value("FullName"));
    }

    [Theory]
    [InlineData("gu")]
    [InlineData("ar")]
    public async Task Every_page_of_every_door_is_in_the_readers_language(string language)
    {
        foreach (var referralSource in ReferrerFact.Others.Select(ReferralSourceKeys.Of))
        {
            using var session = new FormVisit(given.Host, language);
            await session.OpenAsync($"/refer/{referralSource}");
            await session.SendAsync();
            while (!session.At.EndsWith("/done", StringComparison.Ordinal))
            {
                Assert.Equal(language, session.Page.DocumentElement.GetAttribute("lang"));
                Assert.DoesNotContain(session.Page.QuerySelectorAll("main h1, main legend, main label"),
                    words => words.QuerySelector("[lang=en]") is not null && !words.ClassList.Contains("nhsuk-radios__label")
                    && !words.ClassList.Contains("nhsuk-checkboxes__label"));
                await session.SendAsync(FormAnswers.Usual[session.At[$"/refer/{referralSource}/".Length..]]);
            }
        }
    }

    [Fact]
    public void Doors_of_referrers_are_all_but_the_persons_own() =>
        Assert.Equal(Enum.GetValues<ReferralSource>().Except([ReferralSource.Self]), ReferrerFact.Others);
}
