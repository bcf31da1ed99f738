using System.Text;
using Microsoft.AspNetCore.DataProtection;
using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Access;

internal sealed class KeptInputs(Database database, IDataProtectionProvider protection, TimeProvider clock) : IKeptInputs
{
    private static readonly Actor Keeper = Actor.Job("access.kept-input");

    public async Task<Guid> KeepAsync(string owner, string kind, string text, TimeSpan lasts, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid();
        await using var change = database.Begin(Keeper);
        change.Write(
            "insert into access.kept_input (id, owner, sealed, expires_at) values ($1, $2, $3, $4)",
            id, owner, SealFor(owner, kind).Protect(Encoding.UTF8.GetBytes(text)), change.At + lasts);
        await change.CommitAsync(cancellationToken);
        return id;
    }

    public async Task<string?> FindAsync(string owner, string kind, Guid id, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            Keeper, "select sealed from access.kept_input where id = $1 and owner = $2 and expires_at > $3", [id, owner, clock.GetUtcNow()],
            row => row.GetFieldValue<byte[]>(0), cancellationToken);
        try
        {
            return found is [var kept] ? Encoding.UTF8.GetString(SealFor(owner, kind).Unprotect(kept)) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Of another kind: the id of a search, asked for as a form.
            return null;
        }
    }

    /// <summary>Forgets what is kept no longer.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Keeper);
        change.Write("delete from access.kept_input where expires_at <= $1", change.At);
        await change.CommitAsync(cancellationToken);
    }

    private IDataProtector SealFor(string owner, string kind) => protection.CreateProtector("workwell.access.kept-input", kind, owner);
}
