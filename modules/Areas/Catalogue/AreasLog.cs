using Microsoft.Extensions.Logging;

namespace WorkWell.Areas.Catalogue;

/// <summary>What the area catalogue says in the log: codes, versions and file names, never a fact about a person.</summary>
internal static partial class AreasLog
{
    [LoggerMessage(1000, LogLevel.Information,
        "Area {Area} is ready: revision {Revision}, plugin {PluginVersion}, {ExamplesPassed} of {ExamplesRun} agreed examples")]
    public static partial void Ready(ILogger logger, string area, int? revision, string? pluginVersion, int examplesPassed, int examplesRun);

    [LoggerMessage(1001, LogLevel.Error, "Area {Area} is refused and serves nobody: {Reason}")]
    public static partial void Refused(ILogger logger, string area, string? reason);

    [LoggerMessage(1002, LogLevel.Information, "Area {Area} is switched off")]
    public static partial void SwitchedOff(ILogger logger, string area);

    [LoggerMessage(1007, LogLevel.Information, "Area {Area} is gone: its folder is no longer there")]
    public static partial void Gone(ILogger logger, string area);

    [LoggerMessage(1008, LogLevel.Warning, "Place {Place} is claimed equally by the areas {Areas}, so neither serves people there")]
    public static partial void ClaimedTwice(ILogger logger, string place, string areas);

    [LoggerMessage(1003, LogLevel.Warning, "Area {Area} keeps serving under revision {Revision}; its newer files are refused: {Reason}")]
    public static partial void UpdateRefused(ILogger logger, string area, int? revision, string reason);

    [LoggerMessage(1004, LogLevel.Error, "The {Part} of area {Area} failed with {Error} in {Method}; the referral goes to a person")]
    public static partial void RulesFailed(ILogger logger, string area, string part, string error, string method);

    [LoggerMessage(1005, LogLevel.Warning, "Changed area files could not be taken up now and are tried again: {Error}")]
    public static partial void ReloadFailed(ILogger logger, string error);

    [LoggerMessage(1006, LogLevel.Warning, "The changed workwell.json is not valid JSON and is not taken up; the settings before it stay in force")]
    public static partial void SwitchesUnreadable(ILogger logger);
}
