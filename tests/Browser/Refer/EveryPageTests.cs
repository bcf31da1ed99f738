using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Referrals;

namespace WorkWell.Browser.Tests;

public sealed class EveryPageInEnglishTests(Chromium chromium, FormHost hosts) : EveryPageTests(chromium, hosts, "en");

public sealed class EveryPageInGujaratiTests(Chromium chromium, FormHost hosts) : EveryPageTests(chromium, hosts, "gu");

public sealed class EveryPageInArabicTests(Chromium chromium, FormHost hosts) : EveryPageTests(chromium, hosts, "ar");

/// <summary>
/// Every page of the form, found in the form's own list: fresh, with everything left empty, and with everything hostile. A class for each language, because
/// tests of one class wait for each other.
/// </summary>
public abstract class EveryPageTests(Chromium chromium, FormHost hosts, string language)
{
    private const string Hostile = "<img src=x onerror=alert(1)>\u202E'\";😊\u0007--{{7*7}} ";

    // Together these lead past every question. What an area's rules use decides which facts are asked, so each asks something that the others do not.
    private static readonly (string Area, (string, (string, string)[])[] Answers)[] Ways =
    [
        ("dudley", [("place", [("Way", "postcode"), ("Postcode", "DY1 0ZA")]), ("situation", [("Situation", "out-of-work")]), ("safety", [("Safety", "harm")])]),
        ("swl", [("place", [("Way", "practice")]), ("practice", [("Words", "croydon"), ("Practice", "Z99041")])]),
        ("bsol", [("place", [("Way", "unknown")]), ("area", [("Area", "bsol")])]),
        ("ncl", [("place", [("Way", "postcode"), ("Postcode", "EN1 0ZA")]), ("situation", [("Situation", "off-sick")])]),
    ];

    [Fact]
    public async Task Passes_axe_and_says_what_is_wrong_in_the_pages_language()
    {
        await using var window = await chromium.OpenAsync(320);
        var seen = new HashSet<string>();
        foreach (var (_, answers) in Ways)
        {
            await window.Page.StartFormAsync(hosts.AsksAll, language);
            while (window.Page.Step() is var step && step != "done")
            {
                if (seen.Add(step)) await LookAsync(window, language, step);
                await window.Page.AnswerAsync(answers);
            }
            if (seen.Add("done")) await PageChecks.PassesAsync(window);
        }
        Assert.Empty(Asked().Except(seen));
        Assert.DoesNotContain(window.Complaints, complaint => !complaint.Contains("400", StringComparison.Ordinal));
    }

    private async Task LookAsync(Window window, string language, string step)
    {
        var page = window.Page;
        await PageChecks.PassesAsync(window);
        if (step is "get-help-now" or "can-we-help" or "check-answers") return;

        var address = page.Url;
        await SendAsync(page, "");
        if (page.Url == address) await AssertSaysWhatIsWrongAsync(window, language, step);
        await page.GotoAsync(address);
        // The form's own tests put everything into every field; here it is what a browser makes of it.
        if (language != "ar") return;
        await SendAsync(page, Hostile);
        if (page.Url == address && await page.Locator(".nhsuk-error-summary").CountAsync() > 0) await AssertSaysWhatIsWrongAsync(window, language, step);
        await page.GotoAsync(address);
        Assert.True(page.Step() == step, $"{step} was left for {page.Url}.");
    }

    // Everything that can be typed holds the same, and every choice has a value that is not on the list.
    private static async Task SendAsync(Microsoft.Playwright.IPage page, string typed)
    {
        await page.EvaluateAsync(
            """
            typed => {
              for (const field of document.querySelectorAll('#answers input, #answers textarea')) {
                if (field.type === 'hidden') continue;
                if (field.type === 'radio' || field.type === 'checkbox') { field.checked = typed !== ''; if (typed !== '') field.value = typed; }
                else field.value = typed;
              }
            }
            """, typed);
        await page.ClickAsync(FormSteps.Button);
    }

    private static async Task AssertSaysWhatIsWrongAsync(Window window, string language, string step)
    {
        var summary = window.Page.Locator(".nhsuk-error-summary");
        Assert.True(await summary.CountAsync() == 1, $"{step} was shown again and does not say why.");
        var found = JsonElement.Parse(await window.Page.EvaluateAsync<string>(
            """
            (() => {
              const summary = document.querySelector('.nhsuk-error-summary');
              const links = [...summary.querySelectorAll('a')].map(link => [link.getAttribute('href'), link.textContent.trim()]);
              return JSON.stringify({ focused: document.activeElement === summary, links, lost: links.filter(link => !document.querySelector(link[0])), foreign: summary.querySelectorAll('[lang]').length, title: document.title });
            })()
            """));
        Assert.True(found.GetProperty("focused").GetBoolean(), $"{step}: the summary has no focus.");
        Assert.True(found.GetProperty("links").GetArrayLength() > 0, $"{step}: nothing leads to a field.");
        Assert.True(found.GetProperty("lost").GetArrayLength() == 0, $"{step}: a link leads nowhere: {found.GetProperty("lost")}");
        Assert.Equal(0, found.GetProperty("foreign").GetInt32());
        var letters = language switch { "gu" => ('\u0A80', '\u0AFF'), "ar" => ('\u0600', '\u06FF'), _ => ('A', 'z') };
        Assert.All(found.GetProperty("links").EnumerateArray(), link => Assert.Contains(link[1].GetString()!, letter => letter >= letters.Item1 && letter <= letters.Item2));
        // What an error adds to a page is the same in every language: one look is enough, and the mirrored one shows most.
        if (language == "ar") await PageChecks.PassesAsync(window);
    }

    // All questions but those about facts that no area's rules use today, and what only somebody who refers another person is asked.
    private IEnumerable<string> Asked()
    {
        var areas = hosts.AsksAll.Services.GetRequiredService<IAreaCatalogue>().Ready.Values.ToArray();
        var facts = from situation in Enum.GetValues<WorkSituation>() select new ReferralFacts { ReceivedOn = new(2026, 9, 7), Situation = situation };
        bool IsUsed(Func<QuestionsThatDecide, bool> uses) => areas.Any(area => facts.Any(known => uses(new(area.Eligibility, known, area.Eligibility.Decide(known, DecisionTrace.None)))));
        var unused = YesNoFact.All.Where(fact => !IsUsed(questions => questions.Use(fact))).Select(ReferralFlow.KeyOf).ToList();
        if (!IsUsed(questions => questions.UseWeeksOffSick)) unused.Add("weeks-off-sick");
        return ReferralFlow.All.Where(question => question.IsAt(Door.Self)).Select(question => question.Key).Except(unused);
    }
}
