using Npgsql;
using WorkWell.Communications.Outbox;

namespace WorkWell.Communications.Tests.Sending.Faults;

/// <summary>A message in the database.</summary>
public sealed record StoredMessage(string Key, string Reference, string State, string? Reason);

/// <summary>
/// Compares the database with what the mail server and the double of Notify received. Every planned message must have arrived once or have a reason why not.
/// </summary>
public sealed record LedgerComparison
{
    private static readonly string[] AtRestUnsent = ["cancelled", "suppressed", "failed", "dead-lettered"];

    /// <summary>Planned, but neither arrived nor explained.</summary>
    public IReadOnlyList<string> Lost { get; private init; } = [];

    /// <summary>Arrived more than once.</summary>
    public IReadOnlyList<string> Twice { get; private init; } = [];

    /// <summary>The database and the arrivals disagree.</summary>
    public IReadOnlyList<string> Unexplained { get; private init; } = [];

    /// <summary>Outcome unknown, left to a person.</summary>
    public IReadOnlyList<string> Unconfirmed { get; private init; } = [];

    public bool IsClean => Lost.Count + Twice.Count + Unexplained.Count == 0;

    /// <summary>Compares with a database.</summary>
    public static async Task<LedgerComparison> OfDatabaseAsync(
        string connectionString, IReadOnlyCollection<string> plannedKeys, IReadOnlyList<string> arrivedReferences)
    {
        var stored = new List<StoredMessage>();
        await using var owner = NpgsqlDataSource.Create(connectionString);
        await using var read = owner.CreateCommand("select key, area, id, state, reason from communications.message");
        await using var rows = await read.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            stored.Add(new(rows.GetString(0), new MessageReference(rows.GetString(1), rows.GetGuid(2)).ToString(), rows.GetString(3),
            rows.IsDBNull(4) ? null : rows.GetString(4)));
        return Of(plannedKeys, stored, arrivedReferences);
    }

    public static LedgerComparison Of(IReadOnlyCollection<string> plannedKeys, IReadOnlyList<StoredMessage> stored, IReadOnlyList<string> arrivedReferences)
    {
        var arrivals = arrivedReferences.GroupBy(reference => reference).ToDictionary(group => group.Key, group => group.Count());
        // By key, not by reference: two rows with one key are the same message, and both arrivals count.
        var byKey = stored.ToLookup(message => message.Key);
        var known = stored.Select(message => message.Reference).ToHashSet();
        var lost = new List<string>();
        var twice = new List<string>();
        var unexplained = arrivals.Keys.Where(reference => !known.Contains(reference)).Select(reference => $"{reference} arrived and is not in the database")
            .ToList();
        foreach (var key in plannedKeys)
        {
            var rows = byKey[key].ToArray();
            var arrived = rows.Sum(row => arrivals.GetValueOrDefault(row.Reference));
            if (arrived > 1) twice.Add($"{key}: {arrived} times");
            else if (rows.Length == 0) lost.Add($"{key}: not in the database");
            else if (rows.Length > 1) unexplained.Add($"{key}: {rows.Length} rows");
            else Judge(rows[0], arrived, lost, unexplained);
        }
        return new LedgerComparison { Lost = lost, Twice = twice, Unexplained = unexplained,
            Unconfirmed = [.. stored.Where(message => message.State == "unconfirmed").Select(message => message.Key)] };
    }

    public override string ToString() =>
        $"lost {Lost.Count}, twice {Twice.Count}, unexplained {Unexplained.Count}, unconfirmed {Unconfirmed.Count}. {string.Join(
        "; ", Lost.Concat(Twice).Concat(Unexplained).Take(10))}";

    private static void Judge(StoredMessage message, int arrived, List<string> lost, List<string> unexplained)
    {
        var says = $"{message.Key}: {message.State} {message.Reason}, arrived {arrived} times";
        if (message.State is "sent" or "delivered")
        {
            if (arrived == 0) lost.Add(says);
        }
        else if (AtRestUnsent.Contains(message.State))
        {
            if (arrived > 0 || message.Reason is null) unexplained.Add(says);
        }
        else if (message.State != "unconfirmed")
        {
            lost.Add(says);
        }
    }
}
