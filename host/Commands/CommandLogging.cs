namespace WorkWell.Host.Commands;

/// <summary>What a command prints is for whoever, or whatever, asked for it: the host's own log stays out of it.</summary>
internal static class CommandLogging
{
    public static IReadOnlyDictionary<string, string?> Apart { get; } = new Dictionary<string, string?>
    {
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:Console:LogToStandardErrorThreshold"] = "Trace",
    };
}
