namespace WorkWell.Communications.Dispatch;

/// <summary>How long to wait after a failed try: twice as long each time, up to a limit, and never for all messages at the same moment.</summary>
internal static class RetryDelay
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    /// <summary>The delay.</summary>
    /// <param name="failures">How many tries have failed, this one included.</param>
    /// <param name="chance">A number from 0 up to 1.</param>
    public static TimeSpan After(int failures, double chance)
    {
        var full = Math.Min(Longest.Ticks, First.Ticks * Math.Pow(2, Math.Clamp(failures - 1, 0, 30)));
        return TimeSpan.FromTicks((long)(full * (0.5 + (chance / 2))));
    }
}
