using Microsoft.Playwright;

namespace WorkWell.Browser.Tests;

/// <summary>Somebody looks for local help, in three languages, on a phone and on a desk, with script and without.</summary>
public sealed class FindHelpPageTests(Chromium chromium, FormHost host)
{
    [Theory]
    [InlineData("en", 320, false)]
    [InlineData("gu", 1280, true)]
    [InlineData("ar", 320, true)]
    public async Task Help_is_found_by_words_and_place_and_every_page_on_the_way_passes_axe(string language, int width, bool script)
    {
        await using var window = await chromium.OpenAsync(width, script);
        var page = window.Page;
        await page.GotoAsync(host.Address($"/find-help?lang={language}"));
        await page.FillAsync("#Words", language switch { "gu" => "કમરનો દુખાવો", "ar" => "ألم الظهر", _ => "back pain" });
        await page.FillAsync("#Place", "LE4 0ZA");
        await page.LoadAsync(() => page.ClickAsync("#answers button.nhsuk-button[type=submit]"));
        Assert.Contains("/find-help/results", page.Url, StringComparison.Ordinal);
        await Assertions.Expect(page.Locator(".nhsuk-card h3").First).ToHaveTextAsync("Physiotherapy");
        Assert.DoesNotContain("LE4", page.Url, StringComparison.OrdinalIgnoreCase);
        await CheckAsync(window, $"find-help-results-{language}-{width}", script);

        await page.ClickAsync(".nhsuk-back-link");
        await Assertions.Expect(page.Locator("#Place")).ToHaveValueAsync("Leicester");
        await page.SelectOptionAsync("#Speaks", "gu");
        await page.ClickAsync("#answers button.nhsuk-button[type=submit]");
        await Assertions.Expect(page.Locator("a[href='https://www.gov.uk/access-to-work']")).ToBeVisibleAsync();
        await CheckAsync(window, $"find-help-none-{language}-{width}", script);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_button_to_print_is_there_only_where_it_works(bool script)
    {
        await using var window = await chromium.OpenAsync(script: script);
        await window.Page.GotoAsync(host.Address("/find-help/results?area=llr"));
        var button = window.Page.Locator("[data-print]");
        if (script) await Assertions.Expect(button).ToBeVisibleAsync();
        else await Assertions.Expect(button).ToBeHiddenAsync();
    }

    [Fact]
    public async Task On_paper_only_the_help_is_left()
    {
        await using var window = await chromium.OpenAsync();
        await window.Page.GotoAsync(host.Address("/find-help/results?area=llr&need=mental-health"));
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(window.Page.Locator(".nhsuk-card").First).ToBeVisibleAsync();
        foreach (var gone in new[] { ".workwell-strip", ".nhsuk-footer", "[data-print]", ".workwell-no-print", ".nhsuk-back-link" })
            await Assertions.Expect(window.Page.Locator(gone).First).ToBeHiddenAsync();
        await PageChecks.PictureAsync(window, "find-help-print");
    }

    private static async Task CheckAsync(Window window, string picture, bool script)
    {
        // axe itself is a script: without scripts the page is measured only in the other run.
        if (script) await PageChecks.PassesAsync(window);
        await PageChecks.PictureAsync(window, picture);
    }
}
