using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using WorkWell.TestKit;

namespace WorkWell.Browser.Tests;

/// <summary>What is true of every page, whatever it is about.</summary>
internal static class PageChecks
{
    public const int Phone = 320;
    public const int Desk = 1280;

    private const string Run =
        """
        async () => {
          loadAxe();
          const found = await axe.run(document, { resultTypes: ['violations'], iframes: false, selectors: false });
          return found.violations.map(rule => `${rule.id}: ${rule.help}\n  ${rule.nodes.map(node => node.html).join('\n  ')}`).join('\n');
        }
        """;

    private const string RunInPrint =
        """
        async () => {
          const found = await axe.run(document, { runOnly: ['color-contrast'], resultTypes: ['violations', 'incomplete'], iframes: false, selectors: false });
          // Of white on white, axe says only that it could not be tested.
          const same = found.incomplete.flatMap(rule => rule.nodes).filter(node => node.any.some(check => check.data?.messageKey === 'equalRatio'));
          const addressed = [...document.querySelectorAll('a[href^="/"], a[href^="tel:"], a[href^="mailto:"]')]
            .filter(link => link.offsetParent && getComputedStyle(link, '::after').content.includes('Link'));
          return [...found.violations.flatMap(rule => rule.nodes).concat(same).map(node => node.html), ...addressed.map(link => link.outerHTML)].join('\n');
        }
        """;

    /// <summary>
    /// What a window knows from its start: how to load axe into its page. Sent with each check, the 600 kB took as long as the check; the package's own way
    /// opens a second page for each run.
    /// </summary>
    public static readonly string LoadAxe = $"window.loadAxe = () => {{ {ReadAxe()} }};";

    /// <summary>No violation of any rule that axe knows, nothing that has to be scrolled sideways, and every word to be read on paper.</summary>
    public static async Task PassesAsync(Window window)
    {
        await PassesOnScreenAsync(window);
        await PrintsAsync(window.Page);
    }

    /// <summary>The same at one width, and at the other that nothing has to be scrolled sideways.</summary>
    /// <param name="window">Where the page is shown.</param>
    /// <param name="width">The one width.</param>
    /// <param name="picture">The name of its picture.</param>
    /// <param name="inPrint">Whether it is looked at on paper too: colours are the same in each language.</param>
    public static async Task PassesAndFitsAsync(Window window, int width, string picture, bool inPrint = false)
    {
        await ResizeAsync(window.Page, width);
        await (inPrint ? PassesAsync(window) : PassesOnScreenAsync(window));
        await PictureAsync(window, picture);
        await ResizeAsync(window.Page, width == Phone ? Desk : Phone);
        await FitsAsync(window.Page);
    }

    /// <summary>
    /// Keeps a picture that people look at, in a run with WORKWELL_KEEP_PICTURES=1; nothing compares it, and it takes longer than the checks.
    /// </summary>
    public static Task PictureAsync(Window window, string name) => Environment.GetEnvironmentVariable("WORKWELL_KEEP_PICTURES") == "1"
        ? window.Page.ScreenshotAsync(new() { Path = Checkout.Path("artifacts", "pictures", name + ".png"), FullPage = true })
        : Task.CompletedTask;

    private static async Task PassesOnScreenAsync(Window window)
    {
        var page = window.Page;
        // The header moves what does not fit into its menu a moment after a change of width, which its font makes too; until then it lies in white on white.
        await page.WaitForFunctionAsync("""
            () => {
              const tops = [...document.querySelectorAll('.nhsuk-header__navigation-list > li')].filter(item => item.offsetParent).map(item => item.offsetTop);
              return document.fonts.status === 'loaded' && Math.max(0, ...tops) - Math.min(...tops, 1e9) < 8;
            }
            """);
        var violations = await page.EvaluateAsync<string>(Run);
        Assert.True(violations.Length == 0, $"{page.Url}: {violations}");
        await FitsAsync(page);
    }

    // axe is in the page already.
    private static async Task PrintsAsync(IPage page)
    {
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var unreadable = await page.EvaluateAsync<string>(RunInPrint);
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        Assert.True(unreadable.Length == 0, $"{page.Url} in print: too pale, or with an address behind the words:\n{unreadable}");
    }

    private static Task ResizeAsync(IPage page, int width) =>
        page.ViewportSize!.Width == width ? Task.CompletedTask : page.SetViewportSizeAsync(width, page.ViewportSize.Height);

    /// <summary>Nothing has to be scrolled sideways.</summary>
    public static async Task FitsAsync(IPage page)
    {
        var (shown, needed) = (page.ViewportSize!.Width, await page.EvaluateAsync<int>("Math.max(innerWidth, document.documentElement.scrollWidth)"));
        Assert.True(needed == shown, $"{page.Url} needs {needed} pixels and has {shown}.");
    }

    private static string ReadAxe()
    {
        var assembly = typeof(AxeResult).Assembly;
        var name = Array.Find(assembly.GetManifestResourceNames(), name => name.EndsWith("axe.min.js", StringComparison.Ordinal))!;
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
