using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WorkWell.Areas.Contracts;

namespace WorkWell.Referrals;

/// <summary>The first page for all England: what this is, and the ways in.</summary>
[AllowAnonymous]
internal sealed class EnglandStartModel(IAreaCatalogue catalogue) : PageModel
{
    public IEnumerable<Area> Areas => catalogue.Ready.Values.OrderBy(area => area.Settings.Name, StringComparer.Ordinal);
}
