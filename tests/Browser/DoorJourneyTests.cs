using Microsoft.Playwright;

namespace WorkWell.Browser.Tests;

/// <summary>Those who refer somebody else, from the first page to the reference: without script on a phone, and with the keyboard's user in mind on a desk.</summary>
public sealed class DoorJourneyTests(Chromium chromium, GalleryHost host)
{
    private static readonly string[] OnlyAtDoors = ["", "referrer", "nhs-number", "referrer/contact-at-work", "referrer/fit-note", "agreement", "referrer/progress", "check-answers", "done"];

    [Theory]
    [InlineData("employer", 320, false)]
    [InlineData("primary-care", 1280, true)]
    [InlineData("jobcentre", 1280, false)]
    [InlineData("local-service", 320, true)]
    public async Task Each_door_leads_to_a_reference_and_a_receipt(string door, int width, bool script)
    {
        await using var window = await chromium.OpenAsync(width, script);
        await ReferAsync(window, door, "en", axe: false);
        await Assertions.Expect(window.Page.Locator(".nhsuk-panel strong")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^WW-"));
        await Assertions.Expect(window.Page.Locator("main")).ToContainTextAsync("We send you an email that says we have the referral.");
        Assert.Equal([new Uri(host.Address("/")).Authority], window.Hosts);
    }

    [Theory]
    [InlineData("employer", "en", 1280)]
    [InlineData("employer", "gu", 320)]
    [InlineData("employer", "ar", 1280)]
    [InlineData("primary-care", "en", 320)]
    [InlineData("primary-care", "gu", 1280)]
    [InlineData("primary-care", "ar", 320)]
    public async Task Every_page_that_only_doors_have_passes_axe_with_and_without_mistakes(string door, string language, int width)
    {
        await using var window = await chromium.OpenAsync(width);
        await ReferAsync(window, door, language, axe: true);
    }

    // Fills in whatever page comes, as somebody would who knows the person well.
    private async Task ReferAsync(Window window, string door, string language, bool axe)
    {
        var page = window.Page;
        await page.GotoAsync(host.Address($"/refer/{door}?lang={language}"));
        for (var step = 0; step < 40; step++)
        {
            var at = new Uri(page.Url).AbsolutePath[$"/refer/{door}".Length..].Trim('/');
            if (axe && OnlyAtDoors.Contains(at))
            {
                await PageChecks.PassesAsync(window);
                await PageChecks.PictureAsync(window, $"refer-{door}-{(at.Length == 0 ? "start" : at.Replace('/', '-'))}-{language}-{page.ViewportSize!.Width}");
                if (at is "referrer")
                {
                    await SendAsync(page);
                    await Assertions.Expect(page.Locator(".nhsuk-error-summary")).ToBeFocusedAsync();
                    await PageChecks.PassesAsync(window);
                }
            }
            if (at == "done") return;
            await AnswerAsync(page, at);
            await SendAsync(page);
        }
        Assert.Fail($"The form does not end: {page.Url}");
    }

    private static async Task AnswerAsync(IPage page, string at)
    {
        (string Field, string Value)[] typed = at switch
        {
            "place" => [("Postcode", "LE1 0ZA")],
            "referrer" => [("FullName", "Sam Example"), ("Email", "sam@referrer.example")],
            "name" => [("GivenName", "Rosa"), ("FamilyName", "Example")],
            "contact" => [("Email", "rosa@people.example")],
            "agreement" => [("Agreement", "Rosa asked me to send this.")],
            "weeks-off-sick" or "weeks-out-of-work" => [("Number", "6")],
            "age" => [("Age", "41")],
            _ => [],
        };
        string[] chosen = at switch
        {
            "place" => ["Way=postcode"],
            "situation" => ["Situation=in-work"],
            "health" => ["Affects=yes"],
            "safety" => ["Safety=safe"],
            "contact" => ["Ways=email"],
            "barriers" => ["Needs=mental-health"],
            "health-problem" => ["Problem=12"],
            "occupational-health" => ["Has=no"],
            "consent" => ["Service=yes", "Partners=yes", "Employer=no", "Evaluation=yes"],
            _ when at.StartsWith("referrer/", StringComparison.Ordinal) => ["Answer=no"],
            _ when at.StartsWith("fact/", StringComparison.Ordinal) => ["Answer=yes"],
            _ => [],
        };
        foreach (var choice in chosen) await page.CheckAsync($"input[name={choice.Split('=')[0]}][value='{choice.Split('=')[1]}']");
        foreach (var (field, value) in typed) await page.FillAsync($"[name={field}]", value);
    }

    private static Task SendAsync(IPage page) => page.ClickAsync("#answers button.nhsuk-button[type=submit]:not([formaction])");
}
