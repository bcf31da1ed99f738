using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;

namespace WorkWell.Referrals;

/// <summary>Choose the referral source: yourself, or a person you look after, employ, treat or advise.</summary>
[AllowAnonymous]
internal sealed class WhoToReferModel(IAreaCatalogue catalogue) : PageModel
{
    /// <summary>The area whose own page led here.</summary>
    public string? Area { get; private set; }

    public IEnumerable<string> ReferralSources { get; private set; } = [];

    public string Query => Area is null ? "" : $"?area={Area}";

    public void OnGet(string? area)
    {
        var found = area is not null && catalogue.Ready.TryGetValue(area, out var known) ? known : null;
        Area = found?.Code;
        ReferralSources = (found?.Settings.ReferralSources ?? Enum.GetValues<ReferralSource>()).Select(ReferralSourceKeys.Of);
    }
}
