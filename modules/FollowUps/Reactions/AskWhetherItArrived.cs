using WorkWell.Communications.Contracts;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>Opens a task to find out whether a message arrived that may or may not have left, and closes it once that is settled.</summary>
internal sealed class AskWhetherItArrived(DueTime due) : IReaction<MessageUnconfirmed>, IReaction<MessageSettled>
{
    private const string Code = "unconfirmed-message";

    public Task ReactAsync(MessageUnconfirmed happened, Change change, CancellationToken cancellationToken)
    {
        var says = $"A message may not have left ({MessageTypes.Find(happened.Type)?.Purpose ?? happened.Type}). Ask whether it arrived, or look into the " +
            "mail server's log, and say so; it is not sent again by itself.";
        TaskRows.Open(change, [new(happened.Area, Key(happened.MessageId), happened.ReferralId, Code, says, null)], due);
        return Task.CompletedTask;
    }

    public Task ReactAsync(MessageSettled happened, Change change, CancellationToken cancellationToken)
    {
        TaskRows.Close(change, happened.Area, Key(happened.MessageId), due);
        return Task.CompletedTask;
    }

    private static string Key(Guid message) => $"{Code}/{message:D}";
}
