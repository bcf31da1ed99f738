using System.Net;
using System.Text;
using System.Text.Json;
using WorkWell.TestKit;

namespace WorkWell.Host.Tests.Attacks;

/// <summary>The database is gone for a while.</summary>
public sealed class UnavailableTests
{
    [Fact]
    public async Task The_api_says_in_problem_details_that_nothing_was_stored_and_when_to_send_it_again()
    {
        await using var host = await RunningHost.StartAsync();
        await host.Database.CloseAsync();
        // Connections that the host had open are found broken one by one.
        var refused = await PostAsync(host.Client);
        for (var tries = 0; tries < 20 && refused.StatusCode != HttpStatusCode.ServiceUnavailable; tries++) refused = await PostAsync(host.Client);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 120);
        var problem = JsonElement.Parse(await refused.Content.ReadAsStringAsync());
        Assert.Equal("urn:workwell:problem:unavailable", problem.GetProperty("type").GetString());
        Assert.Contains("Retry-After", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client)
    {
        using var body = new StringContent(
            """{"person":{"givenName":"Asha","familyName":"Patel","bornOn":"1985-03-27","email":"asha@example.org"}}""", Encoding.UTF8, "application/json");
        return await client.PostAsync("/api/referrals/self", body);
    }
}
