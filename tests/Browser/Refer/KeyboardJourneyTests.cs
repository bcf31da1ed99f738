using System.Text.Json;
using Microsoft.Playwright;

namespace WorkWell.Browser.Tests;

public sealed class OnAPhoneWithoutScriptTests(Chromium chromium, FormHost hosts) : KeyboardJourneyTests(chromium, hosts, PageChecks.Phone, script: false)
{
    [Theory]
    [InlineData("self", "llr", "gu")]
    [InlineData("employer", "bsol", "en")]
    [InlineData("primary-care", "dudley", "en")]
    [InlineData("jobcentre", "swl", "ar")]
    [InlineData("local-service", "ncl", "en")]
    public Task Every_door_and_area_leads_to_a_reference(string referralSource, string area, string language) => ReferAsync(referralSource, area, language);
}

public sealed class OnAPhoneWithScriptTests(Chromium chromium, FormHost hosts) : KeyboardJourneyTests(chromium, hosts, PageChecks.Phone, script: true)
{
    [Theory]
    [InlineData("self", "dudley", "ar")]
    public Task A_trial_is_joined(string referralSource, string area, string language) => ReferAsync(referralSource, area, language);
}

public sealed class OnADeskWithScriptTests(Chromium chromium, FormHost hosts) : KeyboardJourneyTests(chromium, hosts, PageChecks.Desk, script: true)
{
    [Theory]
    [InlineData("self", "ncl", "en")]
    [InlineData("employer", "llr", "ar")]
    [InlineData("primary-care", "bsol", "gu")]
    [InlineData("jobcentre", "dudley", "en")]
    [InlineData("local-service", "swl", "en")]
    public Task Every_door_and_area_leads_to_a_reference(string referralSource, string area, string language) => ReferAsync(referralSource, area, language);
}

public sealed class OnADeskWithoutScriptTests(Chromium chromium, FormHost hosts) : KeyboardJourneyTests(chromium, hosts, PageChecks.Desk, script: false)
{
    [Theory]
    [InlineData("self", "swl", "en")]
    public Task A_programme_is_joined(string referralSource, string area, string language) => ReferAsync(referralSource, area, language);
}

/// <summary>
/// From an area's own page to the reference with the keyboard alone: Tab and the link past the header, the space bar and arrows to choose, letters to type,
/// Enter to go on. Nothing is clicked. Each door and each area is walked on both kinds of screen, with script and without.
/// </summary>
public abstract class KeyboardJourneyTests(Chromium chromium, FormHost hosts, int width, bool script)
{
    private static readonly Dictionary<string, string> Postcodes =
        new() { ["llr"] = "LE1 0ZA", ["bsol"] = "B34 0ZA", ["dudley"] = "DY1 0ZA", ["swl"] = "CR0 0ZA", ["ncl"] = "EN1 0ZA" };

    private protected async Task ReferAsync(string referralSource, string area, string language)
    {
        await using var window = await chromium.OpenAsync(width, script);
        var page = window.Page;
        (string, (string, string)[])[] own =
        [
            ("place", [("Way", "postcode"), ("Postcode", Postcodes[area])]),
            .. referralSource == "self" || area == "dudley" ? new (string, (string, string)[])[] { ("situation", [("Situation", "out-of-work")]) } : [],
        ];
        await page.GotoAsync(hosts.Address($"/areas/{area}?lang={language}"));
        if (referralSource != "self") await FollowAsync(page, $"/refer?area={area}");
        await FollowAsync(page, $"/refer/{referralSource}?area={area}");
        await SendAsync(page, []);
        for (var pages = 0; page.Step() is var step && step != "done"; pages++)
        {
            await SendAsync(page, FormSteps.AnswersTo(step, own));
            Assert.True(pages < 60, "The form does not end.");
        }

        var reference = await page.InnerTextAsync(".nhsuk-panel strong");
        Assert.Matches("^WW-[0-9A-Z]{4}-[0-9A-Z]{4}$", reference);
        Assert.Equal($"{area} {referralSource}",
            await hosts.Shipped.Database.ReadAsync<string>("select area || ' ' || referral_source from referrals.referral where reference = $1", reference));
        Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
        Assert.Equal(script, await page.Locator("[data-print]").IsVisibleAsync());
        Assert.Equal([hosts.Shipped.Client.BaseAddress!.Authority], window.Hosts);
        Assert.Empty(window.Complaints);
    }

    private static async Task FollowAsync(IPage page, string address)
    {
        await PastTheHeaderAsync(page);
        for (var presses = 0; presses < 60; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if ((await FocusAsync(page)).Address != address) continue;
            await GoOnAsync(page);
            return;
        }
        Assert.Fail($"The keyboard does not reach {address} on {page.Url}.");
    }

    private static async Task SendAsync(IPage page, (string Name, string Value)[] answers)
    {
        await PastTheHeaderAsync(page);
        var chosen = new HashSet<string>();
        for (var presses = 0; presses < 200; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focus = await FocusAsync(page);
            if (focus.Kind == "submit")
            {
                await GoOnAsync(page);
                return;
            }
            var wanted = answers.Where(answer => answer.Name == focus.Name).Select(answer => answer.Value).ToArray();
            if (wanted.Length == 0) continue;
            switch (focus.Kind)
            {
                case "radio" when chosen.Add(focus.Name):
                    if (focus.Value == wanted[0]) await page.Keyboard.PressAsync("Space");
                    for (var steps = 0; (await FocusAsync(page)).Value != wanted[0]; steps++)
                    {
                        await page.Keyboard.PressAsync("ArrowDown");
                        Assert.True(steps < 40, $"The arrows do not reach {wanted[0]} on {page.Url}.");
                    }
                    break;
                case "checkbox" when wanted.Contains(focus.Value) && !focus.IsChecked:
                    await page.Keyboard.PressAsync("Space");
                    break;
                case "text" or "email" or "tel" or "textarea" when focus.Value != wanted[0]:
                    await page.Keyboard.PressAsync("Control+A");
                    await page.Keyboard.TypeAsync(wanted[0]);
                    break;
            }
        }
        Assert.Fail($"The keyboard reaches no button on {page.Url}.");
    }

    private static async Task PastTheHeaderAsync(IPage page)
    {
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("#maincontent", (await FocusAsync(page)).Address);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task GoOnAsync(IPage page)
    {
        var before = new Uri(page.Url).AbsolutePath;
        await page.LoadAsync(() => page.Keyboard.PressAsync("Enter"));
        if (new Uri(page.Url).AbsolutePath == before) Assert.Fail($"{before} was not taken: {await page.InnerTextAsync("main")}");
    }

    private static async Task<Focus> FocusAsync(IPage page)
    {
        var found = JsonElement.Parse(await page.EvaluateAsync<string>(
            "(() => { const e = document.activeElement; return JSON.stringify([e.closest('#answers') ? e.type ?? '' : '', e.name ?? '', e.value ?? '', " +
            "e.checked ?? false, e.getAttribute('href') ?? '']); })()"));
        return new(found[0].GetString()!, found[1].GetString()!, found[2].GetString()!, found[3].GetBoolean(), found[4].GetString()!);
    }

    private sealed record Focus(string Kind, string Name, string Value, bool IsChecked, string Address);
}
