using Deque.AxeCore.Playwright;
using WorkWell.TestKit;

namespace WorkWell.Browser.Tests;

/// <summary>What is true of every page, whatever it is about.</summary>
internal static class PageChecks
{
    /// <summary>No violation of any rule that axe knows, and nothing that has to be scrolled sideways.</summary>
    public static async Task PassesAsync(Window window)
    {
        var result = await window.Page.RunAxe();
        Assert.True(result.Violations.Length == 0, string.Join("\n", result.Violations.Select(violation => $"{window.Page.Url}: {violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Select(node => node.Html))}")));
        var (shown, needed) = (window.Page.ViewportSize!.Width, await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.True(needed <= shown, $"{window.Page.Url} needs {needed} pixels and has {shown}.");
    }

    /// <summary>Keeps a picture that people look at, in a run with WORKWELL_KEEP_PICTURES=1; nothing compares it, and it takes longer than the checks.</summary>
    public static Task PictureAsync(Window window, string name) => Environment.GetEnvironmentVariable("WORKWELL_KEEP_PICTURES") == "1"
        ? window.Page.ScreenshotAsync(new() { Path = Checkout.Path("artifacts", "pictures", name + ".png"), FullPage = true })
        : Task.CompletedTask;
}
