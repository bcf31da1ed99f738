using WorkWell.Access.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>A page of this module for somebody who has signed in, or who is about to.</summary>
internal abstract class AccessPage : StaffPage
{
    protected StaffSession Session => HttpContext.User.Identities.OfType<StaffIdentity>().Single().Session;

    /// <summary>The partner organisations of the area, and none of them.</summary>
    protected IEnumerable<SelectItem> OrganisationChoices(KnownOrganisations organisations) =>
    [
        new() { Value = "", Text = T["staff.organisation-none"] },
        .. organisations.Of(AreaCode).Select(one => new SelectItem { Value = one.Code, Text = one.Name }),
    ];

    /// <summary>The address to go on to after signing in: a page of staff, and nothing else.</summary>
    protected string GoingOn(string? to) => to is not null && Url.IsLocalUrl(to) && to.StartsWith("/staff", StringComparison.Ordinal) ? to : "/staff";
}
