using System.Text.Json;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>Whoever has work may say whom they work for, and who to talk to there.</summary>
public sealed class EmployerTests(OneDoor given) : IClassFixture<OneDoor>
{
    private static readonly (string, (string, string)[]) Told = (
        "employer", [("Employer", "Example Works"), ("Contact", "Jo Example"), ("Email", "jo@works.example"), ("Phone", "01632 960002")]);

    [Fact]
    public async Task What_is_told_is_shown_for_checking_kept_with_the_referral_and_read_by_staff_beside_the_consent()
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync(until: "check-answers", own: Told);
        foreach (var line in (string[])["Example Works", "Jo Example", "jo@works.example", "01632 960002"])
            Assert.Contains(line, session.Text("main"), StringComparison.Ordinal);
        await session.OpenAsync("/refer/self/employer");
        Assert.Equal("Example Works", session.Value("Employer"));
        await session.OpenAsync("/refer/self/check-answers");
        await session.SendAsync();
        var reference = session.Text(".nhsuk-panel strong");
        Assert.DoesNotContain("Example Works",
            await given.Host.Database.ReadAsync<string>("select facts::text || decision::text from referrals.referral where reference = $1", reference),
            StringComparison.Ordinal);

        using var office = await given.OfficeAsync("llr");
        var read = JsonElement.Parse(await office.GetStringAsync(new Uri($"/api/referrals/{reference}", UriKind.Relative)));
        Assert.Equal("""{"name":"Example Works","contactName":"Jo Example","email":"jo@works.example","phone":"01632 960002"}""",
            read.GetProperty("employer").ToString());
        Assert.False(read.GetProperty("consents").GetProperty("contact-employer").GetBoolean());
    }

    [Fact]
    public async Task It_may_be_left_out_and_who_to_talk_to_without_an_employer_is_asked_about()
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync(until: "employer");
        await session.SendAsync(("Contact", "Jo Example"), ("Email", "jo at works"));
        Assert.Equal(["Write the name of the employer, or leave everything on this page out", "Write an email address like name@example.org"], session.Errors);
        await session.SendAsync(("Contact", ""), ("Email", ""));
        Assert.NotEqual("/refer/self/employer", session.At);
    }

    [Fact]
    public async Task Everybody_with_work_is_asked_but_at_the_employers_own_door()
    {
        foreach (var referralSource in Enum.GetValues<ReferralSource>())
        {
            using var session = new FormVisit(given.Host);
            Assert.Equal(referralSource != ReferralSource.Employer,
                (await session.FillAsync(referralSource: ReferralSourceKeys.Of(referralSource), until: "agreement")).Contains("employer"));
        }
        using var outOfWork = new FormVisit(given.Host);
        Assert.DoesNotContain("employer", await outOfWork.FillAsync(own: ("situation", [("Situation", "out-of-work")])));
    }

    [Fact]
    public async Task An_upload_may_name_the_employer_too()
    {
        using var office = await given.OfficeAsync("llr", Permission.BulkReferJobcentre);
        using var file = new ByteArrayContent(
            new BulkFileBuilder().Row(("employer_name", "Example Works"), ("employer_contact_name", "Jo Example"), ("given_name", "Fatima"))
            .Bytes()) { Headers = { ContentType = new("text/csv") } };
        using var response = await office.PostAsync(new Uri("/api/referrals/jobcentre/bulk", UriKind.Relative), file);
        Assert.Equal(1, JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("received").GetInt32());
        Assert.Equal("Example Works, Jo Example", await given.Host.Database.ReadAsync<string>(
            "select concat_ws(', ', r.employer->>'name', r.employer->>'contactName') from referrals.referral r join people.person p on p.id = r.person_id " +
            "where p.given_name = 'Fatima'"));
    }

    [Fact]
    public async Task Somebody_who_turns_out_to_have_no_work_is_asked_again_what_they_agree_to_and_the_employer_is_forgotten()
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync(
            until: "check-answers", own: [Told, ("consent", [("Service", "yes"), ("Partners", "yes"), ("Employer", "yes"), ("Evaluation", "yes")])]);
        await session.OpenAsync("/refer/self/situation");
        await session.SendAsync(("Situation", "out-of-work"));
        Assert.Contains("consent", await session.GoOnAsync());
        Assert.Equal("none|", await given.Host.Database.ReadAsync<string>(
            """
            select coalesce(r.employer::text, 'none') || '|' || coalesce(string_agg(c.purpose, '') filter (where c.purpose = 'contact-employer'), '')
            from referrals.referral r join people.consent c on c.person_id = r.person_id where r.reference = $1 group by r.id
            """, session.Text(".nhsuk-panel strong")));
    }
}
