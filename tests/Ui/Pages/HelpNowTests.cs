using WorkWell.TestKit;

namespace WorkWell.Ui.Tests.Pages;

public sealed class HelpNowTests(OpenGallery gallery) : IClassFixture<OpenGallery>
{
    [Theory]
    [InlineData("en")]
    [InlineData("gu")]
    [InlineData("ar")]
    public async Task The_numbers_to_call_are_links_in_every_language(string language)
    {
        using var visit = new Visit(gallery.Host, acceptLanguage: language);
        await visit.OpenAsync("/help-now");
        Assert.Equal(["tel:999 999", "tel:111 111", "tel:116123 116 123", "tel:999 999", "tel:999 999", "tel:08082000247 0808 2000 247"],
            visit.Page.QuerySelectorAll("main a[href^='tel:']").Select(link => $"{link.GetAttribute("href")} {link.TextContent}"));
        Assert.All(visit.Page.QuerySelectorAll(".workwell-safety a"), link => Assert.Equal("ltr", link.QuerySelector("bdi")!.GetAttribute("dir")));
        Assert.Equal(0, visit.Page.QuerySelectorAll("main [lang=en]").Length);
        Assert.Contains("2", visit.Text("main"), StringComparison.Ordinal);
        Assert.Contains("55", visit.Text("main"), StringComparison.Ordinal);
        Assert.Equal(["https://999bsl.co.uk/", "https://www.nationaldahelpline.org.uk/"],
            visit.Page.QuerySelectorAll("main a[href^='https:']").Select(link => link.GetAttribute("href")));
    }
}
