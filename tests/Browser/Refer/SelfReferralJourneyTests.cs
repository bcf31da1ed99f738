using Microsoft.Playwright;

namespace WorkWell.Browser.Tests;

/// <summary>Somebody refers themselves, in each area, in a real browser.</summary>
public sealed class SelfReferralJourneyTests(Chromium chromium, FormHost hosts)
{
    private static readonly Dictionary<string, string> Postcodes = new() { ["llr"] = "LE1 0ZA", ["bsol"] = "B34 0ZA", ["dudley"] = "DY1 0ZA", ["swl"] = "CR0 0ZA", ["ncl"] = "EN1 0ZA" };

    public static TheoryData<string, int, bool> Journeys =>
    [
        .. from area in new[] { "llr", "bsol", "dudley", "swl", "ncl" } from view in new[] { (1280, true), (320, false) } select (area, view.Item1, view.Item2),
        ("llr", 320, true), ("llr", 1280, false),
    ];

    [Theory]
    [MemberData(nameof(Journeys))]
    public async Task From_the_first_page_to_the_reference(string area, int width, bool script)
    {
        await using var window = await chromium.OpenAsync(width, script);
        var page = window.Page;
        await page.GotoAsync(hosts.Shipped.Client.BaseAddress!.ToString());
        await page.ClickAsync("a[href='/refer/self']");
        await page.ClickAsync(FormSteps.Button);
        await page.AnswerUntilAsync("done", ("place", [("Way", "postcode"), ("Postcode", Postcodes[area])]), ("situation", [("Situation", "out-of-work")]));

        var reference = await page.InnerTextAsync(".nhsuk-panel strong");
        Assert.Matches("WW-[0-9A-Z]{4}-[0-9A-Z]{4}", reference);
        Assert.Equal(area, await hosts.Shipped.Database.ReadAsync<string>("select area from referrals.referral where reference = $1", reference));
        Assert.Equal(script, await page.Locator("[data-print]").IsVisibleAsync());
        Assert.Equal([hosts.Shipped.Client.BaseAddress!.Authority], window.Hosts);
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task With_the_keyboard_alone()
    {
        await using var window = await chromium.OpenAsync();
        var page = window.Page;
        await page.StartFormAsync(hosts.Shipped);
        for (var pages = 0; page.Step() != "done"; pages++)
        {
            var step = page.Step();
            await TypeAsync(page, step);
            await page.WaitForFunctionAsync("before => !location.pathname.endsWith('/' + before)", step);
            Assert.True(pages < 60, "The form does not end.");
        }
        Assert.Matches("WW-", await page.InnerTextAsync(".nhsuk-panel strong"));
    }

    // Tab goes from field to field, the space bar and the arrows choose, and Enter on the button sends: nothing is clicked.
    private static async Task TypeAsync(IPage page, string step)
    {
        string[] typed = step switch
        {
            "place" => ["LE1 0ZA"],
            "name" => ["Asha", "Patel"],
            "contact" => ["asha.patel@example.org"],
            _ => [],
        };
        var texts = new Queue<string>(typed);
        var chosen = new HashSet<string>();
        for (var presses = 0; presses < 120; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            var (kind, name) = await FocusAsync(page);
            switch (kind)
            {
                case "radio" when chosen.Add(name):
                    await page.Keyboard.PressAsync("Space");
                    break;
                case "checkbox" when chosen.Add(name):
                    await page.Keyboard.PressAsync("Space");
                    break;
                case "text" or "email" or "tel" when texts.TryDequeue(out var text):
                    await page.Keyboard.TypeAsync(text);
                    break;
                case "submit":
                    await page.Keyboard.PressAsync("Enter");
                    return;
            }
        }
        Assert.Fail($"{step} has no button that the keyboard reaches.");
    }

    private static async Task<(string Kind, string Name)> FocusAsync(IPage page)
    {
        var focus = await page.EvaluateAsync<string>("(() => { const e = document.activeElement; return e.closest('#answers') ? `${e.type} ${e.name}` : 'none'; })()");
        var parts = focus.Split(' ', 2);
        return (parts[0], parts.Length > 1 ? parts[1] : "");
    }
}
