using Microsoft.Playwright;

namespace WorkWell.Browser.Tests;

/// <summary>Every part, in both directions, on a phone and on a desk.</summary>
public sealed class GalleryTests(Chromium chromium, FormHost hosts)
{
    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task Every_part_passes_axe_fits_the_screen_and_loads_nothing_from_elsewhere(string language)
    {
        await using var window = await chromium.OpenAsync(PageChecks.Phone);
        await window.Page.GotoAsync(hosts.Address($"/ui/parts?lang={language}"));
        await PageChecks.PassesAndFitsAsync(window, PageChecks.Phone, $"ui-parts-{language}", inPrint: language == "en");
        await window.Page.Locator("#answers button.nhsuk-button[type=submit]").Last.ClickAsync();
        await window.Page.WaitForSelectorAsync(".nhsuk-error-summary");
        await PageChecks.PassesAndFitsAsync(window, PageChecks.Desk, $"ui-parts-errors-{language}");
        Assert.Equal([new Uri(hosts.Address("/")).Authority], window.Hosts);
        Assert.Empty(window.Complaints);
    }

    [Theory]
    [InlineData("en", "Arial")]
    [InlineData("gu", "noto-sans-gujarati")]
    [InlineData("ar", "noto-sans-arabic")]
    public async Task Each_language_loads_its_own_font_and_no_other(string language, string font)
    {
        await using var window = await chromium.OpenAsync();
        var fonts = new List<string>();
        window.Page.Request += (_, request) =>
        {
            if (request.ResourceType == "font") lock (fonts) fonts.Add(request.Url);
        };
        await window.Page.GotoAsync(hosts.Address($"/help-now?lang={language}"), new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.Equal(language == "en", fonts.Count == 0);
        Assert.All(fonts, address => Assert.Contains(font, address, StringComparison.Ordinal));
    }
}
