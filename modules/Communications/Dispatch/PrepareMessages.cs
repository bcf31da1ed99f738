using Microsoft.Extensions.Logging;
using WorkWell.Areas.Sdk;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Rendering;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Dispatch;

/// <summary>The result of preparing claimed messages.</summary>
/// <param name="Ready">Rendered, each with capacity reserved on its transport.</param>
/// <param name="Settled">Outcomes that need no call.</param>
/// <param name="Unreachable">Messages whose recipient has no usable channel, with the reason.</param>
internal sealed record PreparedMessages(
    IReadOnlyList<ReadyMessage> Ready, IReadOnlyList<Outcome> Settled, IReadOnlyList<(ClaimedMessage Claim, string Reason)> Unreachable);

/// <summary>
/// Checks again what may have changed since a message was queued: contact details, opt-outs and quiet hours. Then renders it, outside any transaction.
/// </summary>
internal sealed class PrepareMessages(
    IPeople people, MessageRenderer renderer, WorkingCalendar calendar, TransportChannels transports, ILogger<PrepareMessages> log)
{
    private static readonly Actor Dispatch = Actor.Job("communications.dispatch");
    private static readonly TimeSpan UntilTransport = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan SpreadOver = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan PersonWaitsFor = TimeSpan.FromHours(1);

    public async Task<PreparedMessages> PrepareAsync(IReadOnlyList<ClaimedMessage> claims, CancellationToken cancellationToken)
    {
        var ids = claims.Where(claim => claim.PersonId is not null).Select(claim => claim.PersonId!.Value).Distinct().ToArray();
        var cards = ids.Length == 0 ? new Dictionary<Guid, ContactDetails>() : await people.ContactsAsync(Dispatch, ids, cancellationToken);
        var ready = new List<ReadyMessage>(claims.Count);
        var settled = new List<Outcome>();
        var unreachable = new List<(ClaimedMessage, string)>();
        foreach (var claim in claims)
        {
            ContactDetails? details = null;
            if (claim.PersonId is { } person && !cards.TryGetValue(person, out details))
            {
                settled.Add(Outcome.Of(claim, "dead-lettered", "person-not-found"));
                continue;
            }
            switch (Render(claim, details))
            {
                case RenderOutcome.Rendered { Message: var words } when Waits(claim, words) is { } wait:
                    settled.Add(wait);
                    break;
                case RenderOutcome.Rendered { Message: var words }:
                    ready.Add(new ReadyMessage(claim, words, transports.For(words.Channel)!));
                    break;
                case RenderOutcome.Suppressed { Reason: SuppressedBecause.Stopped }:
                    settled.Add(Outcome.Of(claim, "suppressed", SuppressedBecause.Stopped));
                    break;
                case RenderOutcome.Suppressed { Reason: var reason }:
                    unreachable.Add((claim, reason));
                    break;
                case RenderOutcome.Failed { Problem.Code: var code }:
                    settled.Add(Outcome.Of(claim, "dead-lettered", code));
                    break;
            }
        }
        return new(ready, settled, unreachable);
    }

    // Capacity is reserved last, so that a message that has to wait for another reason takes none.
    private Outcome? Waits(ClaimedMessage claim, RenderedMessage words)
    {
        var channel = ChannelCode.Of(words.Channel);
        if (IsForAPerson(claim) && !MayWake(claim) && words.Channel != Channel.Letter && calendar.NextOpen(claim.At) is var open && open > claim.At)
            return Outcome.Of(claim, "queued", "quiet-hours") with { Channel = channel, Wait = open - claim.At + AfterOpening(claim.At - claim.DueAt) };
        if (transports.For(words.Channel) is not { } transport)
            return Outcome.Of(claim, "queued", "no-transport") with { Channel = channel, Wait = UntilTransport };
        return transport.TryAcquire() ? null : Outcome.Of(claim, "queued") with { Channel = channel };
    }

    // The reader of a replaced number is somebody, too.
    private static bool IsForAPerson(ClaimedMessage claim) => claim.PersonId is not null || MessageTypes.Find(claim.Type)?.For == Recipient.Participant;

    // After a fault that lasted for hours nobody waits for the answer any more.
    private static bool MayWake(ClaimedMessage claim) => claim.AtAnyHour && claim.At - claim.QueuedAt <= PersonWaitsFor;

    // Messages held back overnight or longer are spread over the first quarter of an hour in the order they were due.
    private static TimeSpan AfterOpening(TimeSpan late) => SpreadOver / (1 + Math.Max(0, late.TotalHours));

    private RenderOutcome Render(ClaimedMessage claim, ContactDetails? details)
    {
        try
        {
            var content = MessageContent.Read(claim.Content);
            return renderer.Render(new MessageToRender
            {
                Area = claim.Area,
                Type = claim.Type,
                Card = details,
                Email = claim.Address,
                Language = claim.Language ?? "en",
                Fields = content.Fields ?? new Dictionary<string, string>(),
                Reasons = MessageContent.Asked(content.Reasons),
                Advice = MessageContent.Asked(content.Advice),
                TriedAndDead = [.. claim.Tried.Select(ChannelCode.Read)],
            });
        }
        catch (Exception unexpected)
        {
            // One bad message must not block the others. Only the exception's type is logged, because its message may contain personal data.
            log.RenderingThrew(claim.Type, claim.Reference.ToString(), unexpected.GetType().Name);
            return new RenderOutcome.Failed(new Problem("communications.words-failed", 500, "The message could not be rendered."));
        }
    }
}
