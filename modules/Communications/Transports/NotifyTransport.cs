using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using WorkWell.Communications.Outbox;
using WorkWell.People.Contracts;

namespace WorkWell.Communications.Transports;

/// <summary>
/// Sends e-mails, text messages and letters through GOV.UK Notify's API, each with our reference, by which its status can be queried later. Notify asks clients
/// to rely on status codes and error types, not on the text of errors.
/// </summary>
internal sealed class NotifyTransport : IAnsweringTransport, IDisposable
{
    private static readonly TimeSpan RetryAfterUnavailable = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WhenMisconfigured = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WhenDayIsFull = TimeSpan.FromMinutes(15);

    private readonly NotifyOptions options;
    private readonly TimeProvider clock;
    private readonly HttpClient client;
    private long skewTicks;

    public NotifyTransport(NotifyOptions options, TimeProvider clock)
    {
        this.options = options;
        this.clock = clock;
        // The caller limits how long a call may take.
        client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false })
        {
            BaseAddress = options.BaseAddress,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 1024 * 1024,
        };
    }

    public string Name => "notify";

    public int Connections => options.Connections;

    public int PerMinute => options.PerMinute;

    public bool IsLimitShared => true;

    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (!options.Templates.TryGetValue(message.Words.Channel, out var template)) return new SendResult.NotSent("notify-no-template") { IsOurs = true };
        try
        {
            using var response = await CallAsync(() => Post(message, template), cancellationToken);
            return (int)response.StatusCode switch
            {
                201 => new SendResult.Accepted(),
                // Not an answer of Notify's API.
                >= 200 and < 300 => new SendResult.Unclear("notify-unknown-answer"),
                _ => await RefusalAsync(response, message.Words.Channel, cancellationToken),
            };
        }
        catch (HttpRequestException failure) when (
            failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            // No connection was made, so nothing was sent.
            return new SendResult.NotSent("notify-away") { Pause = RetryAfterUnavailable };
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException or JsonException)
        {
            return new SendResult.Unclear("notify-no-answer");
        }
    }

    public async Task<SendResult> AskAsync(MessageReference reference, DateTimeOffset begunAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await CallAsync(
                () => new HttpRequestMessage(HttpMethod.Get, $"/v2/notifications?reference={Uri.EscapeDataString(reference.ToString())}"), cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK) return new SendResult.Unclear("notify-no-answer");
            var known = await response.Content.ReadFromJsonAsync<Notifications>(cancellationToken);
            var found = known?.All?.FirstOrDefault(one => one.Reference == reference.ToString());
            if (found is not null) return NotifyStatus.Meaning(found.Status, ChannelCode.Read(found.Type ?? ""));
            return now - begunAt > options.CertainAfter ? new SendResult.NotSent("notify-never-got-it") : new SendResult.Unclear("notify-not-seen-yet");
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or IOException or JsonException)
        {
            return new SendResult.Unclear("notify-no-answer");
        }
    }

    public void Dispose() => client.Dispose();

    private HttpRequestMessage Post(OutgoingMessage message, string template)
    {
        var words = message.Words;
        var body = new Dictionary<string, object?> { ["template_id"] = template, ["reference"] = message.Reference.ToString() };
        var personal = new Dictionary<string, string> { ["body"] = words.Text };
        if (words.Channel != Channel.Sms) personal["subject"] = words.Subject ?? "";
        switch (words.Channel)
        {
            case Channel.Email:
                body["email_address"] = words.To;
                if (options.EmailReplyToId is { } replyTo) body["email_reply_to_id"] = replyTo;
                break;
            case Channel.Sms:
                body["phone_number"] = words.To;
                if (options.SmsSenderId is { } sender) body["sms_sender_id"] = sender;
                break;
            default:
                foreach (var (name, line) in AddressLines(words.ToName, words.To)) personal[name] = line;
                break;
        }
        body["personalisation"] = personal;
        return new HttpRequestMessage(HttpMethod.Post, $"/v2/notifications/{ChannelCode.Of(words.Channel)}") { Content = JsonContent.Create(body) };
    }

    // Notify prints at most seven lines, and the last must be the postcode.
    private static IEnumerable<(string Name, string Line)> AddressLines(string? name, string address)
    {
        string[] lines = [.. string.IsNullOrEmpty(name) ? [] : new[] { name },
            .. address.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        if (lines.Length > 7) lines = [.. lines[..6], lines[^1]];
        return lines.Select((line, i) => ($"address_line_{i + 1}", line));
    }

    private static async Task<SendResult> RefusalAsync(HttpResponseMessage response, Channel channel, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (status >= 500) return new SendResult.Unclear("notify-error");
        var error = (await ErrorsAsync(response, cancellationToken))?.Errors?.FirstOrDefault();
        return (status, error?.Error) switch
        {
            (429, "TooManyRequestsError") => new SendResult.NotSent("notify-daily-limit") { Pause = WhenDayIsFull },
            (429, _) => new SendResult.NotSent("notify-rate-limit") { Pause = RetryAfterUnavailable },
            (401 or 403, _) => new SendResult.NotSent("notify-key-refused") { Pause = WhenMisconfigured, IsOurs = true },
            // The API's address is wrong, for every message.
            (< 400 or 404 or 405 or 410, _) => new SendResult.NotSent("notify-address-wrong") { Pause = WhenMisconfigured, IsOurs = true },
            (408, _) => new SendResult.NotSent("notify-not-now"),
            (413, _) => new SendResult.Refused("message-too-large", IsAddressDead: false) { Of = FailureOf.Message },
            // The field's name, which is part of the API, distinguishes a wrong address from an error of ours.
            (400, "ValidationError") when IsAboutAddress(error.Message, channel) => new SendResult.Refused("no-such-address", IsAddressDead: true),
            // Trial mode, a template without a field, a team-only key: our error, but not for every message.
            _ => new SendResult.NotSent("refused-by-notify") { IsOurs = true },
        };
    }

    private static bool IsAboutAddress(string? message, Channel channel) => channel switch
    {
        Channel.Email => message?.StartsWith("email_address ", StringComparison.Ordinal) == true,
        Channel.Sms => message?.StartsWith("phone_number ", StringComparison.Ordinal) == true,
        _ => message is not null && !message.StartsWith("template_id ", StringComparison.Ordinal)
            && !message.StartsWith("personalisation ", StringComparison.Ordinal) && !message.StartsWith("reference ", StringComparison.Ordinal),
    };

    private static async Task<Failure?> ErrorsAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<Failure>(cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Notify rejects tokens that are more than 30 seconds off. A host with a wrong clock takes the time from the rejection and retries once.
    private async Task<HttpResponseMessage> CallAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        var response = await RequestAsync(make(), cancellationToken);
        if (response.StatusCode != HttpStatusCode.Forbidden || response.Headers.Date is not { } theirs) return response;
        var skew = theirs - clock.GetUtcNow();
        if ((skew - TimeSpan.FromTicks(Interlocked.Read(ref skewTicks))).Duration() < TimeSpan.FromSeconds(20)) return response;
        Interlocked.Exchange(ref skewTicks, skew.Ticks);
        response.Dispose();
        return await RequestAsync(make(), cancellationToken);
    }

    private async Task<HttpResponseMessage> RequestAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            var now = clock.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref skewTicks));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", NotifyToken.Make(options.Key.ServiceId, options.Key.Secret, now));
            return await client.SendAsync(request, cancellationToken);
        }
    }

    private sealed record Failure(IReadOnlyList<FailureReason>? Errors);

    private sealed record FailureReason(string? Error, string? Message);

    private sealed record Notifications([property: System.Text.Json.Serialization.JsonPropertyName("notifications")] IReadOnlyList<Notification>? All);

    private sealed record Notification(string? Reference, string? Status, string? Type);
}
