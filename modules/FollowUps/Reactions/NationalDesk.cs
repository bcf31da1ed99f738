using Microsoft.Extensions.Configuration;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>The plan for referrals whose area is not known yet: the national one, read again when its file changes.</summary>
internal sealed class NationalDesk(IConfiguration configuration)
{
    private readonly Lock gate = new();
    private DateTime readOf;
    private (AreaSettings Settings, IFollowUpPlan Plan)? read;

    /// <summary>Settings that hold the national plan and nothing else.</summary>
    public AreaSettings Settings => Read().Settings;

    /// <summary>The national plan.</summary>
    public IFollowUpPlan Plan => Read().Plan;

    private (AreaSettings Settings, IFollowUpPlan Plan) Read()
    {
        var path = Path.Combine(configuration["ConfigFolder"]!, "areas", Area.National, "follow-ups.json");
        var written = File.GetLastWriteTimeUtc(path);
        lock (gate)
        {
            if (read is { } known && readOf == written) return known;
            var file = JsonFile.Read<PlanFile>(path, $"config/areas/{Area.National}/follow-ups.json");
            // A file that was spoilt while the host runs leaves the plan as it was; at start nothing is known to go on with.
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
