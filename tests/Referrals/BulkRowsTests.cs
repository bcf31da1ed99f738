using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals.Tests;

/// <summary>What came of an uploaded file, row by row: five good rows must not hide that one is urgent and one refused.</summary>
public sealed class BulkRowsTests(OneDoor one) : IClassFixture<OneDoor>
{
    [Fact]
    public async Task What_came_of_each_row_stands_on_the_page_urgent_and_refused_first_and_in_a_file()
    {
        var name = $"rows-{Guid.NewGuid():n}";
        var (secret, _) = await one.Host.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new() { Name = name, Areas = Actor.AllAreas, Permissions = [Permission.BulkReferEmployer], Lasts = TimeSpan.FromDays(365) }, default);
        var file = new BulkFileBuilder().Row(Of("R-1"), Named("Amina")).Row(Of("R-2"), Named("Bilal"), ("health_affects_work", "no"))
            .Row(Of("R-3"), Named("Chaya"), ("may_harm_themselves", "yes"))
            .Row(Of("R-4"), Named("Dev"), ("agreement", "")).Row(Of("R-5"), Named("Esra")).Bytes();
        using var client = new HttpClient { BaseAddress = one.Host.Client.BaseAddress };
        var page = await PageAsync(await client.GetAsync("/refer/bulk"));
        var done = await PageAsync(await UploadAsync(client, page, file, secret!));
        var known = await one.Host.Database.ReadAsync<string>(
            "select string_agg(r.reference, ',' order by p.given_name) from referrals.referral r join people.person p on p.id = r.person_id " +
            "join access.audit_entry a on a.subject = r.id where a.actor = $1", "key:" + name);
        var references = known!.Split(',');

        Assert.Equal(["4", "0", "1", "1", "1"], done.QuerySelectorAll(".nhsuk-summary-list__value").Select(value => value.TextContent.Trim()));
        Assert.Contains("Someone may not be safe in these rows: 4.", done.QuerySelector(".nhsuk-card--warning")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(done.QuerySelector(".nhsuk-card--warning a[href='tel:999']"));
        var shown = done.QuerySelectorAll("table").Last().QuerySelectorAll("tbody tr")
            .Select(row => string.Join('|', row.QuerySelectorAll("th, td").Select(Plain)));
        Assert.Equal([$"4|R-3|{references[2]}|The service can help|Urgent", $"3|R-2|{references[1]}|The service cannot help|",
            $"2|R-1|{references[0]}|The service can help|", $"6|R-5|{references[3]}|The service can help|"], shown);

        var rows = await client.PostAsync("/refer/bulk?handler=Rows", Fields(done, ("Wanted", "all")));
        Assert.Equal(
            "\uFEFFrow,your_reference,our_reference,outcome,urgent,sent_before\r\n" +
            $"2,R-1,{references[0]},eligible,no,no\r\n3,R-2,{references[1]},not-eligible,no,no\r\n4,R-3,{references[2]},eligible,yes,no\r\n" +
            $"5,R-4,,not-taken,,\r\n6,R-5,{references[3]},eligible,no,no\r\n",
            Encoding.UTF8.GetString(await rows.Content.ReadAsByteArrayAsync()));

        // Software that sends the same file again learns the same references.
        var again = (await SendAsync(secret!, file)).GetProperty("taken").EnumerateArray().Select(row => row.GetProperty("reference").GetString() +
            row.GetProperty("isUrgent").GetBoolean() + row.GetProperty("isRepeat").GetBoolean() + row.GetProperty("outcome").GetString());
        Assert.Equal([$"{references[0]}FalseTrueeligible", $"{references[1]}FalseTruenot-eligible", $"{references[2]}TrueTrueeligible",
            $"{references[3]}FalseTrueeligible"], again);

        static (string, string) Of(string reference) => ("your_reference", reference);

        static (string, string) Named(string name) => ("given_name", name);

        // Tables for small screens repeat their headings in each cell, and isolate what is always in Latin letters.
        static string Plain(IElement cell)
        {
            var heading = cell.QuerySelector("[class*=heading]")?.TextContent ?? "";
            return cell.TextContent.Trim()[heading.Trim().Length..].Trim().Trim('\u2066', '\u2068', '\u2069');
        }
    }

    private async Task<JsonElement> SendAsync(string secret, byte[] file)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/referrals/employer/bulk") { Content = Csv(file) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return JsonElement.Parse(await (await one.Host.Client.SendAsync(request)).Content.ReadAsStringAsync());
    }

    private static Task<HttpResponseMessage> UploadAsync(HttpClient client, IHtmlDocument page, byte[] file, string key) =>
        client.PostAsync("/refer/bulk", new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("input[name=form-token]")!.GetAttribute("value")!), "form-token" },
            { new StringContent("employer"), "ReferralSource" },
            { new StringContent(key), "Key" },
            { Csv(file), "Upload", "people.csv" },
        });

    private static ByteArrayContent Csv(byte[] file) => new(file) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };

    private static async Task<IHtmlDocument> PageAsync(HttpResponseMessage response) =>
        new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());

    private static FormUrlEncodedContent Fields(IHtmlDocument page, params (string Name, string Value)[] more) => new(
        page.QuerySelectorAll("form input[type=hidden]").OfType<IHtmlInputElement>().Select(input => KeyValuePair.Create(input.Name!, input.Value))
        .Concat(more.Select(one => KeyValuePair.Create(one.Name, one.Value))));
}
