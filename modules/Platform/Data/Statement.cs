using Npgsql;

namespace WorkWell.Platform;

/// <summary>
/// A statement with its values. Each attempt needs new commands, because the driver's commands are bound to the connection they were sent on.
/// </summary>
internal readonly record struct Statement(string Sql, IReadOnlyList<object?> Values)
{
    public NpgsqlBatchCommand ToCommand()
    {
        var command = new NpgsqlBatchCommand(Sql);
        foreach (var value in Values) command.Parameters.Add(Parameter(value));
        return command;
    }

    private static NpgsqlParameter Parameter(object? value) => value switch
    {
        NpgsqlParameter own => own.Clone(),
        DbValue maybe => new() { NpgsqlDbType = maybe.Type, Value = maybe.Value ?? DBNull.Value },
        _ => new() { Value = value ?? DBNull.Value },
    };
}
