using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;

namespace WorkWell.Access;

/// <summary>The first page after signing in: the areas somebody works in. Whoever works in one alone goes on to it.</summary>
[RequiresStaff]
internal sealed class StaffHomeModel(StaffFrameBuilder frames) : AccessPage
{
    internal sealed record WorkArea(string Code, string Name, string Roles);

    public IReadOnlyList<WorkArea> Areas { get; private set; } = [];

    public IReadOnlyList<StaffSection> Sections { get; private set; } = [];

    public IActionResult OnGet()
    {
        Sections = [.. frames.Open(Session, area: null)];
        Areas = [.. Session.Memberships.Where(held => held.Area != StaffRole.OperatorsArea).GroupBy(held => held.Area)
            .Select(held => new WorkArea(held.Key, frames.NameOf(held.Key), string.Join(", ", held.Select(one => T["staff.role-" + one.Role.Key].Value))))
            .OrderBy(area => area.Name, StringComparer.Ordinal)];
        return Areas is [var only] && Sections.Count == 0 ? LocalRedirect(FirstPageOf(only.Code)) : Page();
    }

    private string FirstPageOf(string area) =>
        frames.Open(Session, area).FirstOrDefault(section => section.IsFirstPage)?.In(area) ?? $"/staff/areas/{area}";
}
