using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkWell.TestKit;

namespace WorkWell.Ui.Tests.Protection;

/// <summary>Every failure gives a browser a page in the reader's language with all security headers.</summary>
public sealed partial class KindRefusalTests(BrokenSearch broken) : IClassFixture<BrokenSearch>
{
    public static TheoryData<int, string, string> Refusals => new(
        from refusal in new[] { (400, "bad-request"), (401, "forbidden"), (403, "forbidden"), (404, "not-found"), (405, "not-found"), (413, "too-large"),
        (429, "too-many"), (500, "failed"), (502, "unavailable"), (503, "unavailable") }
        from language in new[] { "en", "gu", "ar" }
        select (refusal.Item1, refusal.Item2, language));

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Every_refusal_has_a_kind_page_in_the_readers_language(int status, string key, string language)
    {
        await using var scope = broken.Host.Services.CreateAsyncScope();
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider,
            Request = { Method = "GET", Path = "/x", Headers = { Accept = "text/html", AcceptLanguage = language } },
            Response = { Body = body, StatusCode = status } };
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = http;

        Assert.True(await scope.ServiceProvider.GetRequiredService<IProblemDetailsService>()
            .TryWriteAsync(new() { HttpContext = http, ProblemDetails = { Status = status, Detail = "for programmers" } }));

        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(System.Text.Encoding.UTF8.GetString(body.ToArray()));
        var words = JsonSerializer.Deserialize<Dictionary<string, string>>(
            await File.ReadAllTextAsync(Checkout.Path("config", "texts", language, "problems.json")))!;
        Assert.Equal((status, language, words[$"{key}-title"]),
            (http.Response.StatusCode, page.DocumentElement.GetAttribute("lang"), page.QuerySelector("h1")!.TextContent));
        Assert.DoesNotContain("for programmers", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_fails_says_so_without_a_word_of_what_it_was_about()
    {
        broken.Failure = new InvalidOperationException("Asha Patel, LE4 7QX");
        using var visit = new Visit(broken.Host, acceptLanguage: "gu");
        await visit.OpenAsync("/find-help/results?need=housing");
        Assert.Equal(HttpStatusCode.InternalServerError, visit.Response.StatusCode);
        Assert.Equal("gu", visit.Page.DocumentElement.GetAttribute("lang"));
        Assert.DoesNotContain("Asha", visit.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", visit.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(PostgresErrorCodes.TooManyConnections)]
    [InlineData(PostgresErrorCodes.CannotConnectNow)]
    [InlineData(PostgresErrorCodes.ReadOnlySqlTransaction)]
    [InlineData(PostgresErrorCodes.DiskFull)]
    [InlineData(PostgresErrorCodes.OutOfMemory)]
    public async Task Where_the_database_cannot_be_reached_or_written_the_page_says_that_the_service_is_not_working_now(string? says)
    {
        broken.Failure = says is null ? new NpgsqlException("no", new SocketException((int)SocketError.ConnectionRefused))
            : new PostgresException("no", "FATAL", "FATAL", says);
        using var visit = new Visit(broken.Host);
        await visit.OpenAsync("/find-help/results");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, visit.Response.StatusCode);
        Assert.Equal("The service is not working right now", visit.Text("h1"));
    }

    [Theory]
    [InlineData("GET", "/help-now", 200)]
    [InlineData("GET", "/", 200)]
    [InlineData("GET", "/refer/self/place", 302)]
    [InlineData("GET", "/refer/bulk/template.csv", 200)]
    [InlineData("GET", "/no-such-page", 404)]
    [InlineData("GET", "/find-help/results", 500)]
    [InlineData("POST", "/find-help", 400)]
    [InlineData("POST", "/api/referrals/self", 415)]
    [InlineData("POST", "/api/referrals/employer/bulk", 401)]
    [InlineData("GET", "/openapi/v1.json", 200)]
    [InlineData("GET", "/health/ready", 200)]
    [InlineData("DELETE", "/help-now", 400)]
    public async Task Every_kind_of_answer_carries_every_protection(string method, string address, int status)
    {
        broken.Failure = new InvalidOperationException("no");
        using var client = new HttpClient(
            new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = broken.Host.Client.BaseAddress,
            DefaultRequestHeaders = { { "Accept", "text/html" } } };
        var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), address));
        Assert.Equal(status, (int)response.StatusCode);
        var headers = response.Headers;
        Assert.Contains("default-src 'none'", Assert.Single(headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(headers.GetValues("X-Frame-Options")));
        Assert.Equal("no-referrer", Assert.Single(headers.GetValues("Referrer-Policy")));
        Assert.Equal("require-corp", Assert.Single(headers.GetValues("Cross-Origin-Embedder-Policy")));
        Assert.NotEmpty(headers.GetValues("Permissions-Policy"));
        Assert.False(headers.Contains("Server"));
        Assert.False(headers.Contains("Strict-Transport-Security"), "Over plain http a browser must ignore it.");
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_that_took_https_browsers_are_held_to_https_and_cookies_to_it()
    {
        var response = await ThroughProxyAsync(broken.Host);
        Assert.Equal("max-age=63072000; includeSubDomains", Assert.Single(response.Headers.GetValues("Strict-Transport-Security")));
        Assert.All(response.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Nobody_elses_word_on_https_is_taken()
    {
        await using var host = await RunningHost.StartAsync(new Dictionary<string, string?> { ["Ui:Gallery"] = "true" });
        Assert.False((await ThroughProxyAsync(host)).Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task The_cookies_that_are_set_are_those_the_readme_names_and_no_others()
    {
        var set = new SortedSet<string>(StringComparer.Ordinal);
        var jar = new CookieContainer();
        using var client = new HttpClient(
            new HttpClientHandler { CookieContainer = jar }) { BaseAddress = broken.Host.Client.BaseAddress,
            DefaultRequestHeaders = { { "Accept", "text/html" } } };
        foreach (var address in new[] { "/", "/areas/llr", "/help-now", "/refer", "/find-help?lang=gu", "/refer/bulk", "/refer/self" })
        {
            var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await client.GetStringAsync(address));
            if (address != "/refer/self") continue;
            var token = page.QuerySelector("input[name=form-token]")!.GetAttribute("value")!;
            await client.PostAsync(address, new FormUrlEncodedContent([KeyValuePair.Create("form-token", token)]));
        }
        set.UnionWith(jar.GetAllCookies().Select(cookie => cookie.Name));
        var row = (await File.ReadAllLinesAsync(Checkout.Path("modules", "Ui", "README.md")))
            .Single(line => line.StartsWith("| cookies:", StringComparison.Ordinal));
        Assert.Equal(CookieName().Matches(row).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal), set);
        Assert.All(jar.GetAllCookies(), cookie => Assert.True(cookie.HttpOnly && cookie.Expires == default, cookie.Name));
    }

    private static Task<HttpResponseMessage> ThroughProxyAsync(RunningHost host)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Get, "/ui/parts/question?lang=gu") { Headers = { { "X-Forwarded-Proto", "https" }, { "X-Forwarded-For", "203.0.113.7" } } };
        return host.Client.SendAsync(request);
    }

    [GeneratedRegex("`(workwell-[a-z-]+)`")]
    private static partial Regex CookieName();
}
