using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>When a step happens: a delay, or a limit of the area's settings less some time.</summary>
/// <param name="After">How long after the anchor.</param>
/// <param name="Length">The whole limit, where the step is counted from one.</param>
internal sealed record StepTime(Delay After, Delay? Length)
{
    private const string Prefix = "limit:";

    /// <summary>Reads the text of a step.</summary>
    /// <returns>The time; null when the area does not state the limit.</returns>
    /// <exception cref="FormatException">The text is neither a delay nor a limit.</exception>
    public static StepTime? Read(string text, IReadOnlyDictionary<string, Limit> limits)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return new(Delay.Parse(text), null);
        var parts = text[Prefix.Length..].Split(" - ");
        if (parts.Length > 2) throw new FormatException($"'{text}' takes off more than one time.");
        var unit = UnitOf(parts[0]);
        var less = parts.Length == 1 ? Delay.AtOnce : Delay.Parse(parts[1]);
        if (!limits.TryGetValue(parts[0], out var limit)) return null;
        var length = Delay.Parse($"P{limit.Value}{unit}");
        return new(length.Less(less) ?? throw new FormatException($"'{text}' takes months off days, or days off months."), length);
    }

    private static char UnitOf(string limit) =>
        !LimitNames.All.Contains(limit)
        ? throw new FormatException(
        $"There is no limit '{limit}'. Limits of time are: {string.Join(
        ", ", LimitNames.All.Where(name => name.StartsWith("weeks", StringComparison.Ordinal)))}.")
        : limit.StartsWith("weeks", StringComparison.Ordinal) ? 'W'
        : throw new FormatException($"The limit '{limit}' is not a length of time.");
}
