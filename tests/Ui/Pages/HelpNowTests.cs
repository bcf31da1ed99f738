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
        Assert.Equal(["tel:999 999", "tel:111 111", "tel:116123 116 123"],
            visit.Page.QuerySelectorAll("main a[href^='tel:']").Select(link => $"{link.GetAttribute("href")} {link.TextContent}"));
        Assert.Equal(0, visit.Page.QuerySelectorAll("main [lang=en]").Length);
        Assert.Contains("2", visit.Text("main"), StringComparison.Ordinal);
    }
}
