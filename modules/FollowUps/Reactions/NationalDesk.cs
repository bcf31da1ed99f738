using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>The national plan, for referrals whose area is not yet known. It is reloaded when its file changes.</summary>
internal sealed class NationalDesk(ServedFiles served)
{
    private readonly Lock gate = new();
    private DateTime readOf;
    private (AreaSettings Settings, IFollowUpPlan Plan)? read;

    /// <summary>Settings with only the national plan.</summary>
    public AreaSettings Settings => Read().Settings;

    /// <summary>The national plan.</summary>
    public IFollowUpPlan Plan => Read().Plan;

    private (AreaSettings Settings, IFollowUpPlan Plan) Read()
    {
        var path = Path.Combine(served.Folder, "areas", Area.National, "follow-ups.json");
        var written = File.GetLastWriteTimeUtc(path);
        lock (gate)
        {
            if (read is { } known && readOf == written) return known;
            var file = JsonFile.Read<PlanFile>(path, $"config/areas/{Area.National}/follow-ups.json");
            // An invalid file keeps the previous plan; at start-up there is none.
            if (file.Value is null && read is { } before) return before;
            if (file.Value is null) throw new InvalidOperationException($"The national plan of follow-ups cannot be read. {string.Join(' ', file.Errors)}");
            var settings = new AreaSettings { Code = Area.National, Name = "England", ServiceName = "WorkWell", Board = new("", "", ""),
                FollowUps = file.Value.Steps };
            (read, readOf) = ((settings, new NationalFollowUpPlan(settings)), written);
            return read.Value;
        }
    }

    private sealed record PlanFile(IReadOnlyList<FollowUpStep> Steps);
}
