using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.TestKit;

namespace WorkWell.Referrals.Tests;

/// <summary>The real host, spoken to as a door or an office would.</summary>
public sealed class OneDoor : IAsyncLifetime
{
    private static int people;

    public RunningHost Host { get; internal set; } = null!;

    /// <summary>Starts a host on a copy of the checkout's configuration with other coaching services in Leicester.</summary>
    /// <param name="configFolder">An empty folder for the copy, which whoever made it deletes.</param>
    /// <param name="change">Changes the services of the first organisation.</param>
    /// <param name="organisation">Changes that organisation.</param>
    /// <param name="settings">Settings of the host.</param>
    public static async Task<OneDoor> StartAsync(
        string configFolder, Action<JsonArray> change, Action<JsonNode>? organisation = null, Dictionary<string, string?>? settings = null)
    {
        FolderCopy.Make(Checkout.Path("config"), configFolder);
        var path = Path.Combine(configFolder, "areas", "llr", "partners.json");
        var partners = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        change(partners["organisations"]![0]!["services"]!.AsArray());
        organisation?.Invoke(partners["organisations"]![0]!);
        await File.WriteAllTextAsync(path, partners.ToJsonString());
        return new() { Host = await RunningHost.StartAsync(settings, configFolder: configFolder) };
    }

    public async ValueTask InitializeAsync() =>
        // Drafted translations may be shown here; that only approved ones are shown otherwise is tested where words are.
        Host = await RunningHost.StartAsync(new Dictionary<string, string?> { ["Communications:RequireApproval"] = "false" });

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>A referral that the door takes as it stands, as JSON to change. Each is of another person: nobody else was born that day.</summary>
    public static JsonObject Good(string referralSource = "self", string postcode = "LE1 0ZA")
    {
        var json = JsonSerializer.SerializeToNode(ApiDocument.Example(StoredKeys<ReferralSource>.Read(referralSource)), ReferralJson.AtDoors)!.AsObject();
        json["person"]!["postcode"] = postcode;
        json["person"]!["bornOn"] = new DateOnly(1965, 1, 1).AddDays(Interlocked.Increment(ref people)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return json;
    }

    public Task<HttpResponseMessage> PostAsync(JsonNode json, string referralSource = "self", string? key = null) =>
        PostAsync(new StringContent(json.ToJsonString(), Encoding.UTF8, "application/json"), referralSource, key);

    public Task<HttpResponseMessage> PostAsync(HttpContent body, string referralSource = "self", string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/referrals/{referralSource}") { Content = body };
        if ((key ?? (referralSource == "self" ? null : Guid.NewGuid().ToString())) is { } value)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", value);
        return Host.Client.SendAsync(request);
    }

    /// <summary>Posts and reads the answer of a referral that was taken.</summary>
    public async Task<JsonElement> ReferAsync(JsonNode json, string referralSource = "self", string? key = null)
    {
        var response = await PostAsync(json, referralSource, key);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonElement.Parse(body);
    }

    public async Task<HttpClient> OfficeAsync(string area, params string[] permissions)
    {
        var (secret, problem) = await Host.Services.GetRequiredService<IServiceKeys>().MakeAsync(
            new() { Name = $"{area}-{Guid.NewGuid():n}", Areas = [area], Permissions = permissions.Length > 0 ? permissions : Permission.All,
            Lasts = TimeSpan.FromDays(365) }, default);
        Assert.Null(problem);
        return new HttpClient { BaseAddress = Host.Client.BaseAddress,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", secret) } };
    }

    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, int status, string code)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode} {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonElement.Parse(body);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        return problem;
    }
}
