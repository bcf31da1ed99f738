using System.Globalization;

namespace WorkWell.Platform;

/// <summary>The unit of a delay.</summary>
public enum DelayUnit
{
    /// <summary>Calendar days.</summary>
    Days,

    /// <summary>Calendar months: 31 January plus one month is the last day of February.</summary>
    Months,

    /// <summary>Monday to Friday, except bank holidays in England.</summary>
    WorkingDays,
}

/// <summary>A delay: "P3D", "P13W", "P4M", "P1Y", "3 working days" or "at once".</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Count">The number of units.</param>
public readonly record struct Delay(DelayUnit Unit, int Count)
{
    // Ten years. Anything longer is a typing error.
    private const int MaxDays = 3660;

    /// <summary>No delay.</summary>
    public static Delay AtOnce { get; }

    /// <summary>Whether there is no delay.</summary>
    public bool IsAtOnce => Count == 0;

    /// <summary>Parses a delay.</summary>
    /// <param name="text">A delay such as "P13W".</param>
    /// <returns>The delay.</returns>
    /// <exception cref="FormatException">The text is not a delay; the message lists the valid forms.</exception>
    public static Delay Parse(string? text) =>
        TryParse(text, out var delay) ? delay
        : throw new FormatException($"'{text}' is not a delay. Write P3D, P13W, P4M, P1Y, \"3 working days\" or \"at once\"; at most ten years.");

    /// <summary>Tries to parse a delay.</summary>
    /// <param name="text">A delay such as "P13W".</param>
    /// <param name="delay">The delay.</param>
    /// <returns>Whether the text is a delay.</returns>
    public static bool TryParse(string? text, out Delay delay)
    {
        delay = AtOnce;
        if (text is null) return false;
        if (text == "at once") return true;
        if (text is "1 working day") return IsSensible(delay = new(DelayUnit.WorkingDays, 1));
        if (text.EndsWith(" working days", StringComparison.Ordinal))
            return Number(text.AsSpan(0, text.Length - " working days".Length), out var days) && IsSensible(delay = new(DelayUnit.WorkingDays, days));
        if (text.Length < 3 || text[0] != 'P' || !Number(text.AsSpan(1, text.Length - 2), out var count)) return false;
        (delay, var isKnown) = text[^1] switch
        {
            'D' => (new Delay(DelayUnit.Days, count), true),
            'W' => (new Delay(DelayUnit.Days, count * 7), true),
            'M' => (new Delay(DelayUnit.Months, count), true),
            'Y' => (new Delay(DelayUnit.Months, count * 12), true),
            _ => (AtOnce, false),
        };
        return isKnown && IsSensible(delay);
    }

    /// <summary>Multiplies the delay.</summary>
    /// <param name="times">The factor.</param>
    /// <returns>The product.</returns>
    public Delay Times(int times) => this with { Count = Count * times };

    /// <summary>Subtracts another delay of the same unit, to zero at the least.</summary>
    /// <param name="other">The delay to subtract.</param>
    /// <returns>The difference, or null when the units differ.</returns>
    public Delay? Less(Delay other) => other.IsAtOnce ? this : other.Unit == Unit ? this with { Count = Math.Max(0, Count - other.Count) } : null;

    /// <summary>Formats the delay.</summary>
    /// <returns>Text that <see cref="Parse"/> accepts.</returns>
    public override string ToString() => this switch
    {
        { Count: 0 } => "at once",
        { Unit: DelayUnit.Days } when Count % 7 == 0 => string.Create(CultureInfo.InvariantCulture, $"P{Count / 7}W"),
        { Unit: DelayUnit.Days } => string.Create(CultureInfo.InvariantCulture, $"P{Count}D"),
        { Unit: DelayUnit.Months } => string.Create(CultureInfo.InvariantCulture, $"P{Count}M"),
        { Count: 1 } => "1 working day",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Count} working days"),
    };

    private static bool Number(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        return text.Length is > 0 and <= 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static bool IsSensible(Delay delay) => delay.Unit == DelayUnit.Months ? delay.Count <= 120 : delay.Count <= MaxDays;
}
