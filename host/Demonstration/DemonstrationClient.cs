using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace WorkWell.Host.Demonstration;

/// <summary>Posts to a running host's public routes, as any caller would.</summary>
internal sealed class DemonstrationClient(string address) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = new Uri(address) };

    public void SignIn(string secret) => client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);

    /// <summary>Posts one referral of the file under its own idempotency key, so posting it again creates no second one.</summary>
    public async Task<JsonObject> ReferAsync(DemonstrationFile file, int number, CancellationToken cancellationToken)
    {
        var given = file.Given(number);
        var (status, answer) = await PostAsync(
            $"/api/referrals/{given.ReferralSource}", (JsonObject)given.Referral.DeepClone(), given.Key, cancellationToken);
        return status == StatusCodes.Status201Created
            ? answer
            : throw new InvalidOperationException(
            $"Referral {number} of the demonstration ({given.Note}) failed with status {status}: {answer.ToJsonString()}");
    }

    /// <summary>Posts JSON.</summary>
    /// <returns>The status and the response.</returns>
    public async Task<(int Status, JsonObject Answer)> PostAsync(string path, JsonObject body, string? idempotencyKey, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var response = await client.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return ((int)response.StatusCode, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject());
    }

    public void Dispose() => client.Dispose();
}
