using WorkWell.Access.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>Who works in an area.</summary>
[RequiresPermission(Permission.ManageMembers)]
internal sealed class MemberListModel(Members members) : AccessPage
{
    public IReadOnlyList<IReadOnlyList<Cell>> Rows { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken) =>
        Rows = [.. (await members.ListAsync(Caller, AreaCode, cancellationToken)).Select(IReadOnlyList<Cell> (member) =>
        [
            new Cell { Text = member.Name, Href = $"/staff/areas/{AreaCode}/members/{member.AccountId:D}" }, (Text)member.Email,
            (Text)string.Join(", ", member.Roles.Select(held => RoleWords.Of(T, held).Value)), T["staff.state-" + member.State],
            member.LastSignInAt is { } at ? When(at) : T["staff.never"],
        ])];
}
