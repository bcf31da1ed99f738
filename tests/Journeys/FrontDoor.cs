using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Journeys.Tests;

/// <summary>The real host, called over HTTP as the public and offices call it.</summary>
public sealed class FrontDoor : IAsyncLifetime
{
    public RunningHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await RunningHost.StartAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>A person whom the area can help.</summary>
    public static JsonObject Someone(string referralSource, string postcode, string? practice = null)
    {
        var json = new JsonObject
        {
            ["person"] = new JsonObject
            {
                ["givenName"] = "Rosa",
                ["familyName"] = FamilyNames.Next(),
                ["bornOn"] = "1990-05-17",
                ["email"] = $"{Guid.NewGuid():n}@people.example",
                ["postcode"] = postcode,
                ["consents"] = new JsonObject { ["service"] = true, ["share-with-partners"] = true },
            },
            ["practice"] = practice,
            ["work"] = new JsonObject { ["situation"] = "out-of-work", ["weeksOutOfWork"] = 12, ["healthAffectsWork"] = true,
            ["leftWorkBecauseOfHealth"] = true, ["wantsPaidWork"] = true, ["rightToWork"] = true },
            ["health"] = new JsonObject { ["mainProblem"] = 12, ["needs"] = new JsonArray("mental-health", "finding-work") },
            ["lookingFor"] = "placement",
        };
        if (referralSource != "self")
            json["referrer"] = new JsonObject { ["name"] = "Sam Example", ["email"] = "sam@referrer.example", ["agreement"] = "Rosa asked me to send this.",
            ["progressAllowed"] = true };
        return json;
    }

    public async Task<JsonElement> ReferAsync(string referralSource, JsonNode json)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Post, $"/api/referrals/{referralSource}") { Content = new StringContent(json.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var response = await Host.Client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonElement.Parse(body);
    }

    /// <summary>An office with its own key.</summary>
    public async Task<HttpClient> OfficeAsync(string area)
    {
        var (secret, problem) = await Host.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new() { Name = $"{area}-{Guid.NewGuid():n}", Areas = [area], Permissions = Permission.All, Lasts = TimeSpan.FromDays(365) }, default);
        Assert.Null(problem);
        return new HttpClient { BaseAddress = Host.Client.BaseAddress,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", secret) } };
    }

    /// <summary>The states of a referral's follow-ups, one per line: "acknowledge done", "offer-nudge due".</summary>
    public Task<string?> FollowUpsAsync(string reference) => Host.Database.ReadAsync<string>(
        """
        select string_agg(format('%s %s', d.step, (array['due', 'done', 'cancelled', 'too late', 'nobody', 'set aside'])[d.state + 1]), E'\n'
          order by d.step, d.repeat_number)
        from follow_ups.follow_up d join referrals.referral r on r.id = d.referral_id where r.reference = $1
        """, reference);

    /// <summary>The types of the messages written for a referral.</summary>
    public async Task<IReadOnlyList<string>> MessagesAsync(string reference) => (await Host.Database.ReadAsync<string>(
        "select string_agg(m.type, ',' order by m.type) from communications.message m join referrals.referral r on r.id = m.referral_id where r.reference = " +
        "$1", reference))?.Split(',') ?? [];
}
