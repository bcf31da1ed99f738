using WorkWell.Communications.Contracts;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>A message did not arrive and does not go out again by itself: a person of the area's team reaches the recipient another way.</summary>
internal sealed class AskForAnotherWayWhenUndelivered(DueTime due) : IReaction<MessageCouldNotBeDelivered>
{
    public Task ReactAsync(MessageCouldNotBeDelivered happened, Change change, CancellationToken cancellationToken)
    {
        if (happened.IsTriedAnotherWay) return Task.CompletedTask;
        var purpose = MessageTypes.Find(happened.Type)?.Purpose ?? happened.Type;
        var says = $"A message did not arrive ({happened.Reason}). Reach the recipient another way, and correct the address: {purpose}";
        TaskRows.Open(change, [new(happened.Area, $"undelivered/{happened.MessageId:D}", happened.ReferralId, "undelivered", says, null)], due);
        return Task.CompletedTask;
    }
}
