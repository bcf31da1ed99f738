using System.Globalization;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>Says in words what is wrong with an audit trail, and looks more closely at what was done.</summary>
internal static class AuditBreaks
{
    public static AuditBreak Edited(string area, long number, long sequence) => Of(
        AuditBreakKind.Edited, number, $"{area}: entry {number}, sealed as number {sequence} of the area, was edited, or something was taken out before it.");

    public static AuditBreak Deleted(string area, long number, long sequence) => Of(
        AuditBreakKind.Deleted, number, $"{area}: entry {number}, sealed as number {sequence} of the area, was deleted.");

    public static AuditBreak ChainCut(string area, long sequence) => Of(
        AuditBreakKind.ChainCut, null, $"{area}: the chain is cut after number {sequence}: hashes or numbers are missing there.");

    public static AuditBreak HeadDiffers(AuditHead head) => Of(
        AuditBreakKind.HeadDiffers, null,
        $"{head.Area}: the chain fits in itself, but number {head.Sequence} has not the hash that was noted. It was written anew.");

    public static AuditBreak EndCut(AuditHead head, long sequence) => Of(
        AuditBreakKind.EndCut, null,
        $"{head.Area}: {head.Sequence} entries were sealed when the head was noted, and now there are {sequence}. The end was cut off.");

    public static AuditBreak Inserted(string area, long number) => Of(
        AuditBreakKind.Inserted, number, $"{area}: entry {number} was inserted among older ones, which were sealed without it.");

    public static AuditBreak NotSealed(string area, long number) => Of(
        AuditBreakKind.NotSealed, number, $"{area}: entry {number} has not been sealed for more than ten minutes. See whether a host works.");

    /// <summary>Names a break more closely: whether the entry stands in another area, or in the place of another.</summary>
    public static async Task<AuditBreak> NameAsync(
        Database database, Actor actor, string area, AuditVerification verification, CancellationToken cancellationToken)
    {
        var broken = verification.Break!;
        var number = broken.Number!.Value;
        if (broken.Kind == AuditBreakKind.Deleted)
        {
            var elsewhere = await database.ReadAsync(
                actor, "select area from access.audit_entry where number = $1 and area <> $2 limit 1", [number, area], row => row.GetString(0),
                cancellationToken);
            return elsewhere is [var other] ? Of(AuditBreakKind.Moved, number, $"{area}: entry {number} was moved to the area {other}.") : broken;
        }
        return await InPlaceOfAsync(database, actor, area, number, verification, cancellationToken) is { } place
            ? Of(AuditBreakKind.Reordered, number, $"{area}: the order was changed. What was sealed as entry {number} now stands at entry {place}.") : broken;
    }

    private static async Task<long?> InPlaceOfAsync(
        Database database, Actor actor, string area, long number, AuditVerification verification, CancellationToken cancellationToken)
    {
        await using var connection = await AuditEntryStream.ConnectAsync(database, actor, cancellationToken);
        using var entries = AuditEntryStream.Open(connection, area);
        var hash = new byte[AuditEntryBytes.HashSize];
        long? place = null;
        // Read to its end in any case: a copy that is left in the middle ends the connection.
        while (entries.Next())
        {
            if (place is not null) continue;
            AuditEntryBytes.Hash(verification.Head, entries.Entry, hash);
            if (!hash.AsSpan().SequenceEqual(verification.Expected))
                AuditEntryBytes.Hash(verification.Head, AuditEntryBytes.Renumbered(entries.Entry, number), hash);
            if (hash.AsSpan().SequenceEqual(verification.Expected)) place = entries.Number;
        }
        return place;
    }

    private static AuditBreak Of(AuditBreakKind kind, long? number, FormattableString says) => new(kind, number, says.ToString(CultureInfo.InvariantCulture));
}
