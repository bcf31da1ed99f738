namespace WorkWell.Host.Commands;

/// <summary>Keeps the host's own log out of a command's output.</summary>
internal static class CommandLogging
{
    public static IReadOnlyDictionary<string, string?> Apart { get; } = new Dictionary<string, string?>
    {
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:Console:LogToStandardErrorThreshold"] = "Trace",
    };
}
