using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>Somebody begins on the page of an area that does not serve their home.</summary>
public sealed class OtherAreaTests(OneDoor given) : IClassFixture<OneDoor>
{
    [Theory]
    [InlineData("self", "Another service covers where you live")]
    [InlineData("jobcentre", "Another service covers where the person lives")]
    public async Task The_page_of_the_wrong_area_leads_over_to_the_one_that_serves_the_home(string referralSource, string heading)
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync(until: "other-area", referralSource: referralSource, area: "bsol");
        Assert.Equal(heading, session.Heading);
        Assert.Contains("You started with WorkWell Birmingham and Solihull.", Plain(session.Text("main")), StringComparison.Ordinal);
        Assert.Contains("WorkWell Leicester, Leicestershire and Rutland", session.Text("main"), StringComparison.Ordinal);

        await session.SendAsync();
        Assert.Equal(["Choose the service to go on with"], session.Errors);
        await session.SendAsync(("Area", "go-over"));
        var pages = await session.GoOnAsync(referralSource: referralSource);
        Assert.DoesNotContain("other-area", pages);
        Assert.Equal("llr", await AreaAsync(session));
    }

    [Fact]
    public async Task Who_stays_is_answered_by_the_area_whose_page_it_is_and_a_new_home_asks_again()
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync("can-we-help", area: "bsol", own: ("other-area", [("Area", "stay")]));
        // A practice there may be enough, so a person of Birmingham looks.
        Assert.Equal("Let us talk", session.Heading);

        // Another home is asked about again.
        await session.OpenAsync("/refer/self/place");
        await session.SendAsync(("Way", "postcode"), ("Postcode", "N17 0ZA"));
        Assert.Equal("/refer/self/other-area", session.At);
        Assert.Contains("WorkWell North Central London", session.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_the_right_area_and_that_of_England_ask_nothing_of_the_kind()
    {
        foreach (var area in new[] { "llr", null })
        {
            using var session = new FormVisit(given.Host);
            var pages = await session.FillAsync(area: area);
            Assert.DoesNotContain("other-area", pages);
            Assert.Equal("llr", await AreaAsync(session));
        }
    }

    // Names are isolated by invisible marks.
    private static string Plain(string text) => text.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);

    private Task<string?> AreaAsync(FormVisit session) =>
        given.Host.Database.ReadAsync<string>("select area from referrals.referral where reference = $1", session.Text(".nhsuk-panel strong"));
}
