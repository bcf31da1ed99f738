using System.Collections.Concurrent;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Referrals;
using WorkWell.TestKit;

namespace WorkWell.Browser.Tests;

/// <summary>
/// Every page in Gujarati, as it is sent: its language, its words, and what it says to nothing and to hostile answers. What a browser makes of it is looked at
/// in
/// English and Arabic (<see cref="EveryPageTests"/>), which read in both directions.
/// </summary>
public sealed class EveryPageInGujaratiTests(FormHost hosts)
{
    private readonly ConcurrentDictionary<string, byte> seen = new();
    private readonly ConcurrentDictionary<string, byte> contents = new();

    [Fact]
    public async Task Says_everything_and_what_is_wrong_in_the_pages_language()
    {
        await Task.WhenAll([PlainPagesAsync(), OwnReferralAsync(), ClosedDoorAsync(), OtherAreaAsync(), OnePageAsync(),
            .. from way in PageWays.ReferralSources from referralSource in way.ReferralSources select FormAsync(referralSource, way.Answers)]);
        Assert.Empty(PageNames.Public(hosts.AsksAll).Except(seen.Keys));
    }

    private async Task PlainPagesAsync()
    {
        using var visit = AVisit();
        var areas = hosts.AsksAll.Services.GetRequiredService<IAreaCatalogue>().Ready.Keys.Select(area => $"/areas/{area}");
        foreach (var address in PageWays.Plain.Concat(areas))
        {
            await visit.OpenAsync(address);
            await PollAsync(visit);
        }
        await visit.OpenAsync("/go-on/xyz");
        await visit.SendAsync();
        await PollAsync(visit);
    }

    private async Task FormAsync(ReferralSource referralSource, (string, (string, string)[])[] answers)
    {
        using var visit = await StartAsync(referralSource);
        while (Step(visit) != "done")
        {
            await PollAsync(visit);
            await AnswerAsync(visit, answers);
        }
        await PollAsync(visit);
    }

    private async Task ClosedDoorAsync()
    {
        using var visit = await StartAsync(ReferralSource.Employer);
        await AnswerUntilAsync(visit, ReferralFlow.ReferralSourceClosed);
        await PollAsync(visit);
    }

    private async Task OtherAreaAsync()
    {
        using var visit = AVisit();
        await visit.OpenAsync("/refer/self?area=bsol");
        await visit.SendAsync();
        await AnswerUntilAsync(visit, ReferralFlow.OtherArea);
        await PollAsync(visit);
    }

    private async Task OnePageAsync()
    {
        using var visit = await StartAsync(ReferralSource.PrimaryCare);
        await visit.OpenAsync("/refer/primary-care/one-page");
        await PollAsync(visit);
    }

    private async Task OwnReferralAsync()
    {
        using var visit = await StartAsync(ReferralSource.Self);
        await AnswerUntilAsync(visit, "name", PageWays.InNorthCentralLondon);
        await visit.OpenAsync("/refer/self/save");
        await PollAsync(visit);
        await visit.SendAsync(("Way", "email"), ("Email", "gu@example.org"));
        await PollAsync(visit);
        await visit.OpenAsync("/refer/self/name");
        await AnswerUntilAsync(visit, "done", PageWays.InNorthCentralLondon);
        var reference = visit.Text(".nhsuk-panel strong");

        await visit.OpenAsync("/my-referral");
        await visit.SendAsync(("Reference", reference), ("Proof", "email"), ("Email", "asha.patel@example.org"));
        await PollAsync(visit);
        await visit.SendAsync(("Code", await hosts.CodeAsync(reference)));
        Assert.EndsWith("/my-referral/status", visit.At, StringComparison.Ordinal);
        foreach (var address in new[] { "/my-referral/status", "/my-referral/status?changed=contact", "/my-referral/language", "/my-referral/messages",
            "/my-referral/looked", "/my-referral/contact", "/my-referral/withdraw" })
        {
            await visit.OpenAsync(address);
            await PollAsync(visit);
        }
        await visit.OpenAsync("/my-referral/contact");
        await visit.SendAsync(("Email", "new-gu@example.org"));
        Assert.Equal("/my-referral/confirm", visit.At);
        await PollAsync(visit);
    }

    private async Task PollAsync(FormVisit visit)
    {
        if (visit.Response.Headers.TryGetValues(PageNames.Header, out var names)) seen.TryAdd(names.Single(), 0);
        Assert.Equal("gu", visit.Page.DocumentElement.GetAttribute("lang"));
        Assert.Single(visit.Page.QuerySelectorAll("a.workwell-leave[href='/leave']"));
        Assert.Contains(visit.Text("main"), PageLook.IsGujarati);
        if (Fields(visit).Length == 0 || !contents.TryAdd(visit.Page.QuerySelector("main")!.TextContent, 0)) return;

        var address = visit.Response.RequestMessage!.RequestUri!.PathAndQuery;
        foreach (var typed in new[] { "", PageLook.Hostile })
        {
            await visit.SendAsync(Alike(visit, typed));
            if (visit.Response.RequestMessage!.RequestUri!.AbsolutePath == address.Split('?')[0] && (typed.Length == 0 || visit.Errors.Any()))
                SaysWhatIsWrong(visit);
            await visit.OpenAsync(address);
        }
    }

    private static void SaysWhatIsWrong(FormVisit visit)
    {
        var summary = Assert.Single(visit.Page.QuerySelectorAll(".nhsuk-error-summary"));
        var links = summary.QuerySelectorAll("a");
        Assert.NotEmpty(links);
        Assert.Equal(summary.QuerySelectorAll("li").Length, links.Length);
        Assert.Empty(summary.QuerySelectorAll("[lang]"));
        Assert.All(links, link =>
        {
            Assert.NotNull(visit.Page.GetElementById(link.GetAttribute("href")!.TrimStart('#')));
            Assert.Contains(link.TextContent, PageLook.IsGujarati);
        });
    }

    private static IElement[] Fields(FormVisit visit) =>
        [.. visit.Page.QuerySelectorAll("#answers :is(input:not([type=hidden], [type=file]), textarea, select)")];

    // Everything that can be typed holds the same, and every choice has a value that is not on the list; with nothing typed, nothing is chosen.
    private static (string, string)[] Alike(FormVisit visit, string typed) =>
        [.. Fields(visit).Where(field => typed.Length > 0 || field is not IHtmlInputElement { Type: "radio" or "checkbox" })
        .Select(field => field.GetAttribute("name")).OfType<string>().Distinct().Select(name => (name, typed))];

    private async Task<FormVisit> StartAsync(ReferralSource referralSource)
    {
        var visit = AVisit();
        await visit.OpenAsync($"/refer/{ReferralSourceKeys.Of(referralSource)}");
        await PollAsync(visit);
        await visit.SendAsync();
        return visit;
    }

    private FormVisit AVisit() => new(hosts.AsksAll, "gu");

    private static string Step(FormVisit visit) => visit.At.Split('/', 4) is [_, "refer", _, var step] ? step : "";

    private static async Task AnswerAsync(FormVisit visit, (string Page, (string, string)[] Answers)[] own)
    {
        var step = Step(visit);
        // A search shows what it found, and is answered once more.
        for (var times = 0; times < 2 && Step(visit) == step; times++) await visit.SendAsync(FormSteps.AnswersTo(step, own));
        if (Step(visit) == step) Assert.Fail($"{step} was not taken: {visit.Text("main")}");
    }

    private static async Task AnswerUntilAsync(FormVisit visit, string until, params (string Page, (string, string)[] Answers)[] own)
    {
        for (var pages = 0; Step(visit) != until; pages++)
        {
            await AnswerAsync(visit, own);
            Assert.True(pages < 60, "The form does not end.");
        }
    }
}
