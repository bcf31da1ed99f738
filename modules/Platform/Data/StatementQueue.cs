using Npgsql;

namespace WorkWell.Platform;

/// <summary>
/// Statements on their way to the database, in order. Rows of one kind travel as one statement, at the place of the first of them: a hundred referrals are as many
/// statements as one is. A statement that is no row is a wall: no row moves past it.
/// </summary>
internal sealed class StatementQueue
{
    private readonly List<Queued> all = [];
    private readonly Dictionary<string, Queued> open = new(StringComparer.Ordinal);

    /// <summary>How many statements will travel.</summary>
    public int Count => all.Count;

    /// <summary>How many rows are in the longest of them.</summary>
    public int MostRows { get; private set; }

    /// <summary>Puts a statement at the end.</summary>
    public void Add(string sql, IReadOnlyList<object?> values)
    {
        open.Clear();
        all.Add(new(sql, values, []));
    }

    /// <summary>Adds rows, as columns of equal length, to others of the same kind.</summary>
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
        MostRows = Math.Max(MostRows, rows.Length);
    }

    /// <summary>Adds all of another queue, whose statements are sent by the same actor.</summary>
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
        MostRows = 0;
    }

    /// <summary>Commands for one try: the driver's own remember where they were sent.</summary>
    public IEnumerable<NpgsqlBatchCommand> ToCommands() => all.Select(queued => new Statement(queued.Sql, queued.Parts.Count == 0 ? queued.Values : queued.Columns()).ToCommand());

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
