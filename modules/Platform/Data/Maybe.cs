using NpgsqlTypes;

namespace WorkWell.Platform;

/// <summary>
/// A value of a statement or row that may be missing. It keeps its type when it is: a null without one makes PostgreSQL guess, and a statement that is prepared for
/// a text is not the one that is prepared for a guess.
/// </summary>
public sealed class Maybe
{
    private Maybe(NpgsqlDbType type, object? value)
    {
        Type = type;
        Value = value;
    }

    internal NpgsqlDbType Type { get; }

    internal object? Value { get; }

    /// <summary>A text, or none.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The value with its type.</returns>
    public static Maybe Text(string? value) => new(NpgsqlDbType.Text, value);

    /// <summary>A whole number, or none.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value with its type.</returns>
    public static Maybe Number(int? value) => new(NpgsqlDbType.Integer, value);

    /// <summary>A yes or no, or neither.</summary>
    /// <param name="value">The answer.</param>
    /// <returns>The value with its type.</returns>
    public static Maybe Answer(bool? value) => new(NpgsqlDbType.Boolean, value);

    /// <summary>A day, or none.</summary>
    /// <param name="value">The day.</param>
    /// <returns>The value with its type.</returns>
    public static Maybe Day(DateOnly? value) => new(NpgsqlDbType.Date, value);

    /// <summary>An instant, or none.</summary>
    /// <param name="value">The instant, in UTC.</param>
    /// <returns>The value with its type.</returns>
    public static Maybe Instant(DateTimeOffset? value) => new(NpgsqlDbType.TimestampTz, value);

    /// <summary>An id, or none.</summary>
    /// <param name="value">The id.</param>
    /// <returns>The value with its type.</returns>
    public static Maybe Id(Guid? value) => new(NpgsqlDbType.Uuid, value);

    /// <summary>Bytes, or none.</summary>
    /// <param name="value">The bytes.</param>
    /// <returns>The value with its type.</returns>
    public static Maybe Bytes(byte[]? value) => new(NpgsqlDbType.Bytea, value);

    /// <summary>A value of a row as the column it is the beginning of.</summary>
    internal static Array Column(object value) => value switch
    {
        Maybe maybe => maybe.Type switch
        {
            NpgsqlDbType.Text => new[] { (string?)maybe.Value },
            NpgsqlDbType.Integer => new[] { (int?)maybe.Value },
            NpgsqlDbType.Boolean => new[] { (bool?)maybe.Value },
            NpgsqlDbType.Date => new[] { (DateOnly?)maybe.Value },
            NpgsqlDbType.TimestampTz => new[] { (DateTimeOffset?)maybe.Value },
            NpgsqlDbType.Uuid => new[] { (Guid?)maybe.Value },
            _ => new[] { (byte[]?)maybe.Value },
        },
        string text => new[] { text },
        Guid id => new[] { id },
        DateTimeOffset at => new[] { at },
        bool answer => new[] { answer },
        int number => new[] { number },
        _ => throw new ArgumentException($"A row takes no {value.GetType().Name}.", nameof(value)),
    };
}
