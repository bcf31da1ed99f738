using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>Says what surrounds a page of somebody who has signed in.</summary>
internal sealed class StaffFrameBuilder(
    IEnumerable<StaffSection> sections, IEnumerable<StaffSearch> searches, IAreaCatalogue catalogue, KeptForms forms, TimeProvider clock)
{
    private readonly StaffSection[] sections = [.. sections.OrderBy(section => section.Order)];

    public void Build(HttpContext http, StaffSession session)
    {
        var texts = http.RequestServices.GetRequiredService<ITexts>();
        var area = http.GetRouteValue("area") as string ?? (session.Areas.ToArray() is [var only] ? only : null);
        var open = Open(session, area).ToArray();
        var now = clock.GetUtcNow();
        var lasts = session.LastsFrom(now);
        http.Features.Set(new StaffFrame
        {
            Name = session.Name,
            Area = area is null ? null : NameOf(area),
            MayChangeArea = session.Areas.Skip(1).Any(),
            Navigation = [.. open.Select(section => new HeaderNavigationItem
            {
                Text = texts[section.Name],
                Href = section.In(area ?? ""),
                Active = http.Request.Path.StartsWithSegments(section.In(area ?? ""), StringComparison.Ordinal) ? true : null,
            })],
            Shortcuts =
            [
                new('h', texts["staff.area-home"], "/staff"),
                .. from section in open
                   where section.Shortcut is not null
                   select new StaffShortcut((char)section.Shortcut!, texts[section.Name], section.In(area ?? "")),
            ],
            SearchPath = area is not null && searches.FirstOrDefault(one => session.ActorFor(one.Permission, area, one.PartnersToo) is not null) is { } search
                ? $"/staff/areas/{area}/{search.Path}" : null,
            Lasts = lasts,
            Until = texts.Time(TimeOnly.FromDateTime(LondonTime.Local(now + lasts))),
            MarkForm = title => forms.MarkOf(session.AccountId, title),
        });
    }

    /// <summary>The sections that somebody's roles open, in an area or outside all.</summary>
    public IEnumerable<StaffSection> Open(StaffSession session, string? area) => sections.Where(section =>
        section.Path.StartsWith('/') ? session.Has(section.Permission, StaffRole.OperatorsArea)
            : area is not null && session.ActorFor(section.Permission, area, section.PartnersToo) is not null);

    /// <summary>An area's name as its people know it; its code where it does not serve.</summary>
    public string NameOf(string area) => catalogue.Ready.TryGetValue(area, out var ready) ? ready.Settings.Name : area;
}
