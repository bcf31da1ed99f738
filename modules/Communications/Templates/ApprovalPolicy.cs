using Microsoft.Extensions.Options;

namespace WorkWell.Communications.Templates;

/// <summary>Whether unapproved texts may be sent: section "Communications".</summary>
internal sealed record ApprovalSettings
{
    /// <summary>Whether a translation must be approved before it is sent; until then people get English.</summary>
    public bool RequireApproval { get; init; } = true;

    /// <summary>Areas that differ, by code.</summary>
    public Dictionary<string, AreaApprovalSettings> Areas { get; init; } = [];
}

/// <summary>The approval settings of one area.</summary>
internal sealed record AreaApprovalSettings
{
    /// <summary>The same as <see cref="ApprovalSettings.RequireApproval"/>, for this area.</summary>
    public bool? RequireApproval { get; init; }
}

/// <summary>Decides whether an area may send only approved texts.</summary>
internal sealed class ApprovalPolicy(IOptionsMonitor<ApprovalSettings> settings)
{
    public bool RequiredIn(string area)
    {
        var now = settings.CurrentValue;
        return now.Areas.GetValueOrDefault(area)?.RequireApproval ?? now.RequireApproval;
    }
}
