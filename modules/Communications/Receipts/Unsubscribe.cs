using WorkWell.Communications.Outbox;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications.Receipts;

/// <summary>Stops e-mail to a person who unsubscribed in their mail program.</summary>
internal sealed class Unsubscribe(Database database, IPeople people)
{
    private static readonly Actor Receipts = Actor.Job("communications.stop-emails");

    public async Task StopAsync(MessageReference message, CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Receipts);
        var person = await change.ReadAsync(
            "select person_id from communications.message where area = $1 and id = $2 and person_id is not null", [message.Area, message.Id],
            row => row.GetGuid(0), cancellationToken);
        if (person.Count == 0) return;
        people.StopChannel(change, person[0], Channel.Email, "asked");
        await change.CommitAsync(cancellationToken);
    }
}
