using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>The time of a step: a delay, a limit from the area's settings minus a delay, or a time before an appointment.</summary>
/// <param name="After">The delay after the trigger, or before the appointment.</param>
/// <param name="Length">The whole limit, if the step counts from one.</param>
internal sealed record StepTime(Delay After, Delay? Length)
{
    private const string Appointment = "appointment - ";
    private const string Prefix = "limit:";

    /// <summary>Whether it is counted back from an appointment.</summary>
    public bool IsBeforeAppointment { get; private init; }

    /// <summary>Parses the time of a step.</summary>
    /// <returns>The time; null when the area does not state the limit.</returns>
    /// <exception cref="FormatException">The text is neither a delay nor a limit, or the time is before the trigger.</exception>
    public static StepTime? Read(string text, IReadOnlyDictionary<string, Limit> limits)
    {
        if (text.StartsWith(Appointment, StringComparison.Ordinal)) return new(Delay.Parse(text[Appointment.Length..]), null) { IsBeforeAppointment = true };
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return new(Delay.Parse(text), null);
        var parts = text[Prefix.Length..].Split(" - ");
        if (parts.Length > 2) throw new FormatException($"'{text}' subtracts more than one time.");
        var less = parts.Length == 1 ? Delay.AtOnce : Delay.Parse(parts[1]);
        if (!limits.TryGetValue(parts[0], out var limit))
            return LimitNames.IsLengthOfTime(parts[0]) ? null : throw new FormatException($"This area has no limit '{parts[0]}'.");
        var length = Delay.Parse($"P{limit.Value}{UnitOf(parts[0], limit)}");
        if (less.Unit == length.Unit && less.Count > length.Count)
            throw new FormatException($"'{text}' is before the trigger: this area's limit is {length}, which is shorter than {less}.");
        return new(length.Less(less) ?? throw new FormatException($"'{text}' subtracts months from days, or days from months."), length);
    }

    private static char UnitOf(string name, Limit limit) => LimitNames.UnitOf(name, limit) switch
    {
        LimitUnit.Days => 'D',
        LimitUnit.Weeks => 'W',
        LimitUnit.Months => 'M',
        _ => throw new FormatException($"The limit '{name}' is not a length of time."),
    };
}
