using Microsoft.Extensions.Logging;
using WorkWell.Communications.Outbox;
using WorkWell.Communications.Rendering;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Dispatch;

/// <summary>What came of looking at claimed messages once more before they are sent.</summary>
/// <param name="Ready">In words, each with a place in its lane.</param>
/// <param name="Settled">What needs no call.</param>
/// <param name="Unreachable">People and organisations there is no way to reach, with the reason.</param>
internal sealed record PreparedMessages(
    IReadOnlyList<ReadyMessage> Ready, IReadOnlyList<Outcome> Settled, IReadOnlyList<(ClaimedMessage Claim, string Reason)> Unreachable);

/// <summary>
/// Looks once more at what was true when a message was written: how its reader may be reached, what they stopped, whether it is a quiet hour. Then puts it
/// into words, outside any transaction.
/// </summary>
internal sealed class PrepareMessages(IPeople people, MessageRenderer renderer, WorkingCalendar calendar, TransportChannels lanes, ILogger<PrepareMessages> log)
{
    private static readonly Actor Dispatch = Actor.Job("communications.dispatch");
    private static readonly TimeSpan UntilTransport = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan AQuarter = TimeSpan.FromMinutes(15);

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
                settled.Add(Outcome.Of(claim, "set-aside", "person-not-found"));
                continue;
            }
            switch (Render(claim, details))
            {
                case RenderOutcome.Rendered { Message: var words } when Waits(claim, words) is { } wait:
                    settled.Add(wait);
                    break;
                case RenderOutcome.Rendered { Message: var words }:
                    ready.Add(new ReadyMessage(claim, words, lanes.For(words.Channel)!));
                    break;
                case RenderOutcome.Suppressed { Reason: SuppressedBecause.Stopped }:
                    settled.Add(Outcome.Of(claim, "suppressed", SuppressedBecause.Stopped));
                    break;
                case RenderOutcome.Suppressed { Reason: var reason }:
                    unreachable.Add((claim, reason));
                    break;
                case RenderOutcome.Failed { Problem.Code: var code }:
                    settled.Add(Outcome.Of(claim, "set-aside", code));
                    break;
            }
        }
        return new(ready, settled, unreachable);
    }

    // Quiet hours, a channel nobody carries, a lane that is full: back to the queue, which costs nothing but time. Entering the lane comes last.
    private Outcome? Waits(ClaimedMessage claim, RenderedMessage words)
    {
        var channel = ChannelCode.Of(words.Channel);
        if (claim.PersonId is not null && !claim.AtAnyHour && words.Channel != Channel.Letter && calendar.NextOpen(claim.At) is var open && open > claim.At)
            return Outcome.Of(claim, "queued", "quiet-hours") with { Channel = channel, Wait = open - claim.At + AfterOpening(claim.At - claim.DueAt) };
        if (lanes.For(words.Channel) is not { } lane) return Outcome.Of(claim, "queued", "no-transport") with { Channel = channel, Wait = UntilTransport };
        return lane.TryEnter() ? null : Outcome.Of(claim, "queued") with { Channel = channel };
    }

    // What a night, a Sunday or a week asleep has kept is spread over the first quarter of an hour, and keeps its order: the longer late, the sooner.
    private static TimeSpan AfterOpening(TimeSpan late) => AQuarter / (1 + Math.Max(0, late.TotalHours));

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
            // One message that cannot be put into words must not hold up the others. What the exception says may be personal: only its kind is logged.
            log.RenderingThrew(claim.Type, claim.Reference.ToString(), unexpected.GetType().Name);
            return new RenderOutcome.Failed(new Problem("communications.words-failed", 500, "The message could not be put into words."));
        }
    }
}
