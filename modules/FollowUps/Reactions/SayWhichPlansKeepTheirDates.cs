using Microsoft.Extensions.Logging;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>Says in the log, when a changed time of a step is taken up, how many follow-ups were planned before and keep their dates.</summary>
internal sealed partial class SayWhichPlansKeepTheirDates(Database database, ILogger<SayWhichPlansKeepTheirDates> logger) : IAfterAreaChanged
{
    public async Task ChangedAsync(Area before, Area after, CancellationToken cancellationToken)
    {
        var (earlier, now) = (PlannedEarlier.TimesOf(before.Settings), PlannedEarlier.TimesOf(after.Settings));
        var changed = earlier.Where(step => now.GetValueOrDefault(step.Key) != step.Value).Select(step => step.Key).ToArray();
        if (changed.Length == 0) return;
        foreach (var planned in await PlannedEarlier.CountAsync(database, after.Settings, cancellationToken))
        {
            if (changed.Contains(planned.Step)) KeepTheirDates(logger, after.Code, planned.Says);
        }
    }

    [LoggerMessage(7100, LogLevel.Warning, "Area {Area}: {Says}")]
    private static partial void KeepTheirDates(ILogger logger, string area, string says);
}
