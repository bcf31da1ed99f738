using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Access;

/// <summary>The steps of signing in, over the framework's own managers.</summary>
internal sealed class StaffSignIn(
    UserManager<StaffAccount> users, SignInManager<StaffAccount> manager, StaffAccountStore store, AuthenticatorCodes codes, SignInLimit limit,
    KnownDevice devices, PendingSignIn pending, NobodysPassword nobodys, Database database, IAuditTrail audit, ISecurityEvents events)
{
    /// <summary>The first step. A right password is kept for the second.</summary>
    /// <returns>True: right. False: wrong, or no such account. Null: too many tries.</returns>
    public async Task<bool?> PasswordAsync(HttpContext http, string email, string password)
    {
        var key = Members.EmailKeyOf(email);
        if (!await limit.TryAsync(key, devices.Find(http, key), http.RequestAborted))
        {
            await events.RecordAsync(SecurityEvent.TooManyGuesses, null, http.RequestAborted);
            return null;
        }
        var account = await users.FindByEmailAsync(key);
        var isRight = users.PasswordHasher.VerifyHashedPassword(account!, account?.PasswordHash ?? nobodys.Hash, password)
            != PasswordVerificationResult.Failed;
        if (account is not { State: AccountState.Active, PasswordHash: not null } || !isRight)
        {
            // After the answer: writing it takes longer for an account than for none, which the answer's time would tell.
            http.Response.OnCompleted(() => events.RecordAsync(SecurityEvent.WrongPassword, ActorOf(account), CancellationToken.None).AsTask());
            return false;
        }
        pending.Keep(http, account);
        return true;
    }

    /// <summary>Checks the password of somebody who is signed in and wants another.</summary>
    /// <returns>True: right. False: wrong. Null: too many tries.</returns>
    public async Task<bool?> CurrentPasswordAsync(HttpContext http, StaffAccount account, string password)
    {
        var key = Members.EmailKeyOf(account.Email);
        if (!await limit.TryAsync(key, devices.Find(http, key), http.RequestAborted)) return null;
        var isRight = users.PasswordHasher.VerifyHashedPassword(account, account.PasswordHash!, password) != PasswordVerificationResult.Failed;
        if (!isRight) await events.RecordAsync(SecurityEvent.WrongPassword, ActorOf(account), http.RequestAborted);
        else await limit.ForgetAsync(key, devices.Find(http, key), http.RequestAborted);
        return isRight;
    }

    /// <summary>The account that has given its password in this browser and waits for the second step.</summary>
    public async Task<StaffAccount?> PendingAsync(HttpContext http) =>
        pending.Find(http) is { } kept && await users.FindByIdAsync(kept.Account.ToString("D")) is { State: AccountState.Active } account
            && account.SecurityStamp == kept.Stamp ? account : null;

    /// <summary>Checks a code of an authenticator application, or a recovery code. Each is good once.</summary>
    /// <returns>True: right. False: wrong. Null: too many tries.</returns>
    public async Task<bool?> CodeAsync(HttpContext http, StaffAccount account, string? code, bool isRecovery)
    {
        var key = Members.EmailKeyOf(account.Email);
        if (!await limit.TryAsync(key, devices.Find(http, key), http.RequestAborted)) return null;
        var isRight = isRecovery
            ? (await users.RedeemTwoFactorRecoveryCodeAsync(account, (code ?? "").Trim().ToUpperInvariant())).Succeeded
            : codes.StepOf(account, code) is { } step && await store.UseStepAsync(account, step, http.RequestAborted);
        if (!isRight) await events.RecordAsync(SecurityEvent.WrongCode, ActorOf(account), http.RequestAborted);
        return isRight;
    }

    /// <summary>Checks what a passkey answered: it stands for both steps, because it asks its owner for a finger, a face or a PIN.</summary>
    /// <returns>The account; null where it does not fit.</returns>
    public async Task<StaffAccount?> PasskeyAsync(HttpContext http, string? credential)
    {
        try
        {
            var answer = string.IsNullOrWhiteSpace(credential) ? null : await manager.PerformPasskeyAssertionAsync(credential);
            if (answer is { Succeeded: true, User: { State: AccountState.Active } account })
            {
                await users.AddOrUpdatePasskeyAsync(account, answer.Passkey);
                return account;
            }
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or PasskeyException or System.Text.Json.JsonException)
        {
            // No options were asked for, or the answer is none. It is refused as a wrong one is.
        }
        await events.RecordAsync(SecurityEvent.WrongCode, null, http.RequestAborted);
        return null;
    }

    /// <summary>Lets somebody in: a new session, whatever the browser held before.</summary>
    public Task LetInAsync(HttpContext http, StaffAccount account, string way) => LetInAsync(http, account, way, new AuthenticationProperties());

    /// <summary>Lets somebody in whom another sign-in service knows.</summary>
    public Task LetInAsync(HttpContext http, StaffAccount account, SignInProvider provider, string? providerSession)
    {
        var properties = new AuthenticationProperties();
        properties.SetString(StaffSessionScheme.Provider, provider.Key);
        properties.SetString(StaffSessionScheme.ProviderSession, providerSession);
        return LetInAsync(http, account, "provider:" + provider.Key, properties);
    }

    private async Task LetInAsync(HttpContext http, StaffAccount account, string way, AuthenticationProperties properties)
    {
        var key = Members.EmailKeyOf(account.Email);
        await limit.ForgetAsync(key, devices.Find(http, key), http.RequestAborted);
        PendingSignIn.Forget(http);
        devices.Remember(http, account);
        await http.SignInAsync(StaffSessionScheme.Name, new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, account.Id.ToString("D"))], StaffSessionScheme.Name)), properties);
        await using var change = database.Begin(ActorOf(account)!);
        audit.Record(change, "national", "access.signed-in", account.Id, $$"""{"way":"{{way}}"}""");
        await change.CommitAsync(http.RequestAborted);
    }

    private static Actor? ActorOf(StaffAccount? account) => account is null ? null : new Actor(account.ActorName, Actor.AllAreas, "sign-in");
}
