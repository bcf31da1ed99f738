using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Features;

/// <summary>Staff read the messages of a referral, and those that wait for a decision. Reading content is audited.</summary>
internal static class ReadMessages
{
    private const int MaxHeld = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/referral-messages/{referral:guid}", OfReferralAsync).RequirePermission(Permission.ReadReferrals)
            .Produces<IReadOnlyList<MessageView>>().WithTags("Messages").WithSummary("The messages of one referral in your areas.");
        routes.MapGet("/api/messages/held", HeldAsync).RequirePermission(Permission.MessageInterventions)
            .Produces<IReadOnlyList<MessageView>>().WithTags("Messages").WithSummary("Messages in your areas that wait for a decision.");
    }

    private static async Task<IResult> OfReferralAsync(
        Guid referral, Actor actor, ISentMessages sent, Database database, IAuditTrail audit, CancellationToken cancellationToken)
    {
        var messages = await sent.ForReferralAsync(actor, referral, cancellationToken);
        // That there are none is an answer too.
        var areas = messages.Count > 0 ? [messages[0].Area] : actor.Areas.Contains(Actor.AllAreas[0]) ? ["national"] : actor.Areas;
        await using var change = database.Begin(actor);
        foreach (var area in areas) audit.Record(change, area, "communications.messages-read", referral);
        await change.CommitAsync(cancellationToken);
        return TypedResults.Json(messages, MessageJson.Options);
    }

    private static async Task<IResult> HeldAsync(Actor actor, ISentMessages sent, CancellationToken cancellationToken) =>
        TypedResults.Json(await sent.HeldAsync(actor, MaxHeld, cancellationToken), MessageJson.Options);
}

/// <summary>The JSON of messages and of decisions about them.</summary>
internal static class MessageJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 8,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };
}
