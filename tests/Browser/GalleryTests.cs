using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace WorkWell.Browser.Tests;

/// <summary>Every part, in every language and both directions, on a phone and on a desk.</summary>
public sealed class GalleryTests(Chromium chromium, GalleryHost gallery)
{
    public static TheoryData<string, int> Views => new(from language in new[] { "en", "gu", "ar" } from width in new[] { 320, 1280 } select (language, width));

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Every_part_passes_axe_fits_the_screen_and_loads_nothing_from_elsewhere(string language, int width)
    {
        await using var window = await chromium.OpenAsync(width);
        foreach (var address in new[] { "/ui/parts", "/ui/parts/question", "/help-now", "/no-such-page" })
        {
            await window.Page.GotoAsync(gallery.Address($"{address}?lang={language}"));
            await AssertAccessibleAsync(window);
            Assert.Equal(width, await window.Page.EvaluateAsync<int>("Math.max(innerWidth, document.documentElement.scrollWidth)"));
            await PageChecks.PictureAsync(window, $"{address.Trim('/').Replace('/', '-')}-{language}-{width}");
        }
        Assert.Equal([new Uri(gallery.Address("/")).Authority], window.Hosts);
        // The page that is not there is the one complaint.
        Assert.DoesNotContain(window.Complaints, complaint => !complaint.Contains("404", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_form_with_mistakes_passes_axe_in_every_language(string language, int width)
    {
        await using var window = await chromium.OpenAsync(width);
        await window.Page.GotoAsync(gallery.Address($"/ui/parts?lang={language}"));
        await window.Page.Locator("#answers button.nhsuk-button[type=submit]").Last.ClickAsync();
        await window.Page.WaitForSelectorAsync(".nhsuk-error-summary");
        await AssertAccessibleAsync(window);
        await PageChecks.PictureAsync(window, $"ui-parts-errors-{language}-{width}");
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
        await window.Page.GotoAsync(gallery.Address($"/help-now?lang={language}"), new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.Equal(language == "en", fonts.Count == 0);
        Assert.All(fonts, address => Assert.Contains(font, address, StringComparison.Ordinal));
    }

    private static async Task AssertAccessibleAsync(Window window)
    {
        var result = await window.Page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join("\n", result.Violations.Select(violation => $"{window.Page.Url}: {violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Select(node => node.Html))}")));
    }
}
