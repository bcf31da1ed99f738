using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using WorkWell.TestKit;

namespace WorkWell.Ui.Tests.Protection;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Whoever_loads_too_many_pages_is_asked_in_their_language_to_wait()
    {
        await using var host = await RunningHost.StartAsync(new Dictionary<string, string?> { ["Protection:PagesPerMinute"] = "2" });
        using var visit = new Visit(host, acceptLanguage: "ar");
        await visit.OpenAsync("/help-now");
        await visit.OpenAsync("/help-now");
        await visit.OpenAsync("/help-now");
        Assert.Equal(HttpStatusCode.TooManyRequests, visit.Response.StatusCode);
        Assert.InRange(visit.Response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("انتظر قليلًا من فضلك", visit.Text("h1"));
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync(visit.Page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task A_program_that_calls_too_often_gets_problem_details()
    {
        await using var host = await RunningHost.StartAsync(new Dictionary<string, string?> { ["Protection:CallsPerMinute"] = "1" });
        await host.Client.GetAsync("/api/no-such-call");
        var response = await host.Client.GetAsync("/api/no-such-call");
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.NotNull(response.Headers.RetryAfter);
        var problem = await response.Content.ReadFromJsonAsync<JsonObject>();
        Assert.Equal("urn:workwell:problem:too-many-requests", problem!["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task Sending_forms_is_bounded_more_tightly_than_reading()
    {
        await using var host = await RunningHost.StartAsync(new Dictionary<string, string?> { ["Ui:Gallery"] = "true", ["Protection:FormsPerMinute"] = "1" });
        using var visit = new Visit(host);
        await visit.OpenAsync("/ui/parts/question");
        await visit.SendAsync(("FullName", "Asha Patel"));
        Assert.Equal(HttpStatusCode.OK, visit.Response.StatusCode);
        await visit.SendAsync(("FullName", "Asha Patel"));
        Assert.Equal(HttpStatusCode.TooManyRequests, visit.Response.StatusCode);
        await visit.OpenAsync("/ui/parts/question");
        Assert.Equal(HttpStatusCode.OK, visit.Response.StatusCode);
    }
}
