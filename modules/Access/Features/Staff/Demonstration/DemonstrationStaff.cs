using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>
/// Invented members of staff, one for each role, whom anybody at this machine may be in a demonstration. Never where a real person is stored, never from
/// elsewhere, and never where the service has a public address.
/// </summary>
internal sealed class DemonstrationStaff(
    IConfiguration configuration, RealPeople people, KnownOrganisations organisations, IAreaCatalogue catalogue, Members members, Database database,
    IServiceScopeFactory scopes) : IInventedStaff
{
    private const string Domain = "@demonstration.invalid";
    private static readonly Actor Maker = Actor.Job("access.demonstration");

    /// <summary>An invented member of staff.</summary>
    internal sealed record Invented(string Key, string Name, string Area, StaffRole Role, string? Organisation = null, string? Language = null)
    {
        public string Email => Key + Domain;
    }

    /// <summary>Everybody who may be signed in as.</summary>
    public IReadOnlyList<Invented> All
    {
        get
        {
            var area = catalogue.Ready.ContainsKey("llr") ? "llr" : catalogue.Ready.Keys.Order(StringComparer.Ordinal).FirstOrDefault();
            if (area is null) return [];
            var partner = organisations.Of(area).Select(one => one.Code).FirstOrDefault();
            var trial = catalogue.Ready.Values.FirstOrDefault(one => one.Trial is not null)?.Code;
            Invented?[] everybody =
            [
                new("coach", "Asha Example (coach)", area, StaffRole.Coach),
                new("second-coach", "Ben Example (second coach)", area, StaffRole.Coach),
                new("third-coach", "Chandni Example (third coach)", area, StaffRole.Coach),
                new("team-lead", "Tom Example (team lead)", area, StaffRole.TeamLead),
                partner is null ? null : new("partner-worker", "Petra Example (partner)", area, StaffRole.PartnerWorker, partner),
                new("administrator", "Adil Example (administrator)", area, StaffRole.AreaAdministrator),
                new("second-administrator", "Ada Example (second administrator)", area, StaffRole.AreaAdministrator),
                new("words-approver", "Gita Example (approver of Gujarati words)", area, StaffRole.WordsApprover, Language: "gu"),
                new("commissioner", "Cora Example (commissioner)", area, StaffRole.Commissioner),
                trial is null ? null : new("trial-manager", "Tess Example (trial manager)", trial, StaffRole.TrialManager),
                trial is null ? null : new("outcome-assessor", "Ola Example (outcome assessor)", trial, StaffRole.OutcomeAssessor),
                new("operator", "Omar Example (operator)", StaffRole.OperatorsArea, StaffRole.Operator),
            ];
            return [.. everybody.OfType<Invented>()];
        }
    }

    /// <summary>Whether somebody may be signed in as at all.</summary>
    public async Task<bool> IsOpenAsync(HttpContext http, CancellationToken cancellationToken) =>
        configuration.GetValue("Demonstration", defaultValue: false)
        && IsThisMachine(configuration["PublicAddress"])
        && http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        && http.Connection.LocalIpAddress is { } local && IPAddress.IsLoopback(local)
        && !await people.ExistAsync(cancellationToken)
        && !await HasRealStaffAsync(cancellationToken);

    private static bool IsThisMachine(string? address) =>
        string.IsNullOrEmpty(address) || (Uri.TryCreate(address, UriKind.Absolute, out var own) && own.IsLoopback);

    /// <summary>The account of an invented member, which is made when it is first asked for.</summary>
    public async Task<StaffAccount?> AccountAsync(string? key, UserManager<StaffAccount> users, CancellationToken cancellationToken)
    {
        if (All.FirstOrDefault(one => one.Key == key) is not { } invented) return null;
        return await users.FindByEmailAsync(Members.EmailKeyOf(invented.Email)) ?? await MakeAsync(invented, users, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StaffName>> CoachesAsync(string area, CancellationToken cancellationToken)
    {
        if (!configuration.GetValue("Demonstration", defaultValue: false) || await HasRealStaffAsync(cancellationToken)) return [];
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
        var coaches = new List<StaffName>();
        foreach (var one in All.Where(one => one.Role == StaffRole.Coach && one.Area == area))
        {
            if (await AccountAsync(one.Key, users, cancellationToken) is { } account)
                coaches.Add(new(account.Id, StaffAccount.NameOf(account.Id), one.Name));
        }
        return coaches;
    }

    private async Task<StaffAccount?> MakeAsync(Invented invented, UserManager<StaffAccount> users, CancellationToken cancellationToken)
    {
        var (secret, _) = await members.InviteAsync(
            Maker, new NewMember(invented.Name, invented.Email, invented.Area, invented.Role, invented.Organisation, invented.Language),
            (_, _, _) => { }, cancellationToken);
        var account = await users.FindByEmailAsync(Members.EmailKeyOf(invented.Email));
        if (secret is null || account is null) return account;
        // Nobody knows it: one comes in by the button alone.
        account.PasswordHash = users.PasswordHasher.HashPassword(account, StaffLink.Make());
        await users.UpdateAsync(account);
        await members.AcceptAsync(account, secret, cancellationToken);
        return await users.FindByEmailAsync(Members.EmailKeyOf(invented.Email));
    }

    private async Task<bool> HasRealStaffAsync(CancellationToken cancellationToken) => (await database.ReadAsync(
        Maker, "select exists (select from access.account where email not like '%' || $1)", [Domain], row => row.GetBoolean(0), cancellationToken))[0];
}
