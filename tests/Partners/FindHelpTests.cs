using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using WorkWell.TestKit;

namespace WorkWell.Partners.Tests;

public sealed class FindHelpTests(PartnersFixture given) : IClassFixture<PartnersFixture>
{
    [Theory]
    [InlineData("LE4 0ZA", "authority=E06000016&board=E54000015")]
    [InlineData("le40za", "authority=E06000016&board=E54000015")]
    [InlineData("leicester", "authority=E06000016")]
    [InlineData("City of Leicester", "authority=E06000016")]
    [InlineData("South West London", "area=swl")]
    [InlineData("Loughborough", "authority=E07000130")]
    [InlineData("oakham", "authority=E06000017")]
    [InlineData("Coalville", "authority=E07000134")]
    [InlineData("Small Heath", "area=bsol")]
    [InlineData("Wolverhampton", "authority=E08000031")]
    [InlineData("London", "unknown=several")]
    [InlineData("LE4 9QQ", "unknown=postcode")]
    [InlineData("Atlantis", "unknown=name")]
    [InlineData("", "")]
    public async Task What_is_typed_as_a_place_becomes_the_code_of_a_district_at_most(string typed, string address)
    {
        using var visit = new Visit(given.Host);
        await visit.OpenAsync("/find-help");
        await visit.SendAsync(("Place", typed));

        Assert.Equal(HttpStatusCode.Redirect, visit.Response.StatusCode);
        Assert.Equal(address, visit.Response.Headers.Location!.ToString().Split('?').ElementAtOrDefault(1) ?? "");
    }

    [Theory]
    [InlineData("back pain", "need=pain-or-movement")]
    [InlineData("depresion", "need=mental-health")]
    [InlineData("دروس إنجليزية", "need=language")]
    public async Task Words_of_any_language_become_codes_of_needs(string typed, string address)
    {
        using var visit = new Visit(given.Host);
        await visit.OpenAsync("/find-help");
        await visit.SendAsync(("Words", typed));
        Assert.Contains(address, visit.Response.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sähëlï Hub", "?service=saheli-coaching", "Sähëlï Hub")]
    [InlineData("sahali hub", "?service=saheli-coaching", "Sähëlï Hub")]
    [InlineData("colebrige trust", "?service=colebridge-coaching", "Colebridge Trust")]
    [InlineData("physiotherapy", "?need=pain-or-movement&service=llr-physiotherapy", "Physiotherapy")]
    public async Task A_name_finds_its_service_first_and_only_codes_stand_in_the_address(string typed, string query, string organisation)
    {
        using var visit = new Visit(given.Host);
        await visit.OpenAsync("/find-help");
        await visit.SendAsync(("Words", typed));
        Assert.Equal("/find-help/results" + query, visit.Response.Headers.Location!.ToString());
        await visit.OpenAsync("/find-help/results" + query);
        Assert.Contains(organisation, visit.Text(".nhsuk-card"), StringComparison.Ordinal);
        Assert.Contains(organisation, visit.Text(".nhsuk-summary-list"), StringComparison.Ordinal);
        await visit.OpenAsync("/find-help" + query);
        Assert.Equal(organisation, ((IHtmlInputElement)visit.Page.QuerySelector("#Words")!).Value);
    }

    [Fact]
    public async Task Words_that_mean_nothing_to_us_are_said_so_beside_the_list()
    {
        using var visit = new Visit(given.Host);
        await visit.OpenAsync("/find-help");
        await visit.SendAsync(("Words", "zzzzzz"), ("Place", "Leicester"));
        Assert.Contains("We do not know these words.", visit.Text(".nhsuk-error-summary"), StringComparison.Ordinal);
        Assert.Equal("Leicester", ((IHtmlInputElement)visit.Page.QuerySelector("#Place")!).Value);
        Assert.True(visit.Page.QuerySelector("details")!.HasAttribute("open"));
    }

    [Theory]
    [InlineData("suicide")]
    [InlineData("I want to die")]
    [InlineData("KILL MYSELF tonight")]
    [InlineData("overdoze")]
    [InlineData("domestic violence")]
    [InlineData("abuse")]
    [InlineData("મારે આત્મહત્યા કરવી છે")]
    [InlineData("ઘરેલુ હિંસા")]
    [InlineData("أريد أن أموت")]
    [InlineData("العنف المنزلي")]
    public async Task Words_of_a_crisis_lead_to_whom_to_call(string typed)
    {
        using var visit = new Visit(given.Host);
        await visit.OpenAsync("/find-help");
        await visit.SendAsync(("Words", typed), ("Place", "Leicester"));
        Assert.Equal("/help-now", visit.Response.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("debt, I want to end my life", "money-or-debt")]
    // "Might" is read as a slip for "sight".
    [InlineData("i might kill myself", "sight-or-hearing")]
    public async Task Beside_another_need_whom_to_call_comes_before_the_services(string typed, string need)
    {
        using var visit = new Visit(given.Host);
        await visit.OpenAsync("/find-help");
        await visit.SendAsync(("Words", typed));
        Assert.Equal($"/find-help/results?need={need}&first=help-now", visit.Response.Headers.Location!.ToString());
        await visit.OpenAsync("/find-help/results?need=money-or-debt&first=help-now");
        Assert.Contains("workwell-safety", visit.Page.QuerySelector("main h1 + *")!.ClassName, StringComparison.Ordinal);
        Assert.StartsWith("tel:999", visit.Page.QuerySelector("main a[href^='tel:']")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("diet")]
    [InlineData("dying to find work")]
    [InlineData("cut my hours")]
    public async Task Words_that_only_look_like_those_of_a_crisis_are_searched_for(string typed)
    {
        using var visit = new Visit(given.Host);
        await visit.OpenAsync("/find-help");
        await visit.SendAsync(("Words", typed));
        Assert.DoesNotContain("help-now", visit.Response.Headers.Location?.ToString() ?? "", StringComparison.Ordinal);
    }

    public static TheoryData<string> Hostile =>
        new("<script>alert(1)</script>", "\" onmouseover=\"x", "'; drop table partners.pause; --", "\u202Eevil", new string('x', 5000), "{{7*7}}",
        "\ud83d\ude00", "%00%0d%0aSet-Cookie: a=b");

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Whatever_is_put_into_a_field_comes_back_as_text_or_not_at_all(string hostile)
    {
        foreach (var field in new[] { "Words", "Needs", "Place", "Speaks", "Meet", "lang", "Unknown" })
        {
            using var visit = new Visit(given.Host);
            await visit.OpenAsync("/find-help");
            await visit.SendAsync((field, hostile));
            Assert.True(visit.Response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect, $"{field}: {visit.Response.StatusCode}");
            Assert.Empty(visit.Page.QuerySelectorAll("main script, [onmouseover]"));
            if (visit.Response.Headers.Location is not { } results) continue;
            Assert.Matches("^/find-help/results(\\?[a-z0-9=&-]*)?$", results.ToString());
            await visit.OpenAsync(results.ToString());
            Assert.Equal(HttpStatusCode.OK, visit.Response.StatusCode);
        }
    }

    [Fact]
    public async Task A_paused_service_and_a_full_one_are_shown_and_say_so()
    {
        given.Coaching(service => service["isPaused"] = true);
        Assert.Contains("Not taking new people right now", await CardAsync(), StringComparison.Ordinal);

        given.Coaching(service => service["capacity"] = 1);
        Assert.DoesNotContain("right now", await CardAsync(), StringComparison.Ordinal);
        var somebody = Guid.CreateVersion7();
        await given.FindForUpdateAsync(somebody);
        Assert.Contains("Full right now", await CardAsync(), StringComparison.Ordinal);
        await given.ReleaseAsync(somebody);
    }

    [Fact]
    public async Task A_long_list_comes_in_pages()
    {
        given.Write("ncl", "partners.json", Many(23));
        using var visit = new Visit(given.Host);
        await visit.OpenAsync("/find-help/results?area=ncl&need=housing");
        Assert.Equal("Services that fit: 23", visit.Text("h2"));
        Assert.Equal(10, visit.Page.QuerySelectorAll(".nhsuk-card").Length);
        Assert.Equal("/find-help/results?need=housing&area=ncl&number=2", visit.Page.QuerySelector(".nhsuk-pagination__next")!.GetAttribute("href"));
        await visit.OpenAsync("/find-help/results?need=housing&area=ncl&number=3");
        Assert.Equal(3, visit.Page.QuerySelectorAll(".nhsuk-card").Length);
        await visit.OpenAsync("/find-help/results?need=housing&area=ncl&number=999");
        Assert.Equal(3, visit.Page.QuerySelectorAll(".nhsuk-card").Length);
        given.Coaching(_ => { });
    }

    [Theory]
    [InlineData("unknown=postcode", "Check the postcode, or try the name of your town or borough.")]
    [InlineData("unknown=name", "Try your postcode, or the name of your town or borough.")]
    [InlineData("unknown=several", "Try your postcode. There is more than one place of that name")]
    // Manchester.
    [InlineData("authority=E08000003", "There is no WorkWell service on this site for that place yet.")]
    public async Task A_place_that_no_area_serves_is_said_kindly_and_shows_help_for_everybody_but_none_of_another_area(string query, string says)
    {
        using var visit = new Visit(given.Host);
        await visit.OpenAsync("/find-help/results?" + query);
        Assert.StartsWith(says, visit.Text(".nhsuk-inset-text p"), StringComparison.Ordinal);
        Assert.Empty(visit.Page.QuerySelectorAll(".workwell-help"));
        Assert.DoesNotContain("01384", visit.Text("main"), StringComparison.Ordinal);
        Assert.NotNull(visit.Page.QuerySelector("a[href='https://www.gov.uk/access-to-work']"));
        Assert.NotNull(visit.Page.QuerySelector("main a[href='/']"));
        var again = visit.Page.QuerySelectorAll("main a").First(link => link.TextContent == "Try another place").GetAttribute("href")!;
        Assert.Equal("/find-help", again.Split('?')[0]);
    }

    [Fact]
    public async Task Who_did_not_say_where_they_live_reads_whose_help_it_is_and_that_nobody_knows_how_far()
    {
        using var visit = new Visit(given.Host);
        await visit.OpenAsync("/find-help/results?need=finding-work");
        Assert.StartsWith("You have not told us where you live, so we cannot say how far away this help is.", visit.Text(".nhsuk-inset-text p"),
            StringComparison.Ordinal);
        var cards = visit.Page.QuerySelectorAll(".workwell-help").Select(card => card.TextContent).ToArray();
        Assert.Contains(cards, card => card.Contains("For people in Dudley.", StringComparison.Ordinal));
        Assert.All(cards, card => Assert.Contains("For people in", card, StringComparison.Ordinal));
        await visit.OpenAsync("/find-help/results?need=finding-work&authority=E06000016");
        Assert.Null(visit.Page.QuerySelector(".nhsuk-inset-text"));
        Assert.DoesNotContain("Dudley", visit.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Four_organisations_that_give_the_same_help_by_practice_share_a_card()
    {
        using var visit = new Visit(given.Host);
        await visit.OpenAsync("/find-help/results?authority=E08000025");
        Assert.Equal("Services that fit: 1", visit.Text("h2"));
        var card = Assert.Single(visit.Page.QuerySelectorAll(".workwell-help")).TextContent;
        string[] says = ["Birmingham Disability Resource Centre", "Shard End and Kitts Green", "Sähëlï Hub", "Saltley and Alum Rock", "Better Pathways",
            "Bordesley East", "Colebridge Trust", "North Solihull", "The service has given us no phone number, email or website."];
        Assert.All(says, words => Assert.Contains(words, card, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_whose_provider_nobody_states_says_so_and_names_no_organisation()
    {
        using var visit = new Visit(given.Host);
        await visit.OpenAsync("/find-help/results?authority=E06000016&need=mental-health");
        Assert.All(visit.Page.QuerySelectorAll(".workwell-help"),
            card => Assert.Contains("The service has not said who gives this help.", card.TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("Integrated Care Board", visit.Text("main"), StringComparison.Ordinal);
        await visit.OpenAsync("/find-help/results?area=dudley");
        Assert.Contains("Dudley and Walsall Mental Health Partnership NHS Trust", visit.Text(".workwell-help"), StringComparison.Ordinal);
        Assert.NotNull(visit.Page.QuerySelector(".workwell-help a[href^='tel:01384']"));
    }

    [Fact]
    public async Task Where_nothing_fits_the_page_says_what_to_do_next_and_what_comes_near()
    {
        using var visit = new Visit(given.Host);
        await visit.OpenAsync("/find-help/results?area=dudley&need=housing&speaks=gu");
        Assert.Contains("01384 324645", visit.Text("main"), StringComparison.Ordinal);
        Assert.Contains("It does not say that it speaks this language.", visit.Text(".nhsuk-card"), StringComparison.Ordinal);
        Assert.NotNull(visit.Page.QuerySelector("a[href='/find-help?need=housing&area=dudley&speaks=gu']"));
    }

    [Theory]
    [InlineData("need=%3Cscript%3E&need=housing&area=../llr&authority=E0600001x&speaks=%27%22%3E&meet=x&number=-1&unknown=%3Cb%3E")]
    [InlineData("number=99999999999999999999&area=LLR%20&speaks=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("number=99999999999999999999&area=LLR%00&speaks=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", HttpStatusCode.BadRequest)]
    [InlineData("speaks=zz-99999999&area=nowhere")]
    public async Task An_address_that_somebody_made_up_is_read_for_what_it_has_of_ours(string query, HttpStatusCode answer = HttpStatusCode.OK)
    {
        using var visit = new Visit(given.Host);
        await visit.OpenAsync("/find-help/results?" + query);
        Assert.Equal(answer, visit.Response.StatusCode);
        Assert.DoesNotContain("<script>", await visit.Response.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Every_need_and_every_way_of_meeting_has_words_in_every_language()
    {
        foreach (var language in new[] { "en", "gu", "ar" })
        {
            var needs = JsonNode.Parse(await File.ReadAllTextAsync(Checkout.Path("config", "texts", language, "needs.json")))!.AsObject();
            Assert.Equal(Areas.Sdk.Need.All, needs.Select(entry => entry.Key));
            var ways = JsonNode.Parse(await File.ReadAllTextAsync(Checkout.Path("config", "texts", language, "ways.json")))!.AsObject();
            Assert.Equal(["in-person", "phone", "video", "cafe"], ways.Select(entry => entry.Key));
        }
    }

    private async Task<string> CardAsync()
    {
        using var visit = new Visit(given.Host);
        await visit.OpenAsync("/find-help/results?area=ncl");
        return visit.Text(".nhsuk-card");
    }

    private static string Many(int count) => new JsonObject
    {
        ["organisations"] = new JsonArray(new JsonObject
        {
            ["code"] = "many",
            ["name"] = "Many Hands (demonstration)",
            ["services"] = new JsonArray(
            [.. Enumerable.Range(1, count)
            .Select(i => new JsonObject { ["code"] = $"many-{i}", ["name"] = $"Service {i:00}", ["helpsWith"] = new JsonArray("housing"),
            ["coaches"] = i == 1 })]),
        }),
    }.ToJsonString();
}
