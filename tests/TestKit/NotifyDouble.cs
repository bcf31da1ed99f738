using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WorkWell.TestKit;

/// <summary>What the double does with a message.</summary>
public enum NotifyBehaviour
{
    /// <summary>Accepts it.</summary>
    Accept,

    /// <summary>Accepts it and responds only when released.</summary>
    Hold,

    /// <summary>Accepts it and never responds.</summary>
    SayNothing,

    /// <summary>Accepts it and closes the connection without a response.</summary>
    HangUp,

    /// <summary>Accepts it and responds with an internal error.</summary>
    ErrorAfter,

    /// <summary>Rejects it with an internal error.</summary>
    ErrorBefore,

    /// <summary>Rejects it: too many requests in a minute.</summary>
    RateLimit,

    /// <summary>Rejects it: too many requests today.</summary>
    DailyLimit,

    /// <summary>Rejects it: invalid address.</summary>
    RefuseAddress,

    /// <summary>Rejects it: the service is in trial mode.</summary>
    TrialMode,

    /// <summary>Rejects it: the template needs a field we do not send.</summary>
    MissingPersonalisation,
}

/// <summary>A message as GOV.UK Notify would store it.</summary>
public sealed record NotifyMessage
{
    /// <summary>Notify's own id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Our reference.</summary>
    public required string Reference { get; init; }

    /// <summary>"email", "sms" or "letter".</summary>
    public required string Type { get; init; }

    /// <summary>The address or number; for a letter the address lines.</summary>
    public required string To { get; init; }

    /// <summary>The template.</summary>
    public required string TemplateId { get; init; }

    /// <summary>The subject we sent.</summary>
    public string? Subject { get; init; }

    /// <summary>The body we sent.</summary>
    public required string Body { get; init; }
}

/// <summary>
/// A local double of GOV.UK Notify that follows its published API: signed tokens, the three ways to send, status by reference, and the error format. Its list
/// of accepted messages is an independent record of what arrived.
/// </summary>
public sealed class NotifyDouble : IAsyncDisposable
{
    /// <summary>The valid API key.</summary>
    public const string ApiKey = $"double-{ServiceId}-{Secret}";

    private const string ServiceId = "26785a09-ab16-4eb0-8407-a37497a57506";
    private const string Secret = "3d844edf-8d35-48ac-975b-e847b4f122b0";

    private readonly WebApplication app;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private readonly List<NotifyMessage> received = [];
    private readonly Dictionary<Guid, string> statuses = [];

    private NotifyDouble(WebApplication app, TimeProvider clock)
    {
        this.app = app;
        this.clock = clock;
    }

    /// <summary>The double's address.</summary>
    public string Address => app.Urls.First();

    /// <summary>Chooses the behaviour by recipient; null accepts everything.</summary>
    public Func<string, NotifyBehaviour>? Behaviour { get; set; }

    /// <summary>An error for every message: status, error type and message; null follows <see cref="Behaviour"/>.</summary>
    public (int Status, string Error, string Message)? Refuses { get; set; }

    /// <summary>Completes when held answers may go out.</summary>
    public TaskCompletionSource Release { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The accepted messages, in order.</summary>
    public IReadOnlyList<NotifyMessage> Received
    {
        get
        {
            lock (gate) return [.. received];
        }
    }

    /// <summary>Host settings that point to the double.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Notify:BaseAddress"] = Address,
        ["Notify:ApiKey"] = ApiKey,
        ["Notify:EmailTemplate"] = "11111111-1111-4111-8111-111111111111",
        ["Notify:SmsTemplate"] = "22222222-2222-4222-8222-222222222222",
        ["Notify:LetterTemplate"] = "33333333-3333-4333-8333-333333333333",
        ["Notify:ReceiptToken"] = "a-bearer-token-for-receipts",
    };

    /// <summary>Starts the double on a free port.</summary>
    /// <param name="clock">The clock; null for the real time.</param>
    /// <returns>The double; dispose of it.</returns>
    public static async Task<NotifyDouble> StartAsync(TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var notify = new NotifyDouble(app, clock ?? TimeProvider.System);
        app.MapPost("/v2/notifications/{type}", (string type, HttpContext context) => notify.SendAsync(type, context));
        app.MapGet("/v2/notifications", (string? reference, HttpContext context) => notify.Find(reference, context));
        await app.StartAsync();
        return notify;
    }

    /// <summary>Sets the status that the double reports for a message.</summary>
    /// <param name="reference">Our reference.</param>
    /// <param name="status">A status such as "delivered".</param>
    public void SetStatus(string reference, string status)
    {
        lock (gate)
        {
            foreach (var message in received.Where(message => message.Reference == reference)) statuses[message.Id] = status;
        }
    }

    /// <summary>Sends a delivery receipt, as Notify does.</summary>
    /// <param name="host">A client of our host.</param>
    /// <param name="reference">Our reference.</param>
    /// <param name="status">A status such as "permanent-failure".</param>
    /// <param name="token">The bearer token.</param>
    /// <returns>The host's response.</returns>
    public async Task<HttpResponseMessage> SendReceiptAsync(HttpClient host, string reference, string status, string token = "a-bearer-token-for-receipts")
    {
        var message = Received.First(message => message.Reference == reference);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/communications/notify/receipts")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            Content = JsonContent.Create(new
            {
                id = message.Id,
                reference,
                to = message.To,
                status,
                created_at = "2026-09-07T09:00:00.000000Z",
                completed_at = "2026-09-07T09:00:10.000000Z",
                sent_at = "2026-09-07T09:00:05.000000Z",
                notification_type = message.Type,
                template_id = message.TemplateId,
                template_version = 1,
            }),
        };
        return await host.SendAsync(request);
    }

    /// <summary>Stops the double.</summary>
    public async ValueTask DisposeAsync()
    {
        Release.TrySetResult();
        using var soon = new CancellationTokenSource();
        await soon.CancelAsync();
        await app.StopAsync(soon.Token);
        await app.DisposeAsync();
    }

    private async Task<IResult> SendAsync(string type, HttpContext context)
    {
        if (Refusal(context) is { } refused) return refused;
        if (Refuses is var (status, error, words)) return Error(status, error, words);
        using var json = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var message = Read(type, json.RootElement);
        var behaviour = Behaviour?.Invoke(message.To) ?? NotifyBehaviour.Accept;
        switch (behaviour)
        {
            case NotifyBehaviour.ErrorBefore: return Error(500, "Exception", "Internal server error");
            case NotifyBehaviour.RateLimit: return Error(429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds");
            case NotifyBehaviour.DailyLimit: return Error(429, "TooManyRequestsError", "Exceeded send limits (250000) for today");
            case NotifyBehaviour.TrialMode: return Error(400, "BadRequestError", "Can't send to this recipient when service is in trial mode");
            case NotifyBehaviour.MissingPersonalisation: return Error(400, "ValidationError", "personalisation body is a required property");
            case NotifyBehaviour.RefuseAddress:
                return Error(400, "ValidationError",
                    type switch { "email" => "email_address Not a valid email address", "sms" => "phone_number Not enough digits",
                    _ => "Must be a real UK postcode" });
        }
        lock (gate)
        {
            received.Add(message);
            statuses[message.Id] = "created";
        }
        switch (behaviour)
        {
            case NotifyBehaviour.ErrorAfter: return Error(500, "Exception", "Internal server error");
            case NotifyBehaviour.Hold:
                await Release.Task.WaitAsync(context.RequestAborted);
                break;
            case NotifyBehaviour.SayNothing:
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
                break;
            case NotifyBehaviour.HangUp:
                context.Abort();
                return Results.Empty;
        }
        return Results.Json(
            new { id = message.Id, reference = message.Reference, content = new { body = message.Body }, uri = $"{Address}/v2/notifications/{message.Id}",
            template = new { id = message.TemplateId, version = 1 } },
            statusCode: 201);
    }

    private IResult Find(string? reference, HttpContext context)
    {
        if (Refusal(context) is { } refused) return refused;
        lock (gate)
        {
            var found = received.Where(message => message.Reference == reference)
                .Select(message => new { id = message.Id, reference = message.Reference, type = message.Type, status = statuses[message.Id] });
            return Results.Json(new { notifications = found.ToArray(), links = new { current = $"{Address}/v2/notifications?reference={reference}" } });
        }
    }

    private IResult? Refusal(HttpContext context)
    {
        // Responses carry Notify's own time, which a host with a wrong clock can use.
        context.Response.Headers.Date = clock.GetUtcNow().ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        if (context.Request.Headers.Authorization.ToString().Split(' ') is not ["Bearer", var token]
            || token.Split('.') is not [var header, var claims, var signature])
            return Error(401, "AuthError", "Unauthorized: authentication token must be provided");
        var right = Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.ASCII.GetBytes($"{header}.{claims}")));
        using var said = JsonDocument.Parse(Base64Url.DecodeFromChars(claims));
        if (signature != right || said.RootElement.GetProperty("iss").GetString() != ServiceId)
            return Error(403, "AuthError", "Invalid token: API key not found");
        var at = DateTimeOffset.FromUnixTimeSeconds(said.RootElement.GetProperty("iat").GetInt64());
        return (at - clock.GetUtcNow()).Duration() > TimeSpan.FromSeconds(30)
            ? Error(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds") : null;
    }

    private static IResult Error(int status, string error, string message) =>
        Results.Json(new { status_code = status, errors = new[] { new { error, message } } }, statusCode: status);

    private static NotifyMessage Read(string type, JsonElement body)
    {
        var personal = body.GetProperty("personalisation");
        var to = type switch
        {
            "email" => body.GetProperty("email_address").GetString()!,
            "sms" => body.GetProperty("phone_number").GetString()!,
            _ => string.Join('\n', Enumerable.Range(1, 7)
            .Select(line => personal.TryGetProperty($"address_line_{line}", out var text) ? text.GetString() : null).OfType<string>()),
        };
        return new NotifyMessage
        {
            Id = Guid.NewGuid(),
            Reference = body.GetProperty("reference").GetString()!,
            Type = type,
            To = to,
            TemplateId = body.GetProperty("template_id").GetString()!,
            Subject = personal.TryGetProperty("subject", out var subject) ? subject.GetString() : null,
            Body = personal.GetProperty("body").GetString()!,
        };
    }
}
