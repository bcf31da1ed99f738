using WorkWell.Access.Contracts;

namespace WorkWell.Access;

/// <summary>Somebody's home page in an area: what their roles open, and what waits there.</summary>
[RequiresStaff]
internal sealed class AreaHomeModel(StaffFrameBuilder frames) : AccessPage
{
    public string Name => frames.NameOf(AreaCode);

    public string Roles => string.Join(", ", Session.Memberships.Where(held => held.Area == AreaCode).Select(held => T["staff.role-" + held.Role.Key].Value));

    public IReadOnlyList<(StaffSection Section, int? Waiting)> Sections { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        var sections = new List<(StaffSection, int?)>();
        foreach (var section in frames.Open(Session, AreaCode).Where(section => !section.Path.StartsWith('/')))
        {
            var actor = Session.ActorFor(section.Permission, AreaCode, section.PartnersToo)!;
            sections.Add((section, section.CountAsync is { } count ? await count(HttpContext, actor, cancellationToken) : null));
        }
        Sections = sections;
    }
}
