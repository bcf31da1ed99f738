using Microsoft.Extensions.Logging;

namespace WorkWell.Partners;

/// <summary>What the module tells the log.</summary>
internal static partial class PartnersLog
{
    [LoggerMessage(1, LogLevel.Error, "The partners of {Area} were refused and the last good ones keep serving. {Finding}")]
    public static partial void Refused(ILogger log, string area, string finding);

    [LoggerMessage(2, LogLevel.Warning, "Search words were left out. {Mistake}")]
    public static partial void WordsRefused(ILogger log, string mistake);
}
