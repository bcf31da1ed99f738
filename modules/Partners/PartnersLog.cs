using Microsoft.Extensions.Logging;

namespace WorkWell.Partners;

/// <summary>The module's log messages.</summary>
internal static partial class PartnersLog
{
    [LoggerMessage(1, LogLevel.Error, "The partners of {Area} were refused; the last valid ones stay in use. {Finding}")]
    public static partial void Refused(ILogger log, string area, string finding);

    [LoggerMessage(2, LogLevel.Warning, "Search words were ignored. {Mistake}")]
    public static partial void WordsRefused(ILogger log, string mistake);
}
