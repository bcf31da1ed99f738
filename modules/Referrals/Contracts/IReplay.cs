namespace WorkWell.Referrals.Contracts;

/// <summary>Which settings a stored decision is made again with.</summary>
public enum ReplaySettings
{
    /// <summary>The revision it was made with. Anything but the same answer is an error.</summary>
    Stored,

    /// <summary>The settings that serve today. A difference shows what a change did, or would do.</summary>
    Current,
}

/// <summary>What to decide again.</summary>
public sealed record ReplayRequest
{
    /// <summary>The area's code; null: every area.</summary>
    public string? Area { get; init; }

    /// <summary>Only referrals that arrived on this day or later; null: all.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>With which settings.</summary>
    public ReplaySettings Settings { get; init; }
}

/// <summary>A decision that came out differently.</summary>
/// <param name="Reference">The referral.</param>
/// <param name="Area">The area's code.</param>
/// <param name="Before">The decision as it is stored: outcome and codes.</param>
/// <param name="Now">The decision as it comes out now.</param>
public sealed record ReplayDifference(string Reference, string Area, string Before, string Now)
{
    /// <summary>The version of the area's code that made the decision.</summary>
    public string? StoredPlugin { get; init; }

    /// <summary>The version of the area's code now.</summary>
    public string? PluginNow { get; init; }

    /// <summary>The hash of the code that made the decision; null where that is not known, or where there was no plugin.</summary>
    public string? StoredContent { get; init; }

    /// <summary>The hash of the area's code now; null without a plugin.</summary>
    public string? ContentNow { get; init; }
}

/// <summary>How a replay went.</summary>
public sealed record ReplayReport
{
    /// <summary>Decisions made again.</summary>
    public long Decided { get; init; }

    /// <summary>Decisions that came out differently.</summary>
    public long Different { get; init; }

    /// <summary>Of those, the ones whose area had other code then than it has now, whatever came out.</summary>
    public long ByOtherCode { get; init; }

    /// <summary>Referrals without an area, which no rules decided.</summary>
    public long AtNationalDesk { get; init; }

    /// <summary>Referrals that cannot be decided again, because the area, its code or the revision is not there.</summary>
    public long NotPossible { get; init; }
}

/// <summary>Makes stored decisions again from stored facts.</summary>
public interface IReplay
{
    /// <summary>Reads referrals as a stream and decides each again.</summary>
    /// <param name="request">What to decide again.</param>
    /// <param name="differs">Told each difference as it is found.</param>
    /// <param name="cancellationToken">Stops the replay.</param>
    /// <returns>The counts.</returns>
    Task<ReplayReport> RunAsync(ReplayRequest request, Action<ReplayDifference> differs, CancellationToken cancellationToken);
}
