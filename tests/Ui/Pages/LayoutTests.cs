using System.Net;
using WorkWell.TestKit;

namespace WorkWell.Ui.Tests.Pages;

public sealed class LayoutTests(OpenGallery gallery) : IClassFixture<OpenGallery>
{
    [Theory]
    [InlineData("en", "ltr", "Get help now – WorkWell")]
    [InlineData("gu", "ltr", "અત્યારે જ મદદ મેળવો – WorkWell")]
    [InlineData("ar", "rtl", "احصل على المساعدة الآن – WorkWell")]
    public async Task A_page_says_its_language_direction_and_title(string language, string direction, string title)
    {
        using var visit = new Visit(gallery.Host);
        await visit.OpenAsync($"/help-now?lang={language}");
        Assert.Equal((language, direction, title),
            (visit.Page.DocumentElement.GetAttribute("lang"), visit.Page.DocumentElement.GetAttribute("dir"), visit.Page.Title));
    }

    [Fact]
    public async Task The_language_chosen_stays_chosen_and_can_be_changed_on_every_page()
    {
        using var visit = new Visit(gallery.Host, acceptLanguage: "en");
        await visit.OpenAsync("/help-now?lang=gu&from=here");
        await visit.OpenAsync("/help-now?from=here");
        Assert.Equal("gu", visit.Page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(["/help-now?from=here&lang=en", "/help-now?from=here&lang=ar"],
            visit.Page.QuerySelectorAll(".workwell-links a").Select(link => link.GetAttribute("href")));
        Assert.Equal("ગુજરાતી", visit.Text(".workwell-links [aria-current]"));
    }

    [Fact]
    public async Task A_new_reader_gets_the_language_of_their_browser_where_there_is_one()
    {
        using var visit = new Visit(gallery.Host, acceptLanguage: "fr-FR, ar-SY;q=0.8, en;q=0.2");
        await visit.OpenAsync("/help-now");
        Assert.Equal("ar", visit.Page.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Every_page_can_be_left_quickly_and_leads_to_help()
    {
        using var visit = new Visit(gallery.Host);
        await visit.OpenAsync("/ui/parts/question");
        var leave = visit.Page.QuerySelector("a[data-leave-quickly]")!;
        Assert.Contains("noreferrer", leave.GetAttribute("rel"), StringComparison.Ordinal);
        Assert.NotNull(visit.Page.QuerySelector("footer a[href='/help-now']"));
        Assert.Equal("#maincontent", visit.Page.QuerySelector(".nhsuk-skip-link")!.GetAttribute("href"));

        await visit.OpenAsync(leave.GetAttribute("href")!);
        Assert.Equal((HttpStatusCode.Redirect, leave.GetAttribute("data-leave-quickly")),
            (visit.Response.StatusCode, visit.Response.Headers.Location!.ToString()));
        Assert.Equal(
            ["workwell-my-referral", "workwell-offer", "workwell-referral-employer", "workwell-referral-jobcentre", "workwell-referral-local-service",
            "workwell-referral-primary-care", "workwell-referral-self"],
            visit.Response.Headers.GetValues("Set-Cookie")
            .Select(cookie => { Assert.Contains("expires=Thu, 01 Jan 1970", cookie, StringComparison.Ordinal); return cookie.Split('=')[0]; })
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_page_loads_nothing_from_anywhere_else_and_fits_in_sixty_kilobytes()
    {
        using var visit = new Visit(gallery.Host);
        await visit.OpenAsync("/help-now");
        var loaded = visit.Page.QuerySelectorAll("link[rel=stylesheet], link[rel=icon], script")
            .Select(element => element.GetAttribute("href") ?? element.GetAttribute("src")).ToArray();
        Assert.True(loaded.Length >= 4);
        Assert.All(loaded, address => Assert.StartsWith("/assets/", address, StringComparison.Ordinal));
        Assert.Empty(visit.Page.QuerySelectorAll("style, [style], script:not([src])"));

        var bytes = (await CompressedAsync("/help-now")).Length;
        foreach (var address in loaded.Where(
            address => address!.EndsWith(".css", StringComparison.Ordinal) || address.EndsWith(".js", StringComparison.Ordinal)
            || address.EndsWith(".svg", StringComparison.Ordinal)))
        {
            bytes += (await CompressedAsync(address!)).Length;
        }
        Assert.InRange(bytes, 1, 60 * 1024);
    }

    [Fact]
    public async Task What_pages_load_may_be_kept_for_ever_and_is_sent_compressed()
    {
        using var visit = new Visit(gallery.Host);
        await visit.OpenAsync("/help-now");
        var sheet = visit.Page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        var response = await gallery.Host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, sheet) { Headers = { { "Accept-Encoding", "gzip, br" } } });
        Assert.Equal("br", Assert.Single(response.Content.Headers.ContentEncoding));
        Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await gallery.Host.Client.GetAsync("/assets/manifest.json")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await gallery.Host.Client.GetAsync("/assets/..%2Fmanifest.json")).StatusCode);
    }

    [Fact]
    public async Task The_gallery_is_not_there_unless_it_is_asked_for()
    {
        await using var host = await RunningHost.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/ui/parts")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/help-now")).StatusCode);
    }

    private async Task<byte[]> CompressedAsync(string address)
    {
        var response = await gallery.Host.Client.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept", "text/html" }, { "Accept-Encoding", "br" } } });
        return await response.Content.ReadAsByteArrayAsync();
    }

    [Fact]
    public async Task A_demonstration_says_on_every_page_that_it_is_one_and_nothing_else_does()
    {
        using var real = new Visit(gallery.Host);
        await real.OpenAsync("/help-now?lang=gu");
        Assert.Null(real.Page.QuerySelector(".workwell-demonstration"));

        await using var demonstration = await RunningHost.StartAsync(new Dictionary<string, string?> { ["Demonstration"] = "true" });
        using var visit = new Visit(demonstration);
        await visit.OpenAsync("/help-now?lang=gu");
        Assert.StartsWith("આ એક નમૂનો છે", visit.Text(".workwell-demonstration"), StringComparison.Ordinal);
    }
}
