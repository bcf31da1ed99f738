using WorkWell.TestKit;

namespace WorkWell.Browser.Tests;

/// <summary>
/// Pictures of the main pages in each language, for the README. A run with WORKWELL_KEEP_PICTURES=1 puts them into docs/pictures; any other run leaves them
/// among the artifacts, so that a test never changes the checkout.
/// </summary>
public sealed class PicturesTests(Chromium chromium, FormHost hosts)
{
    // Less than this shows nothing.
    private const int LeastBytes = 15 * 1024;
    private const int MaxBytes = 100 * 1024;

    private static string Folder =>
        Environment.GetEnvironmentVariable("WORKWELL_KEEP_PICTURES") == "1" ? Checkout.Path("docs", "pictures") : Checkout.Path("artifacts", "pictures");

    [Theory]
    [InlineData("en")]
    [InlineData("gu")]
    [InlineData("ar")]
    public async Task The_start_the_answer_and_the_last_page_make_small_pictures(string language)
    {
        await using var window = await chromium.OpenAsync(800);
        var page = window.Page;
        await page.GotoAsync(new Uri(hosts.Shipped.Client.BaseAddress!, $"/?lang={language}").ToString());
        await KeepAsync(window, $"start-{language}");

        await page.StartFormAsync(hosts.Shipped, language);
        await page.AnswerUntilAsync("can-we-help");
        await KeepAsync(window, $"can-we-help-{language}");
        await page.AnswerUntilAsync("check-answers");
        await KeepAsync(window, $"check-answers-{language}");
    }

    internal static async Task KeepAsync(Window window, string name)
    {
        var picture = await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png"), Clip = new() { Width = 800, Height = 720 } });
        Assert.InRange(picture.Length, LeastBytes, MaxBytes);
    }
}
