using Npgsql;

namespace WorkWell.Host.Backups;

/// <summary>How many rows each table has.</summary>
internal static class TableCounts
{
    /// <summary>Counts the rows of every table of ours, past the guard of areas.</summary>
    public static async Task<SortedDictionary<string, long>> TakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var tables = new List<string>();
        await using (var list = new NpgsqlCommand("""
            select set_config('workwell.areas', '*', false);
            select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\_%'
            """, connection))
        await using (var reader = await list.ExecuteReaderAsync(cancellationToken))
        {
            await reader.NextResultAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) tables.Add(reader.GetString(0));
        }
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            await using var count = new NpgsqlCommand($"select count(*) from {table}", connection) { CommandTimeout = 0 };
            counts[table] = (long)(await count.ExecuteScalarAsync(cancellationToken))!;
        }
        return counts;
    }

    /// <summary>Compares two counts.</summary>
    /// <returns>The differences in words; empty when there are none.</returns>
    public static IReadOnlyList<string> Differences(IReadOnlyDictionary<string, long> then, IReadOnlyDictionary<string, long> now) =>
        [.. then.Keys.Union(now.Keys).Order(StringComparer.Ordinal).Where(table => then.GetValueOrDefault(table, -1) != now.GetValueOrDefault(table, -1))
            .Select(table => $"{table}: {Word(then, table)} in the backup, {Word(now, table)} restored")];

    private static string Word(IReadOnlyDictionary<string, long> counts, string table) =>
        counts.TryGetValue(table, out var rows) ? rows.ToString(System.Globalization.CultureInfo.InvariantCulture) : "none";
}
