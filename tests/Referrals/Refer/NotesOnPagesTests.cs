using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>What the API notes about single fields, pages say too.</summary>
public sealed class NotesOnPagesTests(OneDoor one) : IClassFixture<OneDoor>
{
    private static readonly (string, (string, string)[]) Child = ("birth-date", [("BornOn.Day", "1"), ("BornOn.Month", "1"), ("BornOn.Year", "2015")]);

    private static readonly (string, (string, string)[]) OfReferrer = ("contact", [
        ("Ways", "email"), ("Ways", "phone"), ("Email", "Sam@referrer.example"), ("Phone", "07700 900123")]);

    [Theory]
    [InlineData("self", "this is a child's date of birth")]
    [InlineData("employer", "This is the referrer's own")]
    [InlineData("primary-care", "This is the referrer's own")]
    public async Task The_page_of_all_answers_and_the_last_one_say_what_we_noticed(string referralSource, string words)
    {
        using var session = new FormVisit(one.Host);
        await session.FillAsync("check-answers", referralSource, own: referralSource == "self" ? [Child] : [OfReferrer]);
        Assert.Contains(words, session.Text(".nhsuk-inset-text"), StringComparison.Ordinal);
        Assert.EndsWith(referralSource == "self" ? "/birth-date" : "/contact",
            session.Page.QuerySelector(".nhsuk-inset-text a")!.GetAttribute("href"), StringComparison.Ordinal);
        await session.SendAsync();
        Assert.EndsWith("/done", session.At, StringComparison.Ordinal);
        Assert.Contains(words, session.Text(".nhsuk-inset-text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_note_the_pages_say_nothing()
    {
        using var session = new FormVisit(one.Host);
        await session.FillAsync("check-answers");
        Assert.Null(session.Page.QuerySelector(".nhsuk-inset-text"));
    }

    [Fact]
    public async Task They_are_in_the_readers_language()
    {
        using var session = new FormVisit(one.Host, "gu");
        await session.FillAsync("check-answers", own: [Child]);
        Assert.Contains("આ બાળકની જન્મતારીખ છે", session.Text(".nhsuk-inset-text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_an_uploaded_file_lists_them_by_row_and_column()
    {
        var (secret, _) = await one.Host.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new() { Name = $"notes-{Guid.NewGuid():n}", Areas = ["*"], Permissions = [Permission.BulkReferEmployer], Lasts = TimeSpan.FromDays(30) }, default);
        using var client = new HttpClient(new HttpClientHandler { UseCookies = true }) { BaseAddress = one.Host.Client.BaseAddress };
        var page = await PageAsync(await client.GetAsync("/refer/bulk"));
        var file = new BulkFileBuilder().Row(Of("1"), ("language", "pl"), Name()).Row(Of("2"), Name()).Row(Of("3"), ("date_of_birth", "1/1/2015"), Name())
            .Row(Of("4"), ("email", "sam@referrer.example"), Name()).Row(Of("4"), ("language", "pl"), Name()).Bytes();
        var done = await PageAsync(await client.PostAsync("/refer/bulk", new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("input[name=form-token]")!.GetAttribute("value")!), "form-token" },
            { new StringContent("employer"), "ReferralSource" },
            { new StringContent(secret!), "Key" },
            { new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } }, "Upload", "people.csv" },
        }));

        // The last row reuses a reference: it is given back, and has no note.
        var rows = done.QuerySelectorAll("table").Where(table => !table.TextContent.Contains("What came of each row", StringComparison.Ordinal))
            .SelectMany(table => table.QuerySelectorAll("tbody tr")).Where(row => !row.TextContent.Contains("your_reference", StringComparison.Ordinal))
            .Select(row => string.Join(" ", row.QuerySelectorAll("th, td").Select(cell => cell.TextContent.Trim())));
        Assert.Collection(rows,
            row => Assert.Contains("2 language", Plain(row), StringComparison.Ordinal),
            row => Assert.Contains("4 date_of_birth", Plain(row), StringComparison.Ordinal),
            row => Assert.Contains("5 email", Plain(row), StringComparison.Ordinal));
        Assert.Contains("We cannot write in this language", done.Body!.TextContent, StringComparison.Ordinal);
    }

    private static (string, string?) Of(string reference) => ("your_reference", $"notes-{reference}");

    private static (string, string?) Name() => ("family_name", FamilyNames.Next());

    // Tables for small screens repeat their headings in each cell.
    private static string Plain(string row) => string.Join(' ', row.Replace("Row", "", StringComparison.Ordinal)
        .Replace("Column", "", StringComparison.Ordinal).Replace("What to check", "", StringComparison.Ordinal)
        .Split(' ', '\n').Where(word => word.Length > 0));

    private static async Task<IDocument> PageAsync(HttpResponseMessage response) => new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
}
