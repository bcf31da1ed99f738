using Npgsql;

namespace WorkWell.Platform;

/// <summary>
/// Queued statements, in order. Rows of one kind merge into one statement at the position of the first, so a hundred referrals need as many statements as
/// one. Rows never move past a statement that is not a row.
/// </summary>
internal sealed class StatementQueue
{
    private readonly List<Queued> all = [];
    private readonly Dictionary<string, Queued> open = new(StringComparer.Ordinal);

    /// <summary>The number of statements to send.</summary>
    public int Count => all.Count;

    /// <summary>The number of rows in the largest statement.</summary>
    public int MaxRows { get; private set; }

    /// <summary>Appends a statement.</summary>
    public void Add(string sql, IReadOnlyList<object?> values)
    {
        open.Clear();
        all.Add(new(sql, values, []));
    }

    /// <summary>Adds rows, as columns of equal length, to rows of the same kind.</summary>
    public void AddRows(string sql, IReadOnlyList<Array> columns)
    {
        if (!open.TryGetValue(sql, out var rows))
        {
            rows = new(sql, [], []);
            open.Add(sql, rows);
            all.Add(rows);
        }
        rows.Parts.Add(columns);
        rows.Length += columns[0].Length;
        MaxRows = Math.Max(MaxRows, rows.Length);
    }

    /// <summary>Appends another queue of the same actor.</summary>
    public void Add(StatementQueue other)
    {
        foreach (var queued in other.all)
        {
            if (queued.Parts.Count == 0) Add(queued.Sql, queued.Values);
            foreach (var part in queued.Parts) AddRows(queued.Sql, part);
        }
    }

    public void Clear()
    {
        all.Clear();
        open.Clear();
        MaxRows = 0;
    }

    /// <summary>New commands for one attempt; the driver's commands are bound to the connection they were sent on.</summary>
    public IEnumerable<NpgsqlBatchCommand> ToCommands() =>
        all.Select(queued => new Statement(queued.Sql, queued.Parts.Count == 0 ? queued.Values : queued.Columns()).ToCommand());

    private sealed class Queued(string sql, IReadOnlyList<object?> values, List<IReadOnlyList<Array>> parts)
    {
        public string Sql => sql;

        public IReadOnlyList<object?> Values => values;

        public List<IReadOnlyList<Array>> Parts => parts;

        public int Length { get; set; }

        public IReadOnlyList<object?> Columns() => parts.Count == 1 ? parts[0] : [.. Enumerable.Range(0, parts[0].Count).Select(Column)];

        private Array Column(int number)
        {
            var column = Array.CreateInstance(parts[0][number].GetType().GetElementType()!, Length);
            var at = 0;
            foreach (var part in parts)
            {
                part[number].CopyTo(column, at);
                at += part[number].Length;
            }
            return column;
        }
    }
}
