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
}
