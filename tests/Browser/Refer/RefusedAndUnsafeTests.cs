namespace WorkWell.Browser.Tests;

/// <summary>Somebody who is not safe and whom the area cannot help: the numbers come again, and the form goes on.</summary>
public sealed class RefusedAndUnsafeTests(Chromium chromium, FormHost hosts)
{
    [Theory]
    [InlineData("en", "self", "harm")]
    [InlineData("ar", "employer", "danger")]
    public async Task The_numbers_come_before_anything_else_and_the_form_goes_on(string language, string referralSource, string safety)
    {
        await using var window = await chromium.OpenAsync(PageChecks.Phone);
        await window.Page.StartFormAsync(hosts.Shipped, language, referralSource: referralSource);
        await window.Page.AnswerUntilAsync("can-we-help", ("place", [("Way", "postcode"), ("Postcode", "DY1 0ZA")]), ("situation", [("Situation", "in-work")]),
            ("safety", [("Safety", safety)]));
        await PageChecks.PassesAndFitsAsync(window, PageChecks.Phone, $"refused-and-unsafe-{language}", inPrint: true);
        Assert.True(await window.Page.Locator(".workwell-safety a[href^='tel:']").CountAsync() > 0);
        await window.Page.SendAsync();
        Assert.NotEqual("can-we-help", window.Page.Step());
    }
}
