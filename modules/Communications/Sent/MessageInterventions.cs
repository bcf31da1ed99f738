using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Communications.Dispatch;
using WorkWell.Platform;

namespace WorkWell.Communications.Sent;

/// <summary>Staff decisions about held messages: retry, drop, or settle an unknown outcome. Each is audited.</summary>
internal sealed class MessageInterventions(Database database, IAuditTrail audit, DueTime due, WakeUp wakeUp)
{
    private static readonly Problem NotFound = new(
        "communications.message-not-found", StatusCodes.Status404NotFound, "There is no such message in your areas.");
    private static readonly Problem NotHeld = new(
        "communications.message-not-held", StatusCodes.Status409Conflict,
        "The message does not wait for this decision. Look at it again: somebody may have been faster.");
    private static readonly Problem NotAnAddress = new(
        "communications.not-an-address", StatusCodes.Status422UnprocessableEntity, "This is not an e-mail address.")
    {
        Fields = new Dictionary<string, string[]> { ["correctedAddress"] = ["Give an e-mail address such as name@example.org."] },
    };

    private static readonly Problem HasCard = new(
        "communications.address-is-the-persons", StatusCodes.Status422UnprocessableEntity,
        "This message goes to a person. Correct the address on their card, then retry it.");

    public async Task<Problem?> RetryAsync(Actor actor, string area, Guid message, string? correctedAddress, CancellationToken cancellationToken)
    {
        if (correctedAddress is not null && !EmailAddress.IsValid(correctedAddress)) return NotAnAddress;
        // "tried" is cleared because a channel that failed for the old address may work for the new one.
        return await ChangeAsync(
            actor, area, message, "communications.message-retried",
            """
            update communications.message set
              state = 'queued', reason = null, failures = 0, due_at = coalesce($3, now()), ended_at = null, tried = null, stop_reason = null,
                address = coalesce($4, address)
            where area = $1 and id = $2 and state in ('dead-lettered', 'failed', 'suppressed') and ($4::text is null or person_id is null)
            """,
            [due.OverridingNow, correctedAddress], correctedAddress is null ? NotHeld : HasCard, cancellationToken);
    }

    public Task<Problem?> DropAsync(Actor actor, string area, Guid message, CancellationToken cancellationToken) => ChangeAsync(
        actor, area, message, "communications.message-dropped",
        """
        update communications.message set state = 'cancelled', reason = 'dropped', lease_until = null, ended_at = coalesce($3, now())
        where area = $1 and id = $2 and state in ('queued', 'dead-lettered', 'unconfirmed')
        """,
        [due.OverridingNow], NotHeld, cancellationToken);

    public Task<Problem?> ResolveAsync(Actor actor, string area, Guid message, UnconfirmedAnswer answer, CancellationToken cancellationToken) => answer switch
    {
        UnconfirmedAnswer.ItArrived => ChangeAsync(
            actor, area, message, "communications.message-confirmed",
            """
            update communications.message set state = 'sent', reason = null, ended_at = coalesce($3, now())
            where area = $1 and id = $2 and state = 'unconfirmed'
            """,
            [due.OverridingNow], NotHeld, cancellationToken),
        _ => ChangeAsync(
            actor, area, message, "communications.message-sent-again",
            """
            update communications.message set state = 'queued', reason = null, failures = 0, due_at = coalesce($3, now()), ended_at = null
            where area = $1 and id = $2 and state = 'unconfirmed' and stop_reason is null
            """,
            [due.OverridingNow], NotHeld, cancellationToken),
    };

    private async Task<Problem?> ChangeAsync(
        Actor actor, string area, Guid message, string action, [StringSyntax("sql")] string sql, IReadOnlyList<object?> more, Problem notChanged,
        CancellationToken cancellationToken)
    {
        await using var change = database.Begin(actor);
        var state = await change.ReadAsync(
            "select state from communications.message where area = $1 and id = $2 for update", [area, message], row => row.GetString(0), cancellationToken);
        if (state.Count == 0) return NotFound;
        var changed = await change.ReadAsync(sql + " returning id", [area, message, .. more], row => row.GetGuid(0), cancellationToken);
        if (changed.Count == 0) return notChanged;
        if (state[0] == "unconfirmed") change.Publish(new MessageSettled(message, area));
        audit.Record(change, area, action, message);
        change.AfterCommit(() => wakeUp.Wake(SendMessages.Key));
        await change.CommitAsync(cancellationToken);
        return null;
    }
}
