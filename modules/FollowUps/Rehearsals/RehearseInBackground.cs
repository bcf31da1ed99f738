using System.Text.Json;
using WorkWell.Areas.Contracts;
using WorkWell.FollowUps.Contracts;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>Runs a rehearsal as a background job.</summary>
internal sealed class RehearseInBackground(IRehearsal rehearsal, IAreaCatalogue areas) : IBackgroundJob
{
    public async Task<BackgroundJobResult> RunAsync(JsonElement argument, IProgress<BackgroundJobProgress> progress, CancellationToken cancellationToken)
    {
        var order = argument.Deserialize<RehearsalOrder>(JsonSerializerOptions.Web)!;
        Area[] asked = [.. areas.Ready.Values.Where(area => order.Area == "all" || area.Code == order.Area).OrderBy(area => area.Code, StringComparer.Ordinal)];
        if (asked.Length == 0) return new(
            null, $"There is no area '{order.Area}' that is ready. There are: {string.Join(", ", areas.Ready.Keys.Order(StringComparer.Ordinal))}.");
        var request = new RehearsalRequest
        {
            Areas = asked, From = order.From, Weeks = order.Weeks, People = order.People,
                PerMinute = new Dictionary<string, int> { ["email"] = order.PerMinute, ["sms"] = order.PerMinute },
        };
        var told = new Told(progress);
        return new(order.IsStored
            ? await rehearsal.RunStoredAsync(request, null, told, cancellationToken)
            : await Task.Run(() => rehearsal.Run(request, null, told, cancellationToken), cancellationToken));
    }

    private sealed class Told(IProgress<BackgroundJobProgress> progress) : IProgress<double>
    {
        public void Report(double value) => progress.Report(new(value));
    }
}
