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
        using var session = new FormVisit(given.Host, "gu");
        await session.FillAsync("contact");
        var link = await SaveAsync(session, way, field, typed, address);
        Assert.Equal("/refer/self/saved", session.At);

        using var another = new FormVisit(given.Host);
        await another.OpenAsync(link);
        await another.OpenAsync(link);
        Assert.DoesNotContain("Asha", another.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await another.SendAsync();
        Assert.Equal("/refer/self/contact", another.At);
        await another.OpenAsync("/refer/self/name");
        Assert.Equal("Asha", another.Value("GivenName"));

        // The browser in which it was saved has it no more, and the link is used up.
        await session.OpenAsync("/refer/self/name");
        Assert.Equal("/refer/self/expired", session.At);
        using var third = new FormVisit(given.Host);
        await third.OpenAsync(link);
        await third.SendAsync();
        Assert.Contains("This link does not work any more", third.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_links_to_a_form_only_the_newer_opens_it()
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync("contact");
        var older = await SaveAsync(session, "email", "Email", "older@example.org", "older@example.org");
        given.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var newer = await SaveAsync(session, "email", "Email", "newer@example.org", "newer@example.org");
        using var another = new FormVisit(given.Host);
        await another.OpenAsync(older);
        await another.SendAsync();
        Assert.Contains("This link does not work any more", another.Text("main"), StringComparison.Ordinal);
        await another.OpenAsync(newer);
        await another.SendAsync();
        Assert.StartsWith("/refer/self/", another.At, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_link_could_be_sent_there_is_no_page_that_says_it_was()
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync("contact");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/refer/self/save") { Headers = { Host = "somewhere.example" } };
        // Under a name that is not this machine's, and without a public address, nobody knows where a link would lead.
        request.Headers.Add("Cookie", session.Cookies.GetCookieHeader(given.Host.Client.BaseAddress!).Replace("workwell-", "__Host-workwell-",
            StringComparison.Ordinal));
        using var page = await given.Host.Client.SendAsync(request);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, page.StatusCode);
    }

    [Fact]
    public async Task A_landline_takes_no_link_and_no_form_sends_many()
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync("contact");
        await session.OpenAsync("/refer/self/save");
        await session.SendAsync(("Way", "sms"), ("Phone", "01632 960001"));
        Assert.Equal(["Write a mobile number, or choose email"], session.Errors);
        for (var sent = 0; sent < 5; sent++) await SaveAsync(session, "email", "Email", $"a{sent}@example.org", $"a{sent}@example.org");
        await session.OpenAsync("/refer/self/save");
        await session.SendAsync(("Way", "email"), ("Email", "a6@example.org"));
        Assert.Equal(["We have sent several links. Wait an hour, then try again"], session.Errors);
    }

    [Fact]
    public async Task A_made_up_link_opens_nothing()
    {
        using var session = new FormVisit(given.Host);
        foreach (var key in new[] { OpaqueKey.Make(), "x", "%00", "..%2f" })
        {
            await session.OpenAsync($"/go-on/{key}");
            if ((int)session.Response.StatusCode is 404 or 400) continue;
            await session.SendAsync();
            Assert.Contains("This link does not work any more", session.Text("main"), StringComparison.Ordinal);
        }
    }

    private async Task<string> SaveAsync(FormVisit session, string way, string field, string typed, string address)
    {
        await session.OpenAsync("/refer/self/save");
        await session.SendAsync(("Way", way), (field, typed));
        Assert.True(session.At == "/refer/self/saved", string.Join("; ", session.Errors));
        var draft = await given.Host.Database.ReadAsync<Guid>(
            "select referral_id from communications.message where type = 'save-and-return-link' and address = $1", address);
        var sent = (await given.Host.SentAsync(draft, "save-and-return-link"))!;
        Assert.Equal(way, StoredKeys<WorkWell.People.Contracts.Channel>.Of(sent.Channel));
        Assert.DoesNotContain("Asha", sent.Content!.Text, StringComparison.Ordinal);
        return new Uri(Regex.Match(sent.Content.Text, @"http\S+").Value).AbsolutePath;
    }
}
