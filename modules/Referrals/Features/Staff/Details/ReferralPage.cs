using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>A page about one referral, for the area's own team. Each look is recorded.</summary>
internal abstract class ReferralPage : StaffPage
{
    /// <summary>The referral as it stands.</summary>
    public Referral Shown { get; private set; } = null!;

    /// <summary>Whom it is about.</summary>
    public ContactDetails Person { get; private set; } = null!;

    /// <summary>What the person answered to each question of consent.</summary>
    public IReadOnlyDictionary<string, bool> Consents { get; private set; } = new Dictionary<string, bool>();

    /// <summary>Which other records are, or may be, of the same person.</summary>
    public PersonIdentity Identity { get; private set; } = null!;

    /// <summary>The address of the referral's page, or of a page below it.</summary>
    public string To(string? below = null) => $"/staff/areas/{AreaCode}/referrals/{Shown.Id:D}" + (below is null ? "" : "/" + below);

    public virtual async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await FindAsync(cancellationToken) ? Page() : NotFound();

    protected T Get<T>()
        where T : notnull => HttpContext.RequestServices.GetRequiredService<T>();

    /// <summary>Reads the referral that the address names, with whom it is about.</summary>
    protected async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        var (people, id) = (Get<IPeople>(), Guid.Parse((string)RouteData.Values["referral"]!));
        if (await Get<ReferralStore>().ReadAsync(Caller, id, cancellationToken) is not { } found) return false;
        Shown = found;
        await using var change = Get<Database>().Begin(Caller);
        Consents = await people.ConsentsAsync(change, found.PersonId, cancellationToken);
        Identity = await people.IdentityAsync(change, found.PersonId, cancellationToken);
        Get<IAuditTrail>().Record(change, found.Area, "referrals.read", found.Id);
        await change.CommitAsync(cancellationToken);
        Person = (await people.ContactsAsync(Caller, [found.PersonId], cancellationToken))[found.PersonId];
        return true;
    }
}
