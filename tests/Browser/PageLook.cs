using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace WorkWell.Browser.Tests;

/// <summary>
/// Looks at pages in one language: as they come, with everything left empty, and with everything hostile. A page that another door shows word for word is
/// looked at once.
/// </summary>
internal sealed partial class PageLook(string language)
{
    public const string Hostile = "<img src=x onerror=alert(1)>\u202E'\";😊\u0007--{{7*7}} ";

    // Two pages are the same if nothing but the door, the key of the form and the form's token differs.
    private const string Content =
        """
        () => JSON.stringify([
          document.body.outerHTML.replace(/name="form-token" value="[^"]*"/g, '').replace(/\/refer\/[a-z-]+/g, '').replace(/WW-[0-9A-Z]{4}-[0-9A-Z]{4}/g, ''),
          document.querySelectorAll('#answers :is(input:not([type=hidden], [type=file]), textarea, select)').length > 0
        ])
        """;

    private const string Summary =
        """
        () => {
          const summary = document.querySelector('.nhsuk-error-summary');
          const links = [...summary.querySelectorAll('a')].map(link => [link.getAttribute('href'), link.textContent.trim()]);
          return JSON.stringify({
            focused: document.activeElement === summary, links, lost: links.filter(link => !document.querySelector(link[0])),
            foreign: summary.querySelectorAll('[lang]').length, items: summary.querySelectorAll('li').length });
        }
        """;

    private readonly ConcurrentDictionary<string, byte> contents = new();
    private readonly ConcurrentDictionary<string, byte> wrong = new();
    private readonly ConcurrentDictionary<string, byte> seen = new();

    /// <summary>The names of the pages that were looked at.</summary>
    public ICollection<string> Seen => seen.Keys;

    /// <summary>Whether a letter is one of Gujarati.</summary>
    public static bool IsGujarati(char letter) => letter is >= '\u0A80' and <= '\u0AFF';

    /// <summary>Looks at the page that is shown, and leaves it as it was opened.</summary>
    public async Task AtAsync(Window window)
    {
        var page = window.Page;
        seen.TryAdd(window.Shown, 0);
        Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
        Assert.Equal(1, await page.Locator("a.workwell-leave[href='/leave']").CountAsync());
        var (isNew, asks) = await IsNewAsync(window);
        if (!isNew) return;
        await PageChecks.PassesAndFitsAsync(window, PageChecks.Phone, Picture(page), inPrint: language == "en");
        if (!asks) return;

        var address = page.Url;
        await page.SendAlikeAsync("");
        var hasMistakes = IsStillAt(page, address);
        if (hasMistakes) await SaysWhatIsWrongAsync(window);
        else await page.GotoAsync(address);
        await page.SendAlikeAsync(Hostile);
        // What mistakes add to a page is measured once: what was typed changes nothing else.
        if (IsStillAt(page, address) && await page.Locator(".nhsuk-error-summary").CountAsync() > 0) await SaysWhatIsWrongAsync(window, measured: hasMistakes);
        await page.GotoAsync(address);
        Assert.True(page.Url == address, $"{address} was left for {page.Url}.");
    }

    // A form goes to its page's address without the language that it was opened in.
    private static bool IsStillAt(IPage page, string address) => new Uri(page.Url).AbsolutePath == new Uri(address).AbsolutePath;

    private async Task<(bool IsNew, bool Asks)> IsNewAsync(Window window)
    {
        var found = JsonElement.Parse(await window.Page.EvaluateAsync<string>(Content));
        return (contents.TryAdd(found[0].GetString()!, 0), found[1].GetBoolean());
    }

    private async Task SaysWhatIsWrongAsync(Window window, bool measured = false)
    {
        var page = window.Page;
        Assert.True(await page.Locator(".nhsuk-error-summary").CountAsync() == 1, $"{page.Url} was shown again and does not say why.");
        var found = JsonElement.Parse(await page.EvaluateAsync<string>(Summary));
        Assert.True(found.GetProperty("focused").GetBoolean(), $"{page.Url}: the summary has no focus.");
        Assert.True(found.GetProperty("links").GetArrayLength() > 0, $"{page.Url}: nothing leads to a field.");
        Assert.True(found.GetProperty("links").GetArrayLength() == found.GetProperty("items").GetInt32(), $"{page.Url}: a mistake has no link.");
        Assert.True(found.GetProperty("lost").GetArrayLength() == 0, $"{page.Url}: a link leads nowhere: {found.GetProperty("lost")}");
        Assert.Equal(0, found.GetProperty("foreign").GetInt32());
        var letters = language switch { "ar" => ('\u0600', '\u06FF'), _ => ('A', 'z') };
        Assert.All(found.GetProperty("links").EnumerateArray(),
            link => Assert.Contains(link[1].GetString()!, letter => letter >= letters.Item1 && letter <= letters.Item2));
        // At each door mistakes look alike; their words differ.
        if (measured || !wrong.TryAdd(AnyDoor().Replace(new Uri(page.Url).AbsolutePath, ""), 0)) return;
        await PageChecks.PassesAndFitsAsync(window, PageChecks.Desk, Picture(page) + "-errors");
    }

    private string Picture(IPage page) => $"{language}{new Uri(page.Url).PathAndQuery.Replace('/', '-').Replace('?', '-')}";

    [GeneratedRegex("^/refer/[a-z-]+(?=/)")]
    private static partial Regex AnyDoor();
}
