using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>The questions about a role, which two pages ask.</summary>
internal abstract class MemberForm(KnownOrganisations organisations) : AccessPage
{
    [BindProperty]
    public string? Role { get; set; }

    [BindProperty]
    public string? Organisation { get; set; }

    /// <summary>The roles that an area's administrator gives.</summary>
    public IEnumerable<Choice> Roles => Given.Select(role => new Choice
    {
        Value = role.Key, Text = T["staff.role-" + role.Key], Hint = new Hint { Text = T[$"staff.role-{role.Key}-what"] },
    });

    public IEnumerable<SelectItem> Organisations => OrganisationChoices(organisations);

    /// <summary>Reads the role, and the organisation where the role needs one.</summary>
    protected (StaffRole Role, string? Organisation)? ReadRole()
    {
        var role = Given.FirstOrDefault(one => one.Key == Role);
        if (role is null)
        {
            AddError(nameof(Role), T["staff.role-missing"]);
            return null;
        }
        if (!role.IsOfOrganisation) return (role, null);
        if (organisations.Of(AreaCode).Any(one => one.Code == Organisation)) return (role, Organisation);
        AddError(nameof(Organisation), T["staff.organisation-missing"]);
        return null;
    }

    private static IEnumerable<StaffRole> Given => StaffRole.All.Where(role => role != StaffRole.Operator);
}
