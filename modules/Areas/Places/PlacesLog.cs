using Microsoft.Extensions.Logging;

namespace WorkWell.Areas.Places;

/// <summary>The place directory's log messages. They never contain a postcode.</summary>
internal static partial class PlacesLog
{
    [LoggerMessage(1, LogLevel.Information, "{Index} is loaded from {File}.")]
    public static partial void Serving(ILogger log, string index, string file);

    [LoggerMessage(2, LogLevel.Error,
        "{File} was refused: {Reason}. In use instead: {Instead}. Load the official file again with load-postcodes or load-practices.")]
    public static partial void Refused(ILogger log, string file, string reason, string instead);

    [LoggerMessage(3, LogLevel.Warning,
        "Only the SAMPLE of postcodes and practices is loaded. Load the ONS Postcode Directory with load-postcodes and the practices with load-practices.")]
    public static partial void OnlyASample(ILogger log);

    [LoggerMessage(4, LogLevel.Warning, "No postcodes are loaded: every lookup returns 'not in the directory'. Load them with load-postcodes.")]
    public static partial void NoPostcodes(ILogger log);
}
