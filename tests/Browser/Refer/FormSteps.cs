using Microsoft.Playwright;
using WorkWell.TestKit;

namespace WorkWell.Browser.Tests;

/// <summary>Fills in the public form in a window, as people do: by clicking and typing.</summary>
internal static class FormSteps
{
    public const string Button = "#answers button.nhsuk-button[type=submit]";

    /// <summary>The key of the page that is shown, such as "place".</summary>
    public static string Step(this IPage page) => new Uri(page.Url).AbsolutePath.Split('/', 4) is [_, "refer", _, var step] ? step : "";

    public static async Task StartFormAsync(this IPage page, RunningHost host, string language = "en", string? area = null, string door = "self")
    {
        await page.GotoAsync(new Uri(host.Client.BaseAddress!, $"/refer/{door}?lang={language}{(area is null ? "" : $"&area={area}")}").ToString());
        await page.ClickAsync(Button);
    }

    /// <summary>Answers the page that is shown, and goes on.</summary>
    public static async Task AnswerAsync(this IPage page, params (string Page, (string, string)[] Answers)[] own)
    {
        var step = page.Step();
        var answers = own.FirstOrDefault(one => one.Page == step).Answers ?? FormAnswers.Usual[step];
        // A search shows what it found, and is answered once more.
        for (var times = 0; times < 2 && page.Step() == step; times++)
        {
            foreach (var (name, value) in answers) await page.PutAsync(name, value);
            await page.ClickAsync(Button);
        }
    }

    /// <summary>Answers page after page until one is reached.</summary>
    public static async Task AnswerUntilAsync(this IPage page, string until, params (string Page, (string, string)[] Answers)[] own)
    {
        for (var pages = 0; page.Step() != until; pages++)
        {
            var before = page.Step();
            await page.AnswerAsync(own);
            if (page.Step() == before) Assert.Fail($"{before} was not taken: {await page.InnerTextAsync("main")}");
            Assert.True(pages < 60, "The form does not end.");
        }
    }

    private static async Task PutAsync(this IPage page, string name, string value)
    {
        var choice = page.Locator($"input[name='{name}'][value='{value}']:is([type=radio],[type=checkbox])");
        if (await choice.CountAsync() > 0) await choice.CheckAsync();
        else if (await page.Locator($"#answers [name='{name}']").CountAsync() > 0) await page.FillAsync($"#answers [name='{name}']", value);
    }
}
