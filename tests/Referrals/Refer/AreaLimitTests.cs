using System.Net;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

public sealed class AreaLimitTests
{
    [Fact]
    public async Task An_area_takes_so_many_forms_in_a_minute_and_one_that_waits_loses_nothing()
    {
        await using var host = await RunningHost.StartAsync(new Dictionary<string, string?> { ["Protection:SentPerAreaPerMinute"] = "1" });
        using var first = new FormVisit(host);
        await first.FillAsync();
        Assert.Equal("/refer/self/done", first.At);

        using var second = new FormVisit(host, "ar");
        await second.FillAsync(until: "check-answers");
        await second.SendAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, second.Response.StatusCode);
        Assert.Equal("انتظر قليلًا من فضلك", second.Heading);
        Assert.InRange(second.Response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        await second.OpenAsync("/refer/self/check-answers");
        Assert.Contains("Asha", second.Text("main"), StringComparison.Ordinal);

        // Whoever sends JSON meets the same limit.
        using var json = new StringContent(OneDoor.Good().ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var refused = await host.Client.PostAsync("/api/referrals/self", json);
        await OneDoor.ProblemAsync(refused, 429, "referrals.too-many");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);

        using var elsewhere = new FormVisit(host);
        await elsewhere.FillAsync(own: ("place", [("Way", "postcode"), ("Postcode", "N17 0ZA")]));
        Assert.Equal("/refer/self/done", elsewhere.At);
    }
}
