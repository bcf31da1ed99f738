using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Communications.Contracts;
using WorkWell.Platform;

namespace WorkWell.Browser.Tests;

/// <summary>The pages before and after the form: where people start, put a form aside, and come back to their referral.</summary>
public sealed class LaterPagesTests(Chromium chromium, FormHost hosts)
{
    [Theory]
    [InlineData("en", 1280)]
    [InlineData("gu", 320)]
    [InlineData("ar", 320)]
    public async Task Start_pages_and_the_pages_of_a_referral_pass_axe(string language, int width)
    {
        await using var window = await chromium.OpenAsync(width);
        var page = window.Page;
        foreach (var address in new[] { "/", "/areas/llr", "/areas/dudley", "/areas/swl", "/refer", "/refer/self", "/refer/employer", "/go-on/xyz", "/refer/self/expired", "/my-referral", "/my-referral/code" })
        {
            await page.GotoAsync(new Uri(hosts.Shipped.Client.BaseAddress!, $"{address}?lang={language}").ToString());
            await PageChecks.PassesAsync(window);
        }

        await page.StartFormAsync(hosts.Shipped, language);
        await page.AnswerUntilAsync("name");
        await page.ClickAsync("a[href='/refer/self/save']");
        await page.ClickAsync(FormSteps.Button);
        await PageChecks.PassesAsync(window);
        await page.CheckAsync("[name=Way][value=email]");
        await page.FillAsync("#Email", $"{language}@example.org");
        await page.ClickAsync(FormSteps.Button);
        await PageChecks.PassesAsync(window);
        await page.ClickAsync("main a[href='/refer/self/name']");
        await page.AnswerUntilAsync("done");
        await PageChecks.PassesAsync(window);

        await OpenAsync(page, await page.InnerTextAsync(".nhsuk-panel strong"));
        foreach (var address in new[] { "/my-referral/status?changed=contact", "/my-referral/contact", "/my-referral/language", "/my-referral/messages", "/my-referral/withdraw" })
        {
            await page.GotoAsync(new Uri(hosts.Shipped.Client.BaseAddress!, address).ToString());
            await PageChecks.PassesAsync(window);
        }
    }

    [Fact]
    public async Task The_first_page_is_light_and_asks_no_other_host()
    {
        await using var window = await chromium.OpenAsync();
        var sizes = new List<Task<(string Type, int Bytes)>>();
        window.Page.Response += (_, response) => sizes.Add(SizeAsync(response));
        foreach (var address in new[] { "/", "/refer/self" })
        {
            sizes.Clear();
            await window.Page.GotoAsync(new Uri(hosts.Shipped.Client.BaseAddress!, address).ToString(), new() { WaitUntil = Microsoft.Playwright.WaitUntilState.NetworkIdle });
            var loaded = (await Task.WhenAll(sizes)).Where(one => one.Type != "font").Sum(one => one.Bytes);
            Assert.InRange(loaded, 1, 60 * 1024);
        }
        Assert.Equal([hosts.Shipped.Client.BaseAddress!.Authority], window.Hosts);
    }

    private static async Task<(string, int)> SizeAsync(Microsoft.Playwright.IResponse response)
    {
        var sizes = await response.Request.SizesAsync();
        return (response.Request.ResourceType, sizes.ResponseBodySize + sizes.ResponseHeadersSize);
    }

    private async Task OpenAsync(Microsoft.Playwright.IPage page, string reference)
    {
        await page.ClickAsync("main a[href='/my-referral']");
        await page.FillAsync("#Reference", reference);
        await page.CheckAsync("[name=Proof][value=email]");
        await page.FillAsync("#Email", "asha.patel@example.org");
        await page.ClickAsync(FormSteps.Button);
        await page.WaitForURLAsync("**/my-referral/code");
        await hosts.Shipped.Services.GetRequiredService<IMessageDispatch>().SendDueAsync(default);
        var referral = await hosts.Shipped.Database.ReadAsync<Guid>("select id from referrals.referral where reference = $1", reference);
        var sent = await hosts.Shipped.Services.GetRequiredService<ISentMessages>().ForReferralAsync(Actor.Job("test"), referral, default);
        await page.FillAsync("#Code", Regex.Match(sent.Last(message => message.Type == "one-time-code").Content!.Text, "[0-9]{6}").Value);
        await page.ClickAsync(FormSteps.Button);
        await page.WaitForURLAsync("**/my-referral/status");
    }
}
