using WorkWell.Access.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>Who works in an area.</summary>
[RequiresPermission(Permission.ManageMembers)]
internal sealed class MemberListModel(Members members) : AccessPage
{
    public StaffList List { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken) => List = StaffList.Of<Member>(
        Request, await members.ListAsync(Caller, AreaCode, cancellationToken),
        new(T["staff.name"], member => new Cell { Text = member.Name, Href = $"/staff/areas/{AreaCode}/members/{member.AccountId:D}" })
        {
            Key = "name", By = member => member.Name,
        },
        new(T["staff.email"], member => (Text)member.Email) { Key = "email", By = member => member.Email },
        new(T["staff.roles"], member => (Text)RolesOf(member)) { Key = "roles", By = RolesOf },
        new(T["staff.state"], member => T["staff.state-" + member.State]) { Key = "state", By = member => T["staff.state-" + member.State] },
        new(T["staff.last-sign-in"], member => member.LastSignInAt is { } at ? When(at) : T["staff.never"])
        {
            Key = "last-sign-in", By = member => member.LastSignInAt,
        });

    private string RolesOf(Member member) => string.Join(", ", member.Roles.Select(held => RoleWords.Of(T, held).Value));
}
