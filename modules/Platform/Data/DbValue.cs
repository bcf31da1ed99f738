using NpgsqlTypes;

namespace WorkWell.Platform;

/// <summary>
/// A typed value that may be null. PostgreSQL guesses the type of an untyped null, and a statement prepared for text is not the one prepared for a guess.
/// </summary>
public sealed class DbValue
{
    private DbValue(NpgsqlDbType type, object? value)
    {
        Type = type;
        Value = value;
    }

    internal NpgsqlDbType Type { get; }

    internal object? Value { get; }

    /// <summary>A text, or null.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The value with its type.</returns>
    public static DbValue Text(string? value) => new(NpgsqlDbType.Text, value);

    /// <summary>A whole number, or null.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value with its type.</returns>
    public static DbValue Number(int? value) => new(NpgsqlDbType.Integer, value);

    /// <summary>A number that may have a fraction, or null.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value with its type.</returns>
    public static DbValue Fraction(decimal? value) => new(NpgsqlDbType.Numeric, value);

    /// <summary>A Boolean, or null.</summary>
    /// <param name="value">The Boolean.</param>
    /// <returns>The value with its type.</returns>
    public static DbValue Answer(bool? value) => new(NpgsqlDbType.Boolean, value);

    /// <summary>A date, or null.</summary>
    /// <param name="value">The date.</param>
    /// <returns>The value with its type.</returns>
    public static DbValue Day(DateOnly? value) => new(NpgsqlDbType.Date, value);

    /// <summary>A time, or null.</summary>
    /// <param name="value">The time, in UTC.</param>
    /// <returns>The value with its type.</returns>
    public static DbValue Instant(DateTimeOffset? value) => new(NpgsqlDbType.TimestampTz, value);

    /// <summary>An id, or null.</summary>
    /// <param name="value">The id.</param>
    /// <returns>The value with its type.</returns>
    public static DbValue Id(Guid? value) => new(NpgsqlDbType.Uuid, value);

    /// <summary>Bytes, or null.</summary>
    /// <param name="value">The bytes.</param>
    /// <returns>The value with its type.</returns>
    public static DbValue Bytes(byte[]? value) => new(NpgsqlDbType.Bytea, value);

    /// <summary>Starts a column with the value.</summary>
    internal static Array Column(object value) => value switch
    {
        DbValue maybe => maybe.Type switch
        {
            NpgsqlDbType.Text => new[] { (string?)maybe.Value },
            NpgsqlDbType.Integer => new[] { (int?)maybe.Value },
            NpgsqlDbType.Numeric => new[] { (decimal?)maybe.Value },
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
        _ => throw new ArgumentException($"A row cannot hold a {value.GetType().Name}.", nameof(value)),
    };
}
