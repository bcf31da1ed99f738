using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Browser.Tests;

/// <summary>An organisation fills in the file of the page and sends it, with script and without.</summary>
public sealed class BulkUploadPageTests(Chromium chromium, FormHost host)
{
    [Theory]
    [InlineData("en", 320, false)]
    [InlineData("gu", 1280, true)]
    [InlineData("ar", 320, true)]
    public async Task Good_rows_are_taken_and_bad_ones_come_back_as_a_file_to_mend(string language, int width, bool script)
    {
        await using var window = await chromium.OpenAsync(width, script);
        var page = window.Page;
        await page.GotoAsync(host.Address($"/refer/bulk?lang={language}"));
        await page.ClickAsync(".nhsuk-details__summary");
        await page.ClickAsync("#answers button.nhsuk-button[type=submit]");
        await Assertions.Expect(page.Locator(".nhsuk-error-summary")).ToBeFocusedAsync();

        await page.CheckAsync("input[value=employer]");
        await page.FillAsync("#Key", await KeyAsync());
        await page.SetInputFilesAsync("#Upload", new FilePayload { Name = "people.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(
            "given_name,family_name,email,postcode,date_of_birth,referrer_name,agreement\r\nRosa,Example,rosa@people.example,LE1 0ZA,1990-05-17,Sam " +
            "Example,She asked me\r\nAmir,Example,amir@people.example,LE1 0ZA,17/25/1990,Sam Example,\r\n") });
        await page.ClickAsync("#answers button.nhsuk-button[type=submit]");
        await Assertions.Expect(page.Locator(".nhsuk-summary-list__value").Nth(0)).ToHaveTextAsync("1");
        await CheckAsync(window, $"refer-bulk-done-{language}-{width}", script);

        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#answers button.nhsuk-button[type=submit]"));
        Assert.Equal("workwell-rows-to-mend.csv", download.SuggestedFilename);
        Assert.Contains($"date_of_birth: {(language == "gu" ? "તારીખ" : language == "ar" ? "اكتب التاريخ" : "Write a date")}",
            await new StreamReader(await download.CreateReadStreamAsync()).ReadToEndAsync(), StringComparison.Ordinal);
    }

    private async Task<string> KeyAsync()
    {
        var (secret, _) = await host.Shipped.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new() { Name = $"bulk-{Guid.NewGuid():n}", Areas = Actor.AllAreas, Permissions = [Permission.BulkReferEmployer], Lasts = TimeSpan.FromDays(365) },
            default);
        return secret!;
    }

    private static async Task CheckAsync(Window window, string picture, bool script)
    {
        if (script) await PageChecks.PassesAsync(window);
        await PageChecks.PictureAsync(window, picture);
    }
}
