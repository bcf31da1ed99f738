using System.Text.Json.Nodes;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>How people reach the service, and what it says about itself: in each area, from every page.</summary>
public sealed class ServicePagesTests : IAsyncLifetime
{
    private readonly string config = Directory.CreateTempSubdirectory("workwell-contact-").FullName;
    private RunningHost host = null!;

    public async ValueTask InitializeAsync()
    {
        FolderCopy.Make(Checkout.Path("config"), config);
        await EditAsync("llr", settings =>
        {
            settings["contact"] = JsonNode.Parse("""
                { "email": "hello@llr.example", "teamEmail": "team@llr.example",
                  "teamHours": { "from": "10:00", "until": "14:00", "isEveryDay": true } }
                """);
            settings["privacy"] = JsonNode.Parse("""{ "controller": "The invented board", "email": "privacy@llr.example" }""");
        });
        host = await RunningHost.StartAsync(configFolder: config);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(config, recursive: true);
    }

    [Theory]
    [InlineData("en", "Contact the service", "Privacy notice", "Accessibility statement", "Cookies")]
    [InlineData("gu", "સેવાનો સંપર્ક", "ગોપનીયતાની સૂચના", "સુલભતાનું નિવેદન", "કૂકી")]
    [InlineData("ar", "التواصل مع الخدمة", "إشعار الخصوصية", "بيان سهولة الاستخدام للجميع", "ملفات تعريف الارتباط (cookies)")]
    public async Task The_footer_of_each_page_leads_to_contact_privacy_accessibility_and_cookies_of_the_area(string language, params string[] headings)
    {
        using var visit = new FormVisit(host, language);
        await visit.FillAsync("consent");
        var links = visit.Page.QuerySelectorAll(".nhsuk-footer__list-item-link").Select(link => link.GetAttribute("href")!).ToArray();
        Assert.Equal(["/help-now", "/areas/llr/contact", "/areas/llr/privacy", "/areas/llr/accessibility", "/areas/llr/cookies"], links);
        // Who is asked to agree can read first what they agree to.
        Assert.NotNull(visit.Page.QuerySelector("main a[href='/areas/llr/privacy']"));
        foreach (var (link, heading) in links.Skip(1).Zip(headings))
        {
            await visit.OpenAsync(link);
            Assert.Equal(heading, visit.Heading);
            await visit.OpenAsync(link["/areas/llr".Length..]);
            Assert.Equal(heading, visit.Heading);
        }
    }

    [Fact]
    public async Task Contact_and_privacy_say_what_the_area_states_and_that_the_rest_is_not_stated()
    {
        using var visit = new FormVisit(host);
        await visit.OpenAsync("/areas/llr/contact");
        Assert.NotNull(visit.Page.QuerySelector("main a[href='mailto:hello@llr.example']"));
        await visit.OpenAsync("/areas/llr/privacy");
        Assert.Contains("The invented board is responsible", visit.Text("main"), StringComparison.Ordinal);
        Assert.NotNull(visit.Page.QuerySelector("main a[href='mailto:privacy@llr.example']"));

        await visit.OpenAsync("/areas/dudley/contact");
        Assert.NotNull(visit.Page.QuerySelector("main a[href='tel:01384324645']"));
        await visit.OpenAsync("/areas/bsol/contact");
        Assert.Contains("has not yet said how to reach it", visit.Text("main"), StringComparison.Ordinal);
        Assert.Null(visit.Page.QuerySelector("main a[href^='tel:'], main a[href^='mailto:']"));
        await visit.OpenAsync("/areas/bsol/privacy");
        Assert.Contains("has not yet said who is responsible", visit.Text("main"), StringComparison.Ordinal);
        await visit.OpenAsync("/areas/nowhere/contact");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, visit.Response.StatusCode);
    }

    [Fact]
    public async Task A_demonstration_says_on_each_page_that_nobody_reads_what_is_sent()
    {
        await using var shown = await RunningHost.StartAsync(new Dictionary<string, string?> { ["Demonstration"] = "true" });
        using var visit = new FormVisit(shown);
        foreach (var page in (string[])["/", "/areas/bsol", "/contact", "/areas/bsol/contact"])
        {
            await visit.OpenAsync(page);
            Assert.Contains("nobody reads what you send", visit.Text(".workwell-demonstration"), StringComparison.Ordinal);
        }
        Assert.Contains("There is no team, so nobody can be reached here", visit.Text("main"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LE1 0ZA", "2026-09-12T11:00Z", "looks at it today")] // A Saturday, and this team reads every day.
    [InlineData("LE1 0ZA", "2026-09-07T13:30Z", "looks at it on 8 September 2026")] // A Monday at 14:30, after its hours.
    [InlineData("B34 0ZA", "2026-09-12T11:00Z", "looks at it on 14 September 2026")] // No hours stated: those of offices.
    public async Task When_somebody_looks_follows_from_the_hours_of_the_areas_own_team(string postcode, string now, string promise)
    {
        host.Clock.Set(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        using var visit = new FormVisit(host);
        await visit.FillAsync("get-help-now",
            own: [("place", [("Place", "postcode"), ("Postcode", postcode)]), ("safety", [("Safety", "harm")])]);
        Assert.Contains(promise, visit.Text("main"), StringComparison.Ordinal);
    }

    private async Task EditAsync(string area, Action<JsonNode> edit)
    {
        var path = Path.Combine(config, "areas", area, "area.json");
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        edit(settings);
        await File.WriteAllTextAsync(path, settings.ToJsonString());
    }
}
