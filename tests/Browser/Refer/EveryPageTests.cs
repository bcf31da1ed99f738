using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Referrals;

namespace WorkWell.Browser.Tests;

public sealed class EveryPageInEnglishTests(Chromium chromium, FormHost hosts) : EveryPageTests(chromium, hosts, "en");

public sealed class EveryPageInArabicTests(Chromium chromium, FormHost hosts) : EveryPageTests(chromium, hosts, "ar");

/// <summary>
/// Every page that the application has, found in its own list: fresh, with everything left empty, and with everything hostile, at both widths, once from left
/// to right and once from right to left. A page added later and reached by none of these ways is named. A class for each language, because tests of one class
/// wait for each other. Gujarati differs in its words and its font: <see cref="EveryPageInGujaratiTests"/>, <see cref="GalleryTests"/>.
/// </summary>
public abstract class EveryPageTests(Chromium chromium, FormHost hosts, string language)
{
    private readonly PageLook look = new(language);

    [Fact]
    public async Task Passes_axe_and_says_what_is_wrong_in_the_pages_language()
    {
        var asked = new ConcurrentBag<(ReferralSource ReferralSource, string Step)>();
        await Task.WhenAll([PlainPagesAsync(), OwnReferralAsync(), ClosedDoorAsync(ReferralSource.Self, asked),
            ClosedDoorAsync(ReferralSource.Employer, asked), OtherAreaAsync(ReferralSource.Self, asked), OtherAreaAsync(ReferralSource.Employer, asked),
            OnePageAsync(ReferralSource.PrimaryCare), OnePageAsync(ReferralSource.Employer),
            .. from way in PageWays.ReferralSources from referralSource in way.ReferralSources select FormAsync(referralSource, way.Answers, asked)]);

        Assert.Empty(PageNames.Public(hosts.AsksAll).Except(look.Seen));
        Assert.Empty(QuestionsAt(ReferralSource.Self).Select(question => question.Key).Except(At(ReferralSource.Self)));
        Assert.Empty(ReferrerFact.Others.SelectMany(QuestionsAt).Select(question => question.Key).Except(ReferrerFact.Others.SelectMany(At)));
        Assert.Empty(from referralSource in ReferrerFact.Others from question in QuestionsAt(referralSource) where question.ReferralSources.Count == 1
            && !At(referralSource).Contains(question.Key) select $"{referralSource}: {question.Key}");

        IEnumerable<string> At(ReferralSource referralSource) => asked.Where(one => one.ReferralSource == referralSource).Select(one => one.Step);
    }

    private async Task FormAsync(
        ReferralSource referralSource, (string, (string, string)[])[] answers, ConcurrentBag<(ReferralSource ReferralSource, string Step)> asked)
    {
        await using var window = await chromium.OpenAsync(PageChecks.Phone);
        await window.Page.GotoAsync(Address($"/refer/{ReferralSourceKeys.Of(referralSource)}"));
        await look.AtAsync(window);
        await window.Page.StartFormAsync(hosts.AsksAll, language, referralSource: ReferralSourceKeys.Of(referralSource));
        while (window.Page.Step() is var step && step != "done")
        {
            asked.Add((referralSource, step));
            await look.AtAsync(window);
            await window.Page.AnswerAsync(answers);
        }
        await look.AtAsync(window);
        AssertQuiet(window);
    }

    private async Task PlainPagesAsync()
    {
        await using var window = await chromium.OpenAsync(PageChecks.Phone);
        var areas = hosts.AsksAll.Services.GetRequiredService<IAreaCatalogue>().Ready.Keys.Select(area => $"/areas/{area}");
        foreach (var address in PageWays.Plain.Concat(areas))
        {
            await window.Page.GotoAsync(Address(address));
            await look.AtAsync(window);
        }
        await window.Page.GotoAsync(Address("/go-on/xyz"));
        await window.Page.SendAsync();
        await look.AtAsync(window);
        AssertQuiet(window);
    }

    private async Task ClosedDoorAsync(ReferralSource referralSource, ConcurrentBag<(ReferralSource ReferralSource, string Step)> asked)
    {
        await using var window = await chromium.OpenAsync(PageChecks.Phone);
        await window.Page.StartFormAsync(hosts.AsksAll, language, referralSource: ReferralSourceKeys.Of(referralSource));
        await window.Page.AnswerUntilAsync(ReferralFlow.ReferralSourceClosed);
        asked.Add((referralSource, ReferralFlow.ReferralSourceClosed));
        await look.AtAsync(window);
    }

    // Somebody begins on the page of an area that does not serve their home.
    private async Task OtherAreaAsync(ReferralSource referralSource, ConcurrentBag<(ReferralSource ReferralSource, string Step)> asked)
    {
        await using var window = await chromium.OpenAsync(PageChecks.Phone);
        await window.Page.StartFormAsync(hosts.AsksAll, language, "bsol", ReferralSourceKeys.Of(referralSource));
        await window.Page.AnswerUntilAsync(ReferralFlow.OtherArea);
        asked.Add((referralSource, ReferralFlow.OtherArea));
        await look.AtAsync(window);
    }

    private async Task OnePageAsync(ReferralSource referralSource)
    {
        await using var window = await chromium.OpenAsync(PageChecks.Phone);
        await window.Page.StartFormAsync(hosts.AsksAll, language, referralSource: ReferralSourceKeys.Of(referralSource));
        await window.Page.GotoAsync(Address($"/refer/{ReferralSourceKeys.Of(referralSource)}/one-page"));
        await look.AtAsync(window);
    }

    // Somebody puts the form aside, sends it, and comes back to their referral.
    private async Task OwnReferralAsync()
    {
        await using var window = await chromium.OpenAsync(PageChecks.Phone);
        var page = window.Page;
        await page.StartFormAsync(hosts.AsksAll, language);
        await page.AnswerUntilAsync("name", PageWays.InNorthCentralLondon);
        await page.GotoAsync(Address("/refer/self/save"));
        await look.AtAsync(window);
        await page.SendAsync(("Way", "email"), ("Email", $"{language}@example.org"));
        await look.AtAsync(window);
        await page.GotoAsync(Address("/refer/self/name"));
        await page.AnswerUntilAsync("done", PageWays.InNorthCentralLondon);
        var reference = await page.InnerTextAsync(".nhsuk-panel strong");

        await page.GotoAsync(Address("/my-referral"));
        await page.SendAsync(("Reference", reference), ("Proof", "email"), ("Email", "asha.patel@example.org"));
        await look.AtAsync(window);
        await page.SendAsync(("Code", await hosts.CodeAsync(reference)));
        Assert.EndsWith("/my-referral/status", page.Url, StringComparison.Ordinal);
        foreach (var address in new[] { "/my-referral/status", "/my-referral/status?changed=contact", "/my-referral/language", "/my-referral/messages",
            "/my-referral/looked", "/my-referral/contact", "/my-referral/withdraw" })
        {
            await page.GotoAsync(Address(address));
            await look.AtAsync(window);
        }
        await page.GotoAsync(Address("/my-referral/contact"));
        await page.SendAsync(("Email", $"new-{language}@example.org"));
        Assert.EndsWith("/my-referral/confirm", page.Url, StringComparison.Ordinal);
        await look.AtAsync(window);
        AssertQuiet(window);
    }

    private string Address(string path) =>
        new Uri(hosts.AsksAll.Client.BaseAddress!, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}").ToString();

    // The page's own status is the one complaint of a browser that reads a refusal.
    private static void AssertQuiet(Window window)
    {
        Assert.DoesNotContain(window.Complaints,
            complaint => !complaint.StartsWith("Failed to load resource: the server responded with a status of", StringComparison.Ordinal));
        Assert.Single(window.Hosts);
    }

    // All questions but those about facts that no area's rules use today.
    private IEnumerable<Question> QuestionsAt(ReferralSource referralSource)
    {
        var areas = hosts.AsksAll.Services.GetRequiredService<IAreaCatalogue>().Ready.Values.ToArray();
        var facts = from situation in Enum.GetValues<WorkSituation>() select new ReferralFacts { ReceivedOn = new(2026, 9, 7), Situation = situation };
        bool IsUsed(Func<RequiredFacts, bool> uses) =>
            areas.Any(area => facts.Any(known => uses(new(area.Eligibility, known, area.Eligibility.Decide(known, DecisionTrace.None)))));
        var unused = FactDescriptor.AskedForRules.Where(fact => !IsUsed(questions => questions.Use(fact))).Select(fact => fact.Step).ToList();
        if (!IsUsed(questions => questions.UseWeeksOffSick)) unused.Add("weeks-off-sick");
        return ReferralFlow.All.Where(question => question.IsAt(referralSource) && !unused.Contains(question.Key));
    }
}
