using System.Text.RegularExpressions;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>Save and come back: a link that works until it expires or the form is sent.</summary>
public sealed class SavedFormTests(OneDoor given) : IClassFixture<OneDoor>
{
    [Theory]
    [InlineData("email", "Email", "reader@example.org", "reader@example.org")]
    [InlineData("sms", "Phone", "07700 900456", "+447700900456")]
    public async Task The_link_is_sent_where_the_reader_says_and_opens_the_form_until_it_is_sent(string way, string field, string typed, string address)
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

        // The browser in which it was saved has it no more, and the link opens it again wherever the reader is next.
        await session.OpenAsync("/refer/self/name");
        Assert.Equal("/refer/self/expired", session.At);
        using var third = new FormVisit(given.Host);
        await third.OpenAsync(link);
        await third.SendAsync();
        Assert.Equal("/refer/self/contact", third.At);
        await another.OpenAsync("/refer/self/name");
        Assert.Equal("/refer/self/expired", another.At);

        await third.GoOnAsync();
        Assert.Equal("/refer/self/done", third.At);
        await OpensNothingAsync(link);
    }

    [Fact]
    public async Task A_link_works_for_fourteen_days()
    {
        using var session = new FormVisit(given.Host);
        await session.FillAsync("contact");
        var link = await SaveAsync(session, "email", "Email", "late@example.org", "late@example.org");
        given.Host.Clock.Advance(TimeSpan.FromDays(13.9));
        using var another = new FormVisit(given.Host);
        await another.OpenAsync(link);
        await another.SendAsync();
        Assert.Equal("/refer/self/contact", another.At);
        given.Host.Clock.Advance(TimeSpan.FromDays(0.2));
        await OpensNothingAsync(link);
    }

    [Theory]
    // A telephone, which closes its browser when it needs the memory.
    [InlineData("Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36", "safe", true)]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1", "safe", true)]
    // Whoever picks up the phone of somebody who is not safe must not find the form.
    [InlineData("Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36", "danger", false)]
    // A computer may be shared.
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36", "safe", false)]
    public async Task On_a_phone_the_form_outlives_the_browser_for_a_day_and_the_reference_does_not(string browser, string safety, bool outlives)
    {
        using var session = new FormVisit(given.Host) { Browser = browser };
        await session.FillAsync("name", own: ("safety", [("Safety", safety)]));
        var cookie = Assert.Single(session.Cookies.GetAllCookies(), cookie => cookie.Name == "workwell-referral-self");
        Assert.Equal(outlives, cookie.Expires != DateTime.MinValue);
        if (outlives) Assert.InRange(cookie.Expires - TimeProvider.System.GetLocalNow().DateTime, TimeSpan.FromHours(23), TimeSpan.FromHours(24.1));

        await session.GoOnAsync();
        Assert.Equal("/refer/self/done", session.At);
        cookie = Assert.Single(session.Cookies.GetAllCookies(), cookie => cookie.Name == "workwell-referral-self");
        Assert.Equal(DateTime.MinValue, cookie.Expires);
    }

    [Fact]
    public async Task An_office_behind_one_address_is_limited_by_forms_and_not_by_pages()
    {
        await using var host = await RunningHost.StartAsync(new Dictionary<string, string?>
        {
            ["Protection:FormsPerMinute"] = "2", ["Protection:PagesPerMinute"] = "10", ["Protection:FormPagesPerMinute"] = "100",
        });
        using var first = new FormVisit(host);
        using var second = new FormVisit(host);
        await first.FillAsync();
        Assert.Equal("/refer/self/done", first.At);
        await second.FillAsync("situation");
        Assert.Equal("/refer/self/situation", second.At);
        // A third form is one too many in this minute; the second goes on.
        using var third = new FormVisit(host);
        await third.OpenAsync("/refer/self");
        await third.SendAsync();
        Assert.Equal(429, (int)third.Response.StatusCode);
        await second.GoOnAsync("contact");
        Assert.Equal("/refer/self/contact", second.At);
        // Pages of forms have a limit too: one that no office reaches.
        for (var page = 0; page < 100 && (int)second.Response.StatusCode != 429; page++) await second.OpenAsync("/refer/self/contact");
        Assert.Equal(429, (int)second.Response.StatusCode);
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
        Assert.Equal(["Wait an hour, then try again. We have sent several links"], session.Errors);
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

    private async Task OpensNothingAsync(string link)
    {
        using var session = new FormVisit(given.Host);
        await session.OpenAsync(link);
        await session.SendAsync();
        Assert.Contains("This link does not work any more", session.Text("main"), StringComparison.Ordinal);
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
