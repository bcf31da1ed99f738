using Npgsql;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Access;

internal sealed class AuditChain(Database database, TimeProvider clock) : IAuditChain
{
    /// <summary>How many entries of an area are sealed in one transaction.</summary>
    internal const int MaxAtOnce = 5_000;

    private static readonly Actor Sealer = Actor.Job("access.seal-audit-trail");
    private static readonly Actor Verifier = Actor.Job("access.verify-audit-trail");

    public async Task<int> SealAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        while (true)
        {
            var isSealed = (await database.ReadAsync(
                Sealer, "select access.seal_audit($1)", [MaxAtOnce], row => row.IsDBNull(0) ? 0 : row.GetInt32(0), cancellationToken))[0];
            total += isSealed;
            if (isSealed < MaxAtOnce) return total;
        }
    }

    public Task<IReadOnlyList<AuditHead>> HeadsAsync(CancellationToken cancellationToken) => database.ReadAsync(
        Verifier,
        """
        select distinct on (area) area, sequence, encode(hashes[cardinality(hashes)], 'hex') from access.audit_seal order by area, sequence desc
        """,
        [], row => new AuditHead(row.GetString(0), row.GetInt64(1), row.GetString(2)), cancellationToken);

    public async Task<IReadOnlyList<AuditVerdict>> VerifyAsync(string? area, IReadOnlyList<AuditHead> noted, CancellationToken cancellationToken)
    {
        var areas = await database.ReadAsync(
            Verifier,
            """
            with recursive seen as (
              select min(area) as area from access.audit_entry
              union all select (select min(e.area) from access.audit_entry e where e.area > seen.area) from seen where seen.area is not null)
            select area from seen where area is not null union select distinct area from access.audit_seal order by 1
            """,
            [], row => row.GetString(0), cancellationToken);
        var verdicts = new AuditVerdict[areas.Count];
        await Parallel.ForAsync(0, areas.Count, cancellationToken, async (i, _) =>
        {
            if (area is null || areas[i] == area)
                verdicts[i] = await VerifyAreaAsync(areas[i], [.. noted.Where(head => head.Area == areas[i])], cancellationToken);
        });
        var gone = noted.Where(head => !areas.Contains(head.Area) && (area is null || head.Area == area)).DistinctBy(head => head.Area).Select(head =>
            new AuditVerdict(head.Area, 0, 0, AuditBreaks.EndCut(head, 0)));
        return [.. verdicts.Where(verdict => verdict is not null).Concat(gone).OrderBy(verdict => verdict.Area, StringComparer.Ordinal)];
    }

    private async Task<AuditVerdict> VerifyAreaAsync(string area, IReadOnlyList<AuditHead> noted, CancellationToken cancellationToken)
    {
        // The seals are read from an earlier moment than the entries, so every entry that they name is there.
        await using var forSeals = await AuditEntryStream.ConnectAsync(database, Verifier, cancellationToken);
        await using var forEntries = await AuditEntryStream.ConnectAsync(database, Verifier, cancellationToken);
        var settled = await SettledAsync(forEntries, area, cancellationToken);
        await using var command = new NpgsqlCommand(
            "select sequence, numbers, hashes from access.audit_seal where area = $1 order by sequence", forSeals) { Parameters = { new() { Value = area } } };
        await using var seals = await command.ExecuteReaderAsync(cancellationToken);
        using var verification = new AuditVerification(area, AuditEntryStream.Open(forEntries, area), noted);
        while (await seals.ReadAsync(cancellationToken))
        {
            if (!verification.Take(seals.GetInt64(0), seals.GetFieldValue<long[]>(1), seals.GetFieldValue<byte[][]>(2))) break;
        }
        verification.Finish(settled, clock.GetUtcNow());
        if (verification.Break is { } broken && broken.Kind is AuditBreakKind.Edited or AuditBreakKind.Deleted)
            return verification.Verdict with { Break = await AuditBreaks.NameAsync(database, Verifier, area, verification, cancellationToken) };
        return verification.Verdict;
    }

    private static async Task<long> SettledAsync(NpgsqlConnection connection, string area, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select settled_number from access.audit_sealing where area = $1", connection) { Parameters = { new() { Value = area } } };
        return await command.ExecuteScalarAsync(cancellationToken) as long? ?? 0;
    }
}
