using Microsoft.Extensions.Logging;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>Says in the log and in health, when a changed time of a step is taken up, how many follow-ups were planned before and keep their dates.</summary>
internal sealed partial class SayWhichPlansKeepTheirDates(Database database, PlansHealth health, ILogger<SayWhichPlansKeepTheirDates> logger)
    : IAfterAreaChanged
{
    public async Task ChangedAsync(Area before, Area after, CancellationToken cancellationToken)
    {
        var (earlier, now) = (PlannedEarlier.TimesOf(before.Settings), PlannedEarlier.TimesOf(after.Settings));
        var changed = earlier.Where(step => now.GetValueOrDefault(step.Key) != step.Value).Select(step => step.Key).ToArray();
        if (changed.Length == 0) return;
        var planned = await PlannedEarlier.CountAsync(database, after.Settings, cancellationToken);
        foreach (var one in planned.Where(one => changed.Contains(one.Step))) KeepTheirDates(logger, after.Code, one.Says);
        // Steps that are not in the settings may be those of the area's code.
        health.Note(after.Code, [.. planned.Where(one => one.Now is not null || changed.Contains(one.Step)).Select(one => one.Says)]);
    }

    [LoggerMessage(7100, LogLevel.Warning, "Area {Area}: {Says}")]
    private static partial void KeepTheirDates(ILogger logger, string area, string says);
}
