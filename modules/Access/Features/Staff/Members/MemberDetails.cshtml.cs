using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>One member of an area: their roles, and whether they may come in.</summary>
[RequiresPermission(Permission.ManageMembers)]
[AsksAgain]
internal sealed class MemberDetailsModel(Members members, KnownOrganisations organisations, PublicAddress address) : MemberForm(organisations)
{
    private const string InviteAgain = "invited";

    [BindProperty]
    public Guid? Held { get; set; }

    [BindProperty]
    public string? State { get; set; }

    public Member Member { get; private set; } = null!;

    /// <summary>Whether it is the reader's own account, which others suspend.</summary>
    public bool IsOwn => AccountId == Session.AccountId;

    public IEnumerable<string> NextStates => Member.State switch
    {
        _ when IsOwn => [],
        AccountState.Active => [AccountState.Suspended, AccountState.Left],
        AccountState.Suspended => [AccountState.Active, AccountState.Left],
        _ => [InviteAgain, AccountState.Left],
    };

    private Guid AccountId => Guid.Parse((string)RouteData.Values["id"]!);

    public string To(string handler) => $"/staff/areas/{AreaCode}/members/{AccountId:D}?handler={handler}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await IsHereAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostGiveRoleAsync(CancellationToken cancellationToken)
    {
        if (!await IsHereAsync(cancellationToken)) return NotFound();
        return ReadRole() is { } role
            ? Answer(
                nameof(Role), await members.GiveRoleAsync(Caller, AccountId, AreaCode, role.Role, role.Organisation, role.Language, cancellationToken))
            : Page();
    }

    public async Task<IActionResult> OnPostConfirmRoleAsync(CancellationToken cancellationToken) =>
        await HoldsAsync(cancellationToken) is { } held
            ? Answer(nameof(Held), await members.ConfirmRoleAsync(Caller, held, cancellationToken)) : NotFound();

    public async Task<IActionResult> OnPostEndRoleAsync(CancellationToken cancellationToken) =>
        await HoldsAsync(cancellationToken) is { } held ? Answer(nameof(Held), await members.EndRoleAsync(Caller, held, cancellationToken)) : NotFound();

    public async Task<IActionResult> OnPostStateAsync(CancellationToken cancellationToken)
    {
        if (!await IsHereAsync(cancellationToken)) return NotFound();
        if (State is null || !NextStates.Contains(State)) return BadRequest();
        if (State != InviteAgain) return Answer(nameof(State), await members.SetStateAsync(Caller, AccountId, State, AreaCode, cancellationToken));
        if (address.Of(Request, "/") is null)
        {
            AddError(nameof(State), T["staff.no-public-address"]);
            return Page();
        }
        await members.InviteAgainAsync(
            Caller, AccountId, AreaCode,
            (change, email, secret) => change.Publish(InvitationOf.Make(address, Request, AreaCode, AccountId, email, secret, change.At)), cancellationToken);
        return Answer(nameof(State), null);
    }

    private IActionResult Answer(string field, Problem? problem)
    {
        if (problem is null) return LocalRedirect($"/staff/areas/{AreaCode}/members");
        AddRefusal(field, problem);
        return Page();
    }

    private async Task<Guid?> HoldsAsync(CancellationToken cancellationToken) =>
        await IsHereAsync(cancellationToken) && Member.Roles.Any(role => role.Id == Held) ? Held : null;

    private async Task<bool> IsHereAsync(CancellationToken cancellationToken)
    {
        Member = (await members.ListAsync(Caller, AreaCode, cancellationToken)).FirstOrDefault(member => member.AccountId == AccountId)!;
        return Member is not null;
    }
}
