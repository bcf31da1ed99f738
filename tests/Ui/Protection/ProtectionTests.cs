using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Host;
using WorkWell.TestKit;

namespace WorkWell.Ui.Tests.Protection;

public sealed class ProtectionTests
{
    [Fact]
    public async Task Every_answer_forbids_scripts_from_elsewhere_framing_and_saying_where_a_reader_came_from()
    {
        await using var host = await RunningHost.StartAsync();
        foreach (var address in new[] { "/help-now", "/no-such-page", "/health/live", "/api/no-such-call" })
        {
            var headers = (await host.Client.GetAsync(address)).Headers;
            var policy = Assert.Single(headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(headers.GetValues("Referrer-Policy")));
            Assert.Equal("same-origin", Assert.Single(headers.GetValues("Cross-Origin-Opener-Policy")));
            Assert.Equal("same-origin", Assert.Single(headers.GetValues("Cross-Origin-Resource-Policy")));
            Assert.NotEmpty(headers.GetValues("Permissions-Policy"));
            Assert.True(headers.CacheControl!.NoStore);
            Assert.False(headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Cookies_are_kept_from_scripts_and_from_other_sites_and_none_is_set_that_is_not_needed()
    {
        await using var host = await RunningHost.StartAsync(new Dictionary<string, string?> { ["Ui:Gallery"] = "true" });
        Assert.False((await host.Client.GetAsync("/help-now")).Headers.Contains("Set-Cookie"));

        var response = await host.Client.GetAsync("/ui/parts/question?lang=gu");
        var cookies = response.Headers.GetValues("Set-Cookie").ToArray();
        Assert.Equal(["workwell-form", "workwell-language"], cookies.Select(cookie => cookie.Split('=')[0]).Order());
        Assert.All(cookies, cookie => Assert.Contains("samesite=strict; httponly", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Under_the_public_address_cookies_and_headers_ask_for_encryption_whether_or_not_the_balancer_says_so()
    {
        await using var host = await RunningHost.StartAsync(
            new Dictionary<string, string?> { ["PublicAddress"] = "https://workwell.example", ["Ui:Gallery"] = "true" });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ui/parts/question?lang=gu") { Headers = { Host = "workwell.example" } };
        using var response = await host.Client.SendAsync(request);
        Assert.Equal("max-age=63072000; includeSubDomains", Assert.Single(response.Headers.GetValues("Strict-Transport-Security")));
        var cookies = response.Headers.GetValues("Set-Cookie").ToArray();
        Assert.Contains(cookies, cookie => cookie.StartsWith("__Host-workwell-form=", StringComparison.Ordinal));
        Assert.All(cookies, cookie => Assert.Contains("secure; samesite=strict; httponly", cookie, StringComparison.OrdinalIgnoreCase));

        // A form begins under that address with a cookie that no neighbouring site can plant.
        using var start = new HttpRequestMessage(HttpMethod.Get, "/leave") { Headers = { Host = "workwell.example" } };
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.Client.BaseAddress };
        using var left = await client.SendAsync(start);
        Assert.All(left.Headers.GetValues("Set-Cookie"), cookie =>
        {
            Assert.StartsWith("__Host-workwell-", cookie, StringComparison.Ordinal);
            Assert.Contains("path=/; secure", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task From_another_machine_without_encryption_no_cookie_travels_in_the_clear()
    {
        await using var host = await RunningHost.StartAsync(new Dictionary<string, string?> { ["Ui:Gallery"] = "true" });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/leave") { Headers = { Host = "10.0.0.7" } };
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.Client.BaseAddress };
        using var response = await client.SendAsync(request);
        Assert.All(response.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_form_sent_from_another_place_is_refused_with_a_page()
    {
        await using var host = await RunningHost.StartAsync(new Dictionary<string, string?> { ["Ui:Gallery"] = "true" });
        using var visit = new Visit(host);
        await visit.SendWithoutTokenAsync("/ui/parts/question");
        Assert.Equal(HttpStatusCode.BadRequest, visit.Response.StatusCode);
        Assert.Equal("We could not read this page", visit.Text("h1"));
    }

    [Fact]
    public async Task A_form_opened_on_one_host_can_be_sent_to_another_after_a_restart()
    {
        await using var database = await TestDatabase.CreateAsync();
        string token, cookie;
        await using (var first = await StartAsync(database))
        {
            using var client = new HttpClient(new HttpClientHandler { UseCookies = false });
            var page = await client.GetAsync($"{first.Urls.First()}/ui/parts/question");
            cookie = page.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
            token = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await page.Content.ReadAsStringAsync())
                .QuerySelector("input[name=form-token]")!.GetAttribute("value")!;
        }
        await using var second = await StartAsync(database);
        using var sender = new HttpClient(new HttpClientHandler { UseCookies = false });
        var request = new HttpRequestMessage(HttpMethod.Post, $"{second.Urls.First()}/ui/parts/question")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("form-token", token), KeyValuePair.Create("FullName", "Asha Patel")]),
            Headers = { { "Cookie", cookie } },
        };
        Assert.Equal(HttpStatusCode.OK, (await sender.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Keys_are_stored_encrypted_where_there_is_a_secret_and_can_be_read_with_it_again()
    {
        await using var database = await TestDatabase.CreateAsync();
        var secret = Convert.ToBase64String(new byte[32]);
        string sealedWords;
        await using (var first = await StartAsync(database, secret)) sealedWords = Protector(first).Protect("kept");
        await using var second = await StartAsync(database, secret);
        Assert.Equal("kept", Protector(second).Unprotect(sealedWords));
        var stored = await database.ReadAsync<string>("select string_agg(content, '') from ui.key");
        Assert.Contains("<encryptedSecret", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", stored, StringComparison.Ordinal);
    }

    private static IDataProtector Protector(WebApplication host) => host.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private static async Task<WebApplication> StartAsync(TestDatabase database, string? secret = null)
    {
        var app = WorkWellHost.Build(new HostSettings
        {
            ConnectionString = database.HostConnectionString,
            ConfigFolder = Checkout.Path("config"),
            PluginsFolder = Checkout.Path("artifacts", "areas"),
            Address = "http://127.0.0.1:0",
            Overrides = new Dictionary<string, string?> { ["Ui:Gallery"] = "true", ["Protection:KeySecret"] = secret,
            ["Data"] = Checkout.Path(".workwell", "test-data") },
        });
        await app.StartAsync();
        return app;
    }
}
