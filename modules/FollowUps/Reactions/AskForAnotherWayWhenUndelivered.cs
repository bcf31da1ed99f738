using WorkWell.Areas.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>Opens a task to reach the recipient another way when a message was not delivered and is not sent again automatically.</summary>
internal sealed class AskForAnotherWayWhenUndelivered(DueTime due, IAreaCatalogue areas) : IReaction<MessageCouldNotBeDelivered>
{
    public Task ReactAsync(MessageCouldNotBeDelivered happened, Change change, CancellationToken cancellationToken)
    {
        if (happened.IsTriedAnotherWay) return Task.CompletedTask;
        var purpose = MessageTypes.Find(happened.Type, areas.Ready.GetValueOrDefault(happened.Area)?.Settings)?.Purpose ?? happened.Type;
        var description = $"A message did not arrive ({happened.Reason}). Reach the recipient another way, and correct the address: {purpose}";
        TaskRows.Open(change, [new(happened.Area, $"undelivered/{happened.MessageId:D}", happened.ReferralId, "undelivered", description, null)], due);
        return Task.CompletedTask;
    }
}
