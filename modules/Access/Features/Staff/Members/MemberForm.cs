using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>The questions about a role, which two pages ask.</summary>
internal abstract class MemberForm(KnownOrganisations organisations) : AccessPage
{
    [BindProperty]
    public string? Role { get; set; }

    [BindProperty]
    public string? Organisation { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    /// <summary>The roles that an area's administrator gives.</summary>
    public IEnumerable<Choice> Roles => Given.Select(role => new Choice
    {
        Value = role.Key, Text = T["staff.role-" + role.Key], Hint = new Hint { Text = T[$"staff.role-{role.Key}-what"] },
    });

    public IEnumerable<SelectItem> Organisations => OrganisationChoices(organisations);

    public IEnumerable<SelectItem> Languages =>
    [
        new() { Value = "", Text = T["staff.language-none"] },
        .. T.Languages.Select(language => new SelectItem { Value = language.Tag, Text = language.EnglishName }),
    ];

    /// <summary>Reads the role, with the organisation or the language where the role needs one.</summary>
    protected (StaffRole Role, string? Organisation, string? Language)? ReadRole()
    {
        var role = Given.FirstOrDefault(one => one.Key == Role);
        if (role is null)
        {
            AddError(nameof(Role), T["staff.role-missing"]);
            return null;
        }
        if (role.IsOfOrganisation && organisations.Of(AreaCode).All(one => one.Code != Organisation))
            AddError(nameof(Organisation), T["staff.organisation-missing"]);
        if (role.IsOfLanguage && T.Languages.All(one => one.Tag != Language)) AddError(nameof(Language), T["staff.language-missing"]);
        return HasErrors ? null : (role, role.IsOfOrganisation ? Organisation : null, role.IsOfLanguage ? Language : null);
    }

    /// <summary>Says beside a field why something was not done.</summary>
    protected void AddRefusal(string field, Problem problem) => AddError(field, T[problem.Code switch
    {
        "access.role-held" => "staff.role-held",
        "access.last-administrator" => "staff.last-administrator",
        "access.other-area" => "staff.other-area",
        "access.sees-no-arm" => "staff.sees-no-arm",
        "access.second-administrator" => "staff.second-administrator",
        _ => "staff.not-your-own",
    }]);

    private static IEnumerable<StaffRole> Given => StaffRole.All.Where(role => role != StaffRole.Operator);
}
