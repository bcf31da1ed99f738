using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>What people type on pages stands in no log, no address and no title.</summary>
public sealed class NothingPersonalLeaksTests(LoggingDoor referralSource) : IClassFixture<LoggingDoor>
{
    private static readonly string[] Personal = [
        "Xanthippe", "Quillfeather", "xq@people.example", "07700 900765", "LE1 0ZA", "LE10ZA", "Tuesdays only", "Zebedee", "zq@referrer.example",
        "She asked me at lunch"];

    [Fact]
    public async Task What_is_typed_on_pages_reaches_no_log_at_any_level_no_address_and_no_title()
    {
        using var session = new FormVisit(referralSource.Host);
        await session.OpenAsync("/refer/employer");
        await session.SendAsync();
        while (!session.At.EndsWith("/done", StringComparison.Ordinal))
        {
            var page = session.At["/refer/employer/".Length..];
            await session.SendAsync(page switch
            {
                "name" => [("GivenName", "Xanthippe"), ("FamilyName", "Quillfeather")],
                "contact" => [("Ways", "email"), ("Ways", "phone"), ("Email", "xq@people.example"), ("Phone", "07700 900765")],
                "safe-times" => [("Times", "Tuesdays only")],
                "referrer" => [("FullName", "Zebedee"), ("Email", "zq@referrer.example")],
                "agreement" => [("Agreement", "She asked me at lunch")],
                _ => FormAnswers.Usual[page],
            });
            var (address, title) = (session.Response.RequestMessage!.RequestUri!.ToString(), session.Page.Title!);
            Assert.DoesNotContain(Personal,
                one => address.Contains(Uri.EscapeDataString(one), StringComparison.OrdinalIgnoreCase)
                || title.Contains(one, StringComparison.OrdinalIgnoreCase));
        }
        await session.OpenAsync("/find-help");
        await session.SendAsync(("Place", "LE1 0ZA"), ("Words", "back pain Quillfeather"));
        Assert.DoesNotContain("LE1", session.Response.RequestMessage!.RequestUri!.ToString(), StringComparison.Ordinal);

        await UploadAsync();
        Assert.Contains("/refer/employer/check-answers", referralSource.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(Personal, one => referralSource.Log.Contains(one, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("wwk_", referralSource.Log, StringComparison.Ordinal);
    }

    private async Task UploadAsync()
    {
        var (secret, _) = await referralSource.Host.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new() { Name = "bulk-log", Areas = Actor.AllAreas, Permissions = [Permission.BulkReferEmployer], Lasts = TimeSpan.FromDays(365) }, default);
        var file = new BulkFileBuilder().Row(("given_name", "Xanthippe"), ("family_name", "Quillfeather"), ("email", "xq@people.example"))
            .Row(("given_name", "Xanthippe"), ("date_of_birth", "Quillfeather")).Bytes();
        var request = new HttpRequestMessage(
            HttpMethod.Post, "/api/referrals/employer/bulk") { Content = new ByteArrayContent(
            file) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } }, Headers = { Authorization = new("Bearer", secret) } };
        Assert.Contains("\"received\":1", await (await referralSource.Host.Client.SendAsync(request)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
