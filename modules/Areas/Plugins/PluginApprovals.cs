using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace WorkWell.Areas.Plugins;

/// <summary>
/// Which code a second person has reviewed: <c>Plugins:Approved:CODE</c> of workwell.json, with the hash of its folder, who reviewed it and when. A host for
/// real people loads no other (<c>Plugins:OnlyApproved</c>).
/// </summary>
internal sealed class PluginApprovals(IConfiguration configuration)
{
    /// <summary>Why a plugin may not be loaded; null when it may.</summary>
    /// <param name="area">The area's code.</param>
    /// <param name="content">The hash of its folder.</param>
    public string? WhatIsWrong(string area, string content)
    {
        if (!configuration.GetValue("Plugins:OnlyApproved", false)) return null;
        var approved = configuration.GetSection($"Plugins:Approved:{area}");
        var how = $"Have it reviewed by a second person, then run: ./workwell approve-plugin {area} --by \"NAME\". Its hash is {content}.";
        if (approved["Sha256"] is not { Length: > 0 } known) return $"Nobody has approved the code of this area. {how}";
        if (!string.Equals(known, content, StringComparison.OrdinalIgnoreCase)) return $"The code of this area has changed since it was approved. {how}";
        return string.IsNullOrWhiteSpace(approved["Reviewer"])
            || !DateOnly.TryParseExact(approved["On"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? $"The approval of this area's code does not say who reviewed it and when. {how}" : null;
    }
}
