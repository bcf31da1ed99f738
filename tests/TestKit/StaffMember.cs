using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.TestKit;

/// <summary>An invented member of staff of a running host, with a session and without the pages that lead to one.</summary>
public sealed class StaffMember
{
    private const string SessionCookie = "workwell-staff";

    private StaffMember(Guid accountId, string email, string session)
    {
        AccountId = accountId;
        Email = email;
        Session = session;
    }

    /// <summary>The account.</summary>
    public Guid AccountId { get; }

    /// <summary>The address they sign in with.</summary>
    public string Email { get; }

    /// <summary>The secret that the session's cookie holds.</summary>
    public string Session { get; }

    /// <summary>The password of every one of them.</summary>
    public static string Password => "three teapots sing softly";

    /// <summary>The cookie as a browser sends it.</summary>
    public string Cookie => $"{SessionCookie}={Session}";

    /// <summary>Makes a member with one role and signs them in.</summary>
    /// <param name="host">The host.</param>
    /// <param name="role">The role.</param>
    /// <param name="area">The area; an operator's needs none.</param>
    /// <param name="organisation">The partner organisation of a partner worker.</param>
    /// <param name="language">The language of an approver of words.</param>
    /// <returns>The member.</returns>
    public static async Task<StaffMember> MakeAsync(
        RunningHost host, StaffRole role, string area = "llr", string? organisation = null, string? language = null)
    {
        var email = $"{role.Key}-{Guid.NewGuid():n}@example.nhs.uk";
        var members = host.Services.GetRequiredService<Members>();
        var (secret, problem) = await members.InviteAsync(
            Actor.Job("test"), new NewMember("Sähëlï Example", email, role == StaffRole.Operator ? StaffRole.OperatorsArea : area, role, organisation,
                role.IsOfLanguage ? language ?? "gu" : null),
            (_, _, _) => { }, default);
        if (problem is not null) throw new InvalidOperationException(problem.Says);
        await using var scope = host.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
        var account = (await users.FindByEmailAsync(Members.EmailKeyOf(email)))!;
        account.PasswordHash = users.PasswordHasher.HashPassword(account, Password);
        await users.UpdateAsync(account);
        await members.AcceptAsync(account, secret!, default);
        return new StaffMember(account.Id, email, await host.Services.GetRequiredService<StaffSessions>().BeginAsync(account.Id, "Test", default));
    }

    /// <summary>Gives the member an authenticator application.</summary>
    /// <returns>Its key, in base 32.</returns>
    public async Task<string> AddAuthenticatorAsync(RunningHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
        var account = (await users.FindByIdAsync(AccountId.ToString("D")))!;
        var key = host.Services.GetRequiredService<AuthenticatorCodes>().MakeKey(account);
        await users.UpdateAsync(account);
        return key;
    }

    /// <summary>Gives the member one more role.</summary>
    public async Task GiveAsync(RunningHost host, StaffRole role, string area)
    {
        var problem = await host.Services.GetRequiredService<Members>().GiveRoleAsync(
            Actor.Job("test"), AccountId, area, role, null, role.IsOfLanguage ? "gu" : null, default);
        if (problem is not null) throw new InvalidOperationException(problem.Says);
    }

    /// <summary>A browser without script in which the member is signed in.</summary>
    public FormVisit Visit(RunningHost host)
    {
        var visit = new FormVisit(host);
        visit.Cookies.Add(new System.Net.Cookie(SessionCookie, Session, "/", host.Client.BaseAddress!.Host));
        return visit;
    }
}
