using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>A page about the service itself, which each area has and all England has: contact, privacy notice, accessibility statement, cookies.</summary>
internal abstract class ServicePage(IAreaCatalogue catalogue, AreaContacts contacts, DemonstrationMode demonstration) : PageModel
{
    /// <summary>The area the page is about; null for all England.</summary>
    public Area? Area { get; private set; }

    /// <summary>The areas that serve, by name.</summary>
    public IEnumerable<Area> Areas => catalogue.Ready.Values.OrderBy(area => area.Settings.Name, StringComparer.Ordinal);

    /// <summary>How the service can be reached.</summary>
    public AreaContact Contact => contacts.Of(Area?.Code);

    public bool IsReachable => AreaContacts.IsReachable(Contact);

    public bool IsDemonstration => demonstration.IsOn;

    /// <summary>Where "back" leads.</summary>
    public string Back => Area is null ? "/" : $"/areas/{Area.Code}";

    /// <summary>The address of another of these pages.</summary>
    public string To(string page) => PageArea.AddressOf(ViewData, page);

    public IActionResult OnGet(string? code)
    {
        if (code is not null && !catalogue.Ready.ContainsKey(code)) return NotFound();
        Area = code is null ? null : catalogue.Ready[code];
        PageArea.Set(ViewData, code);
        return Page();
    }
}

/// <summary>How to reach the service.</summary>
[AllowAnonymous]
internal sealed class ContactServiceModel(IAreaCatalogue catalogue, AreaContacts contacts, DemonstrationMode demonstration)
    : ServicePage(catalogue, contacts, demonstration);

/// <summary>What is kept about people, who sees it, and what people can ask for.</summary>
[AllowAnonymous]
internal sealed class PrivacyNoticeModel(IAreaCatalogue catalogue, AreaContacts contacts, DemonstrationMode demonstration)
    : ServicePage(catalogue, contacts, demonstration)
{
    public AreaPrivacy Privacy => Area?.Settings.Privacy ?? new();

    /// <summary>How long a form waits that somebody has not sent, in hours, and in days where they saved it.</summary>
    public static (int Hours, int Days) FormWaits => ((int)Draft.Waits.TotalHours, (int)Draft.WaitsWhenSaved.TotalDays);
}

/// <summary>How far everybody can use the pages, and what to do if they cannot.</summary>
[AllowAnonymous]
internal sealed class AccessibilityStatementModel(IAreaCatalogue catalogue, AreaContacts contacts, DemonstrationMode demonstration)
    : ServicePage(catalogue, contacts, demonstration);

/// <summary>The cookies these pages set.</summary>
[AllowAnonymous]
internal sealed class CookiesModel(IAreaCatalogue catalogue, AreaContacts contacts, DemonstrationMode demonstration)
    : ServicePage(catalogue, contacts, demonstration);

/// <summary>The addresses of the pages about an area's service, beside those for all England.</summary>
internal static class ServicePages
{
    public static void AddRoutes(IServiceCollection services) => services.Configure<RazorPagesOptions>(pages =>
    {
        foreach (var (page, name) in (ReadOnlySpan<(string, string)>)
            [("ContactService", "contact"), ("PrivacyNotice", "privacy"), ("AccessibilityStatement", "accessibility"), ("Cookies", "cookies")])
            pages.Conventions.AddPageRoute($"/Service/{page}", $"areas/{{code}}/{name}");
    });
}
