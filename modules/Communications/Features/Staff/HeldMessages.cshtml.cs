using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Communications.Features;

/// <summary>The messages of an area that wait for a person: those whose end is not known, and those that failed too often.</summary>
[RequiresPermission(Permission.MessageInterventions)]
internal sealed class HeldMessagesModel(ISentMessages messages) : StaffPage
{
    private const int Max = 200;

    public StaffList List { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken) => List = StaffList.Of<MessageView>(
        Request, await messages.HeldAsync(Caller, Max, cancellationToken),
        new(T["staff.message"], held => new Cell { Text = MessageWords.PurposeOf(held), Href = $"/staff/areas/{AreaCode}/messages/{held.Id:D}" })
        {
            Key = "message", By = MessageWords.PurposeOf,
        },
        new(T["staff.task-referral"], held => (Text)(held.Reference ?? "")) { Key = "referral", By = held => held.Reference },
        new(T["staff.message-channel"], held => ChannelOf(held)) { Key = "channel", By = ChannelOf },
        new(T["staff.message-due"], held => When(held.DueAt)) { Key = "due", By = held => held.DueAt },
        new(T["staff.message-why"], held => MessageWords.WhyHeld(T, held)) { Key = "why", By = held => MessageWords.WhyHeld(T, held) });

    private Text ChannelOf(MessageView held) => T[$"choices.channel-{StoredKeys<Channel>.Of(held.Channel)}"];
}
