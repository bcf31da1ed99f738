using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Features;

/// <summary>Staff retry, drop or settle a message that waits for a decision.</summary>
internal static class ResolveMessage
{
    private static readonly Problem BadBody = new(
        "communications.bad-decision", StatusCodes.Status400BadRequest, "The decision could not be read. See the API description for its fields.");

    /// <summary>Retry.</summary>
    /// <param name="CorrectedAddress">The right e-mail address, for a message that does not go to a person.</param>
    internal sealed record Retry(string? CorrectedAddress = null);

    /// <summary>The outcome of an unconfirmed message.</summary>
    /// <param name="Became">"it-arrived" or "send-again".</param>
    internal sealed record Answer(UnconfirmedAnswer Became);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var messages = routes.MapGroup("/api/messages/{area}/{id:guid}").WithTags("Messages").WithMetadata(new BodyLimit(4096));
        messages.MapPost("/retry", RetryAsync).RequirePermission(Permission.MessageInterventions).Accepts<Retry>("application/json")
            .WithSummary("Retry a message that was dead-lettered or failed.");
        messages.MapPost("/drop", DropAsync).RequirePermission(Permission.MessageInterventions).WithSummary("Cancel a message that was not sent.");
        messages.MapPost("/answer", AnswerAsync).RequirePermission(Permission.MessageInterventions).Accepts<Answer>("application/json")
            .WithSummary("Settle a message whose outcome is unknown.");
    }

    private static async Task<IResult> RetryAsync(
        string area, Guid id, HttpRequest request, Actor actor, ISentMessages sent, CancellationToken cancellationToken)
    {
        var retry = request.ContentLength is null or 0 ? new Retry() : await ReadAsync<Retry>(request, cancellationToken);
        return retry is null ? BadBody.ToResult() : Problem.OrNoContent(await sent.RetryAsync(actor, area, id, retry.CorrectedAddress, cancellationToken));
    }

    private static async Task<IResult> DropAsync(string area, Guid id, Actor actor, ISentMessages sent, CancellationToken cancellationToken) =>
        Problem.OrNoContent(await sent.DropAsync(actor, area, id, cancellationToken));

    private static async Task<IResult> AnswerAsync(
        string area, Guid id, HttpRequest request, Actor actor, ISentMessages sent, CancellationToken cancellationToken)
    {
        var answer = await ReadAsync<Answer>(request, cancellationToken);
        return answer is null ? BadBody.ToResult() : Problem.OrNoContent(await sent.ResolveAsync(actor, area, id, answer.Became, cancellationToken));
    }

    private static async Task<T?> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, MessageJson.Options, cancellationToken);
        }
        catch (Exception wrong) when (wrong is JsonException or BadHttpRequestException)
        {
            return null;
        }
    }

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
