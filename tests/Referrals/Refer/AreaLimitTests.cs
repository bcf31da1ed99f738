using System.Net;
using System.Text.Json.Nodes;
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

    [Fact]
    public async Task Repeats_of_a_known_post_use_up_nothing_and_are_answered_whatever_is_used_up()
    {
        await using var door = await WithAsync(perMinute: "20", share: "1");
        var known = OneDoor.Good();
        for (var i = 0; i < 60; i++) await door.ReferAsync(known, key: "known");
        for (var i = 0; i < 19; i++) await door.ReferAsync(OneDoor.Good());
        using var refused = await door.PostAsync(OneDoor.Good());
        await OneDoor.ProblemAsync(refused, 429, "referrals.too-many");
        await door.ReferAsync(known, key: "known");
    }

    [Fact]
    public async Task Whatever_is_used_up_an_urgent_referral_is_taken()
    {
        await using var door = await WithAsync(perMinute: "1", share: "1");
        await door.ReferAsync(OneDoor.Good());
        var urgent = OneDoor.Good();
        urgent["safety"] = new JsonObject { ["mayHarmThemselves"] = true };
        Assert.True((await door.ReferAsync(urgent)).TryGetProperty("reference", out _));
    }

    [Fact]
    public async Task One_address_has_a_small_share_of_an_area_and_leaves_the_rest_to_others()
    {
        await using var door = await WithAsync(perMinute: "10", share: "0.2");
        foreach (var _ in new int[2]) await door.ReferAsync(OneDoor.Good());
        using var refused = await door.PostAsync(OneDoor.Good());
        await OneDoor.ProblemAsync(refused, 429, "referrals.too-many");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        // The proxy in front of the host says whose request it is.
        using var other = new HttpRequestMessage(HttpMethod.Post, "/api/referrals/self")
        {
            Content = new StringContent(OneDoor.Good().ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
            Headers = { { "X-Forwarded-For", "192.0.2.7" } },
        };
        using var taken = await door.Host.Client.SendAsync(other);
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
    }

    private static async Task<OneDoor> WithAsync(string perMinute, string share) => new()
    {
        Host = await RunningHost.StartAsync(new Dictionary<string, string?>
        {
            ["Protection:SentPerAreaPerMinute"] = perMinute,
            ["Protection:ShareOfOneAddress"] = share,
            ["Protection:TrustedProxies:0"] = "127.0.0.1",
        }),
    };
}
