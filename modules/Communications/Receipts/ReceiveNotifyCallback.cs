using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using WorkWell.Communications.Dispatch;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Transports;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Receipts;

/// <summary>Receives GOV.UK Notify's delivery receipts.</summary>
internal static class ReceiveNotifyCallback
{
    private const long MaxBodySize = 16 * 1024;

    // Unknown members are allowed: Notify may add some, and would only repeat a receipt that is rejected.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        RespectRequiredConstructorParameters = false,
        MaxDepth = 4,
    };

    private static readonly Problem TokenNeeded = new(
        "communications.token-needed", StatusCodes.Status401Unauthorized, "Send the token that was agreed for receipts.");
    private static readonly Problem NotAReceipt = new(
        "communications.not-a-receipt", StatusCodes.Status400BadRequest, "This is not a delivery receipt of GOV.UK Notify.");

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/communications/notify/receipts", HandleAsync)
        .AllowAnonymous()
        .WithMetadata(new BodyLimit(MaxBodySize)).WithTags("Receipts").WithSummary("Delivery receipts of GOV.UK Notify.");

    private static async Task<IResult> HandleAsync(
        HttpContext context, IServiceProvider services, DeliveryReceipts receipts, ILogger<DeliveryReceipts> log, CancellationToken cancellationToken)
    {
        var token = (services.GetService(typeof(NotifyOptions)) as NotifyOptions)?.ReceiptToken;
        if (!IsValid(context.Request.Headers.Authorization.ToString(), token))
        {
            log.ReceiptRefused(token is null ? "Notify:ReceiptToken is not set" : "its token is wrong");
            return TokenNeeded.ToResult();
        }
        var receipt = await ReadAsync(context.Request, cancellationToken);
        if (receipt?.Status is null) return NotAReceipt.ToResult();
        // Not one of ours, for example sent by hand at Notify. Success keeps Notify from repeating it.
        if (!MessageReference.TryParse(receipt.Reference, out var message)) return TypedResults.NoContent();
        await receipts.ReceiveAsync(
            message, NotifyStatus.Meaning(receipt.Status, receipt.NotificationType is { } type ? ChannelCode.Read(type) : Channel.Email), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Receipt?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<Receipt>(request.Body, Json, cancellationToken);
        }
        catch (Exception wrong) when (wrong is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }

    // Hashing hides the token's length from a timing attack.
    private static bool IsValid(string header, string? token) =>
        token is not null && header.StartsWith("Bearer ", StringComparison.Ordinal)
        && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(header["Bearer ".Length..])), SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    // The address in the receipt is deliberately not read.
    private sealed record Receipt(string? Reference, string? Status, string? NotificationType);

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
