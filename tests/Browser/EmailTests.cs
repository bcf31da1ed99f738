using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WorkWell.TestKit;

namespace WorkWell.Browser.Tests;

/// <summary>Every e-mail as a mail program shows it. They are read from the messages that are kept byte for byte.</summary>
public sealed partial class EmailTests(Chromium chromium)
{
    // Who shows a message has landmarks of their own around it.
    private const string Axe =
        """
        async () => {
          loadAxe();
          const rules = { region: { enabled: false }, 'landmark-one-main': { enabled: false } };
          const found = await axe.run(document, { rules, resultTypes: ['violations'], iframes: false, selectors: false });
          return found.violations.map(rule => `${rule.id}: ${rule.nodes.map(node => node.html).join('\n  ')}`).join('\n');
        }
        """;

    // A finger needs 44 pixels, and what is pressed lies inside the screen.
    private const string SmallButtons =
        """
        () => [...document.querySelectorAll('a[style]')].filter(button => {
          const box = button.getBoundingClientRect();
          return box.height < 44 || box.left < 0 || box.right > innerWidth;
        }).map(button => button.outerHTML).join('\n')
        """;

    [Theory]
    [InlineData("en")]
    [InlineData("gu")]
    [InlineData("ar")]
    public async Task Every_email_passes_axe_in_light_and_dark_and_fits_a_phone(string language)
    {
        var mails = Mails(language);
        Assert.True(mails.Count > 20);
        await using var window = await chromium.OpenAsync(PageChecks.Phone);
        var page = window.Page;
        foreach (var (type, html) in mails)
        {
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await page.SetContentAsync(html);
                // The script that knows how to load axe runs in pages that are visited; this one was written into place.
                await page.EvaluateAsync(PageChecks.LoadAxe);
                Assert.Equal("", await page.EvaluateAsync<string>(Axe));
                await PageChecks.FitsAsync(page);
                Assert.Equal("", await page.EvaluateAsync<string>(SmallButtons));
                if (type is "save-and-return-link" or "referral-received-eligible")
                    await PageChecks.PictureAsync(window, $"email-{type}-{language}-{scheme}");
            }
        }
        Assert.Empty(window.Hosts);
    }

    private static IReadOnlyList<(string Type, string Html)> Mails(string language) =>
        [.. Mail().Matches(File.ReadAllText(Checkout.Path("tests", "Communications", "Rendering", "Golden", $"in-full.{language}.txt")))
            .Select(mail => (mail.Groups["type"].Value, mail.Groups["html"].Value))];

    [GeneratedRegex(@"=== (?<type>[a-z-]+) by Email\n(?:(?!===).*\n)*?(?<html><!doctype html>[\s\S]*?</html>)")]
    private static partial Regex Mail();
}
