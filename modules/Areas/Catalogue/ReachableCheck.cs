using Microsoft.Extensions.Configuration;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.Areas.Catalogue;

/// <summary>
/// An area serves real people only if they can reach its team and somebody reads what is urgent. A host for real people sets
/// AreaLoading:OnlyReachable; a demonstration and a developer's machine may go without, and check-areas says so.
/// </summary>
internal sealed class ReachableCheck(IConfiguration configuration) : IAreaCheck
{
    public string Name => "contact";

    public IEnumerable<ValidationError> Check(Area area, string configFolder)
    {
        var refuses = configuration.GetValue("AreaLoading:OnlyReachable", false);
        var means = refuses ? "" : " Without it the area can be demonstrated, and a host for real people refuses it.";
        return AreaContacts.WhatIsMissing(area.Settings.Contact).Select(missing =>
            new ValidationError($"config/areas/{area.Code}/area.json", null, $"contact: {missing}{means}") { IsAdvice = !refuses });
    }
}
