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

    public IReadOnlyList<IReadOnlyList<Cell>> Rows { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken) =>
        Rows = [.. (await messages.HeldAsync(Caller, Max, cancellationToken)).Select(IReadOnlyList<Cell> (held) =>
        [
            new Cell { Text = MessageWords.PurposeOf(held), Href = $"/staff/areas/{AreaCode}/messages/{held.Id:D}" },
            (Text)(held.Reference ?? ""),
            T[$"choices.channel-{StoredKeys<Channel>.Of(held.Channel)}"],
            When(held.DueAt),
            MessageWords.WhyHeld(T, held),
        ])];
}
