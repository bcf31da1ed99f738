using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.People;

/// <summary>
/// Seals what is not sealed, and seals again what is sealed with an older key. It runs when a host starts and each night; <c>./workwell rotate-keys</c> makes a
/// new key first.
/// </summary>
internal sealed class SealDetails(Database database, SealedDetail details, DetailKeys keys) : IRecurringJob, IDetailKeys
{
    public const string Key = "people.seal-details";
    private const int BatchSize = 500;
    private static readonly Actor Sealing = Actor.Job(Key);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await SealAsync(
            "nhs_number_given not like 'sealed:%' or safe_times not like 'sealed:%'", cancellationToken) > 0)
        {
        }
    }

    public async Task<int> RotateAsync(CancellationToken cancellationToken)
    {
        await keys.AddAsync(cancellationToken);
        await RunAsync(cancellationToken);
        var (total, after) = (0, Guid.Empty);
        while (await ReadAsync("(nhs_number_given is not null or safe_times is not null) and id > $2", after, cancellationToken) is [_, ..] rows)
        {
            await WriteAsync(rows, cancellationToken);
            (total, after) = (total + rows.Count, rows[^1].Id);
        }
        return total;
    }

    private async Task<int> SealAsync(string which, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(which, Guid.Empty, cancellationToken);
        await WriteAsync(rows, cancellationToken);
        return rows.Count;
    }

    private Task<IReadOnlyList<Row>> ReadAsync(string which, Guid after, CancellationToken cancellationToken) => database.ReadAsync(
        Sealing,
        $"select id, area, nhs_number, nhs_number_given, safe_times from people.person where {which} and $2::uuid is not null order by id limit $1",
        [BatchSize, after],
        row => new Row(
            row.GetGuid(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3),
            row.IsDBNull(4) ? null : row.GetString(4)),
        cancellationToken);

    // A row that somebody changed meanwhile is left for the next round.
    private async Task WriteAsync(IReadOnlyList<Row> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        await using var change = database.Begin(Sealing);
        foreach (var row in rows)
        {
            var given = details.Open(row.Id, "nhs_number_given", row.AsGiven);
            var number = NhsNumber.Read(given)?.ForMatching;
            change.Write(
                """
                update people.person set nhs_number = $2, nhs_number_given = $3, safe_times = $4
                where id = $1 and nhs_number_given is not distinct from $5 and safe_times is not distinct from $6
                """,
                row.Id, DbValue.Text(details.Hash(number)), DbValue.Text(details.Seal(row.Id, "nhs_number_given", given)),
                DbValue.Text(details.Seal(row.Id, "safe_times", details.Open(row.Id, "safe_times", row.SafeTimes))),
                DbValue.Text(row.AsGiven), DbValue.Text(row.SafeTimes));
            if (number is null || row.AsGiven?.StartsWith("sealed:", StringComparison.Ordinal) == true) continue;
            // What the record was known by until now could be tried out; what replaces it cannot.
            change.Write("delete from people.match_key where area = $1 and key = $2", row.Area, MatchKeys.OfPlainNumber(number));
            change.Write("insert into people.match_key (area, key) values ($1, $2) on conflict do nothing", row.Area, MatchKeys.OfNumber(details.Hash(number)));
        }
        await change.CommitAsync(cancellationToken);
    }

    private sealed record Row(Guid Id, string Area, string? NhsNumber, string? AsGiven, string? SafeTimes);
}
