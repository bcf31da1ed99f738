using Microsoft.Playwright;
using WorkWell.TestKit;

namespace WorkWell.Browser.Tests;

/// <summary>Fills in the public form in a window, in one go for each page. How people fill it in is in <see cref="KeyboardJourneyTests"/>.</summary>
internal static class FormSteps
{
    public const string Button = "#answers button.nhsuk-button[type=submit]:not([formaction])";

    private const string Fill =
        """
        ([button, answers]) => {
          for (const field of document.querySelectorAll('#answers input, #answers textarea')) {
            const own = answers.filter(answer => answer[0] === field.name).map(answer => answer[1]);
            if (field.type === 'radio' || field.type === 'checkbox') { if (own.length > 0) field.checked = own.includes(field.value); }
            else if (field.type !== 'hidden' && field.type !== 'file') field.value = own[0] ?? '';
          }
          document.querySelector(button).click();
        }
        """;

    // Everything that can be typed holds the same, and every choice has a value that is not on the list.
    private const string FillAlike =
        """
        ([button, typed]) => {
          for (const field of document.querySelectorAll('#answers input, #answers textarea, #answers select')) {
            if (field.type === 'hidden' || field.type === 'file') continue;
            if (field.type === 'radio' || field.type === 'checkbox') { field.checked = typed !== ''; if (typed !== '') field.value = typed; }
            else if (field.tagName === 'SELECT') field.selectedOptions[0].value = typed;
            else field.value = typed;
          }
          document.querySelector(button).click();
        }
        """;

    /// <summary>The key of the page that is shown, such as "place".</summary>
    public static string Step(this IPage page) => new Uri(page.Url).AbsolutePath.Split('/', 4) is [_, "refer", _, var step] ? step : "";

    public static async Task StartFormAsync(this IPage page, RunningHost host, string language = "en", string? area = null, string referralSource = "self")
    {
        await page.GotoAsync(new Uri(host.Client.BaseAddress!, $"/refer/{referralSource}?lang={language}{(area is null ? "" : $"&area={area}")}").ToString());
        await page.SendAsync();
    }

    /// <summary>Puts the same into every field, and presses the button.</summary>
    public static Task SendAlikeAsync(this IPage page, string typed) => page.LoadAsync(() => page.EvaluateAsync(FillAlike, new object[] { Button, typed }));

    /// <summary>Puts answers into the page that is shown, and presses the button.</summary>
    public static Task SendAsync(this IPage page, params (string Name, string Value)[] answers) =>
        page.LoadAsync(() => page.EvaluateAsync(Fill, new object[] { Button, answers.Select(answer => new[] { answer.Name, answer.Value }).ToArray() }));

    /// <summary>What is answered on a page: what the test says, else the usual.</summary>
    public static (string Name, string Value)[] AnswersTo(string step, (string Page, (string, string)[] Answers)[] own) =>
        own.FirstOrDefault(one => one.Page == step).Answers
        ?? (FormAnswers.Usual.TryGetValue(step, out var usual) ? usual : throw new InvalidOperationException($"FormAnswers has no answer for {step}."));

    /// <summary>Answers the page that is shown, and goes on.</summary>
    public static async Task AnswerAsync(this IPage page, params (string Page, (string, string)[] Answers)[] own)
    {
        var step = page.Step();
        // A search shows what it found, and is answered once more.
        for (var times = 0; times < 2 && page.Step() == step; times++) await page.SendAsync(AnswersTo(step, own));
        if (page.Step() == step) Assert.Fail($"{step} was not taken: {await page.InnerTextAsync("main")}");
    }

    /// <summary>Answers page after page until one is reached.</summary>
    public static async Task AnswerUntilAsync(this IPage page, string until, params (string Page, (string, string)[] Answers)[] own)
    {
        for (var pages = 0; page.Step() != until; pages++)
        {
            await page.AnswerAsync(own);
            Assert.True(pages < 60, "The form does not end.");
        }
    }
}
