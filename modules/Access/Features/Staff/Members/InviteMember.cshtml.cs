using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>Invites somebody to work in an area.</summary>
[RequiresPermission(Permission.ManageMembers)]
[AsksAgain]
internal sealed class InviteMemberModel(Members members, KnownOrganisations organisations, PublicAddress address) : MemberForm(organisations)
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var name = ReadText(nameof(Name), Name, TextKind.Name, 100, T["staff.name-missing"]);
        var (email, wrong) = EmailAddress.Read(Email);
        if (email is null || wrong is not null) AddError(nameof(Email), T[string.IsNullOrWhiteSpace(Email) ? "staff.email-missing" : "staff.email-wrong"]);
        var role = ReadRole();
        if (address.Of(Request, "/") is null) AddError(nameof(Email), T["staff.no-public-address"]);
        if (HasErrors) return Page();
        var (_, problem) = await members.InviteAsync(
            Caller, new NewMember(name!, email!, AreaCode, role!.Value.Role, role.Value.Organisation, role.Value.Language),
            (change, account, secret) => change.Publish(InvitationOf.Make(address, Request, AreaCode, account, email!, secret, change.At)), cancellationToken);
        if (problem is null) return LocalRedirect($"/staff/areas/{AreaCode}/members");
        AddRefusal(nameof(Email), problem);
        return Page();
    }
}
