using Microsoft.Playwright;

namespace WorkWell.Browser.Tests;

/// <summary>Somebody walks in on a person who fills in the form.</summary>
public sealed class LeaveQuicklyTests(Chromium chromium, FormHost hosts)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Leaving_quickly_works_by_keyboard_and_leaves_no_way_back_to_the_answers(bool script)
    {
        await using var window = await chromium.OpenAsync(PageChecks.Phone, script);
        var page = window.Page;
        await page.GotoAsync(hosts.Address("/refer/self"));
        await page.LoadAsync(() => page.ClickAsync(FormSteps.Button));
        await page.CheckAsync("[name=Way][value=postcode]");
        await page.FillAsync("#Postcode", "LE1 0ZA");
        await page.LoadAsync(() => page.ClickAsync(FormSteps.Button));
        Assert.Equal("situation", page.Step());

        // The link past the header, two other languages, and then this.
        for (var presses = 0; presses < 4; presses++) await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".workwell-leave")).ToBeFocusedAsync();
        await page.LoadAsync(() => page.Keyboard.PressAsync("Enter"));
        Assert.Equal(hosts.LeaveTo, page.Url);

        // "Back", again and again: wherever it leads, no answer is shown and none can be reached.
        for (var steps = 0; steps < 5; steps++)
        {
            await page.GoBackAsync();
            if (page.Url == "about:blank") break;
            Assert.Equal(hosts.Address("/refer/self"), page.Url);
            Assert.DoesNotContain("LE1", await page.ContentAsync(), StringComparison.Ordinal);
            Assert.Equal(0, await page.Locator("a[href='/refer/self/check-answers']").CountAsync());
        }
        await page.GotoAsync(hosts.Address("/refer/self/place"));
        Assert.Equal(hosts.Address("/refer/self"), page.Url);
    }

    [Fact]
    public async Task Shift_pressed_three_times_leaves_and_capital_letters_do_not()
    {
        await using var window = await chromium.OpenAsync(PageChecks.Phone);
        var page = window.Page;
        await page.GotoAsync(hosts.Address("/find-help"));
        await page.FocusAsync("input[type=text], input[type=search], textarea");
        foreach (var letter in "ABCDE") await page.Keyboard.PressAsync($"Shift+{letter}");
        Assert.Equal(hosts.Address("/find-help"), page.Url);
        await page.LoadAsync(async () =>
        {
            for (var presses = 0; presses < 3; presses++) await page.Keyboard.PressAsync("Shift");
        });
        Assert.Equal(hosts.LeaveTo, page.Url);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("gu")]
    [InlineData("ar")]
    public async Task The_header_leaves_room_for_the_page_at_400_percent(string language)
    {
        await using var window = await chromium.OpenAsync(PageChecks.Phone);
        var page = window.Page;
        await page.SetViewportSizeAsync(320, 256);
        await page.GotoAsync(hosts.Address($"/refer/self?lang={language}"));
        var content = await page.Locator("#maincontent").BoundingBoxAsync();
        Assert.True(content!.Y <= 160, $"The page begins at {content.Y} of 256 pixels.");
    }
}
