using System.Text.RegularExpressions;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>Save and come back: a link that works once.</summary>
public sealed class SavedFormTests(OneDoor given) : IClassFixture<OneDoor>
{
    [Theory]
    [InlineData("email", "Email", "reader@example.org", "reader@example.org")]
    [InlineData("sms", "Phone", "07700 900456", "+447700900456")]
    public async Task The_link_is_sent_where_the_reader_says_and_opens_the_form_once(string way, string field, string typed, string address)
    {
        using var visit = new FormVisit(given.Host, "gu");
        await visit.FillAsync("contact");
        var link = await SaveAsync(visit, way, field, typed, address);
        Assert.Equal("/refer/self/saved", visit.At);

        using var another = new FormVisit(given.Host);
        await another.OpenAsync(link);
        await another.OpenAsync(link);
        Assert.DoesNotContain("Asha", another.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await another.SendAsync();
        Assert.Equal("/refer/self/contact", another.At);
        await another.OpenAsync("/refer/self/name");
        Assert.Equal("Asha", another.Value("GivenName"));

        // The browser in which it was saved has it no more, and the link is used up.
        await visit.OpenAsync("/refer/self/name");
        Assert.Equal("/refer/self/expired", visit.At);
        using var third = new FormVisit(given.Host);
        await third.OpenAsync(link);
        await third.SendAsync();
        Assert.Contains("This link does not work any more", third.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_landline_takes_no_link_and_no_form_sends_many()
    {
        using var visit = new FormVisit(given.Host);
        await visit.FillAsync("contact");
        await visit.OpenAsync("/refer/self/save");
        await visit.SendAsync(("Way", "sms"), ("Phone", "01632 960001"));
        Assert.Equal(["Write a mobile number, or choose email"], visit.Mistakes);
        for (var sent = 0; sent < 5; sent++) await SaveAsync(visit, "email", "Email", $"a{sent}@example.org", $"a{sent}@example.org");
        await visit.OpenAsync("/refer/self/save");
        await visit.SendAsync(("Way", "email"), ("Email", "a6@example.org"));
        Assert.Equal(["We have sent several links. Wait an hour, then try again"], visit.Mistakes);
    }

    [Fact]
    public async Task A_made_up_link_opens_nothing()
    {
        using var visit = new FormVisit(given.Host);
        foreach (var key in new[] { OpaqueKey.Make(), "x", "%00", "..%2f" })
        {
            await visit.OpenAsync($"/go-on/{key}");
            if ((int)visit.Response.StatusCode is 404 or 400) continue;
            await visit.SendAsync();
            Assert.Contains("This link does not work any more", visit.Text("main"), StringComparison.Ordinal);
        }
    }

    private async Task<string> SaveAsync(FormVisit visit, string way, string field, string typed, string address)
    {
        await visit.OpenAsync("/refer/self/save");
        await visit.SendAsync(("Way", way), (field, typed));
        Assert.True(visit.At == "/refer/self/saved", string.Join("; ", visit.Mistakes));
        var draft = await given.Host.Database.ReadAsync<Guid>("select referral_id from communications.message where type = 'save-and-return-link' and address = $1", address);
        var sent = (await given.Host.SentAsync(draft, "save-and-return-link"))!;
        Assert.Equal(way, StoredKeys<WorkWell.People.Contracts.Channel>.Of(sent.Channel));
        Assert.DoesNotContain("Asha", sent.Content!.Text, StringComparison.Ordinal);
        return new Uri(Regex.Match(sent.Content.Text, @"http\S+").Value).AbsolutePath;
    }
}
