namespace WorkWell.Communications.Dispatch;

/// <summary>The delay after a failed attempt: exponential backoff with jitter.</summary>
internal static class RetryDelay
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Max = TimeSpan.FromHours(4);

    /// <param name="failures">How many attempts have failed, including this one.</param>
    /// <param name="chance">A number from 0 up to 1.</param>
    public static TimeSpan After(int failures, double chance)
    {
        var full = Math.Min(Max.Ticks, First.Ticks * Math.Pow(2, Math.Clamp(failures - 1, 0, 30)));
        return TimeSpan.FromTicks((long)(full * (0.5 + (chance / 2))));
    }
}
