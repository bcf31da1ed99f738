using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>Somebody's own account: what proves who they are, their roles, and where they are signed in.</summary>
[RequiresStaff]
internal sealed class OwnAccountModel(
    UserManager<StaffAccount> users, StaffSessions sessions, StaffFrameBuilder frames, IReadOnlyList<SignInProvider> providers, ProviderIdentities identities)
    : AccessPage
{
    /// <summary>How many recovery codes are made at a time.</summary>
    public const int RecoveryCodes = 8;

    public StaffAccount Account { get; private set; } = null!;

    public Text SecondSteps { get; private set; } = Text.Empty;

    public int CodesLeft { get; private set; }

    public IReadOnlyList<(Text Role, Text Area)> Roles { get; private set; } = [];

    /// <summary>Other services by which they may sign in, and since when they are connected.</summary>
    public IReadOnlyList<(SignInProvider Provider, Text BoundAt)> Providers { get; private set; } = [];

    public IReadOnlyList<IReadOnlyList<Cell>> Sessions { get; private set; } = [];

    public async Task<IActionResult> OnPostSignOutElsewhereAsync(CancellationToken cancellationToken)
    {
        await sessions.EndAsync(Caller, Session.AccountId, one: null, except: Session.Id, cancellationToken);
        return LocalRedirect("/staff/account");
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        Account = (await users.FindByIdAsync(Session.AccountId.ToString("D")))!;
        var passkeys = (await users.GetPasskeysAsync(Account)).Count;
        SecondSteps = passkeys == 0 ? T[Account.AuthenticatorKey is null ? "staff.has-neither" : "staff.has-authenticator"]
            : T[Account.AuthenticatorKey is null ? "staff.has-passkeys" : "staff.has-both", ("number", passkeys)];
        CodesLeft = await users.CountRecoveryCodesAsync(Account);
        var bound = await identities.OfAsync(Account.Id, cancellationToken);
        Providers = [.. providers.Select(provider =>
            (provider, bound.TryGetValue(provider.Key, out var at) ? T["staff.provider-since", ("at", When(at))] : T["staff.provider-not-bound"]))];
        Roles = [.. Session.Memberships.Select(held => (T["staff.role-" + held.Role.Key],
            held.Area == StaffRole.OperatorsArea ? T["staff.service"] : (Text)frames.NameOf(held.Area)))];
        Sessions = [.. (await sessions.ListAsync(Account.Id, cancellationToken)).Select(IReadOnlyList<Cell> (session) =>
        [
            session.Id == Session.Id ? T["staff.this-device", ("device", session.Device)] : (Text)session.Device, When(session.CreatedAt),
            When(session.LastSeenAt),
        ])];
    }
}
