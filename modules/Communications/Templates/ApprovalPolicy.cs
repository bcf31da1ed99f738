using Microsoft.Extensions.Options;

namespace WorkWell.Communications.Templates;

/// <summary>Whether words that nobody has approved may be sent: the section "Communications" of the configuration.</summary>
internal sealed record ApprovalSettings
{
    /// <summary>Whether a translation has to be approved before it is sent; until then people get English. Safe unless somebody says otherwise.</summary>
    public bool RequireApproval { get; init; } = true;

    /// <summary>Areas that differ, by code.</summary>
    public Dictionary<string, AreaApprovalSettings> Areas { get; init; } = [];
}

/// <summary>What one area says about approval.</summary>
internal sealed record AreaApprovalSettings
{
    /// <summary>The same as <see cref="ApprovalSettings.RequireApproval"/>, for this area.</summary>
    public bool? RequireApproval { get; init; }
}

/// <summary>Answers for an area whether only approved words may be sent.</summary>
internal sealed class ApprovalPolicy(IOptionsMonitor<ApprovalSettings> settings)
{
    public bool RequiredIn(string area)
    {
        var now = settings.CurrentValue;
        return now.Areas.GetValueOrDefault(area)?.RequireApproval ?? now.RequireApproval;
    }
}
