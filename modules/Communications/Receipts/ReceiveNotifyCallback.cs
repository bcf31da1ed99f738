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

/// <summary>GOV.UK Notify tells us what became of a message.</summary>
internal static class ReceiveNotifyCallback
{
    private const long LargestBody = 16 * 1024;

    // Strict about what we read, and open for members that Notify may add one day: a refusal would only make it ask again.
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
        .WithMetadata(new BodyLimit(LargestBody)).WithTags("Receipts").WithSummary("Delivery receipts of GOV.UK Notify.");

    private static async Task<IResult> HandleAsync(
        HttpContext context, IServiceProvider services, DeliveryReceipts receipts, ILogger<DeliveryReceipts> log, CancellationToken cancellationToken)
    {
        var token = (services.GetService(typeof(NotifyOptions)) as NotifyOptions)?.ReceiptToken;
        if (!IsRight(context.Request.Headers.Authorization.ToString(), token))
        {
            log.ReceiptRefused(token is null ? "Notify:ReceiptToken is not set" : "its token is wrong");
            return TokenNeeded.ToResult();
        }
        var receipt = await ReadAsync(context.Request, cancellationToken);
        if (receipt?.Status is null) return NotAReceipt.ToResult();
        // A message that was not sent by us, such as one sent by hand at Notify: nothing to do, and no reason for Notify to ask again.
        if (!MessageReference.TryParse(receipt.Reference, out var message)) return TypedResults.NoContent();
        await receipts.TakeAsync(
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

    // Hashed first, so that neither the time taken nor the length tells anything about the token.
    private static bool IsRight(string header, string? token) =>
        token is not null && header.StartsWith("Bearer ", StringComparison.Ordinal)
        && CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(header["Bearer ".Length..])), SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    // The address is in the receipt too; we neither need nor read it.
    private sealed record Receipt(string? Reference, string? Status, string? NotificationType);

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
