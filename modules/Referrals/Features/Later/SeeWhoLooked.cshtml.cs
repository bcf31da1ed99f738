using WorkWell.Access.Contracts;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Who has looked at the reader's referral: their role and organisation, when, and why. Nobody's name is given.</summary>
internal sealed class SeeWhoLookedModel(IAccessReports reports, IPartnerDirectory partners) : VerifiedSessionPage
{
    private static readonly string[] KnownRoles = ["coach", "team-lead", "trial-manager", AccessLook.System];

    public IReadOnlyList<IReadOnlyList<Cell>> Rows { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken) =>
        Rows = [.. (await reports.OfAsync(VerifiedSession.Actor, Referral.Area, [Referral.Id, Referral.PersonId], cancellationToken))
            .Select(IReadOnlyList<Cell> (look) => [When(look.At), Who(look), T["later.looked-for-" + look.Why]])];

    private Text When(DateTimeOffset at)
    {
        var local = LondonTime.Local(at);
        return T["later.looked-at", ("date", T.Date(DateOnly.FromDateTime(local))), ("time", T.Time(TimeOnly.FromDateTime(local)))];
    }

    private Text Who(AccessLook look)
    {
        if (look.Organisation is { } code)
        {
            return partners.Organisations(Referral.Area).FirstOrDefault(one => one.Code == code)?.Name is { } name
                ? T["later.looked-by-organisation", ("organisation", T.Latin(name)!)] : T["later.looked-by-partner"];
        }
        return T["later.looked-by-" + (KnownRoles.Contains(look.Role) ? look.Role : "other")];
    }
}
