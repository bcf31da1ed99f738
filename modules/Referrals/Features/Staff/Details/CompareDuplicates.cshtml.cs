using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>Another referral that may be of the same person, beside this one.</summary>
internal sealed record ComparedReferral(Referral Referral, ContactDetails Person, LikelyDuplicate Link);

/// <summary>Referrals that may be of one person stand side by side, and staff say whether they are. The newest answer holds.</summary>
[RequiresPermission(Permission.SettleDuplicates)]
internal sealed class CompareDuplicatesModel(SettleDuplicate settle, Database database, IPeople people, IAuditTrail audit) : ReferralPage
{
    /// <summary>What staff may say: that they are one person, or two.</summary>
    public static IReadOnlyList<string> Answers { get; } = ["yes", "no"];

    /// <summary>The reference of the other referral.</summary>
    [BindProperty]
    public string? Other { get; set; }

    /// <summary>One of <see cref="Answers"/>.</summary>
    [BindProperty]
    public string? Same { get; set; }

    /// <summary>What came of the answer.</summary>
    public Text? Note { get; private set; }

    public IReadOnlyList<ComparedReferral> Others { get; private set; } = [];

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await CompareAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await CompareAsync(cancellationToken)) return NotFound();
        if (Others.FirstOrDefault(one => one.Referral.Reference == Other) is not { } other || !Answers.Contains(Same)) return NotFound();
        var (settled, refused) = await settle.SettleAsync(Caller, Shown.Reference, other.Referral.Reference, Same == "yes", cancellationToken);
        Note = refused?.Code == ReferralProblems.DuplicateContradicts ? T["staff.same-contradicts"]
            : refused is not null ? T["staff.referral-changed"]
            : settled!.Ended.Count > 0 ? T["staff.same-saved-ended", ("references", string.Join(", ", settled.Ended))] : T["staff.same-saved"];
        return await CompareAsync(cancellationToken) ? Page() : NotFound();
    }

    /// <summary>What of both can be compared, a row each.</summary>
    public IEnumerable<IReadOnlyList<Cell>> Rows(ComparedReferral other)
    {
        var rows = new (string Key, Func<ContactDetails, string?> Of)[]
        {
            ("staff.name", person => person.FullName),
            ("staff.email", person => person.Email),
            ("staff.offer-phone", person => PhoneNumber.AsWritten(person.Phone) ?? person.PhoneAsGiven),
            ("staff.referral-address", person => string.Join(", ", person.AddressLines)),
        };
        return rows.Select(row => (row.Key, Here: row.Of(Person), There: row.Of(other.Person)))
            .Where(row => !string.IsNullOrEmpty(row.Here) || !string.IsNullOrEmpty(row.There))
            .Select(row => (IReadOnlyList<Cell>)[T[row.Key], T.Latin(row.Here ?? ""), T.Latin(row.There ?? "")])
            .Prepend([T["staff.referral-received"], ReceivedOn(Shown), ReceivedOn(other.Referral)]);
    }

    public Text Settled(LikelyDuplicate link) => T[link.IsSame switch { true => "staff.same-yes", false => "staff.same-no", _ => "staff.same-open" }];

    private Text ReceivedOn(Referral referral) => T.Date(LondonTime.DateOf(referral.ReceivedAt));

    private async Task<bool> CompareAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return false;
        var links = Identity.Others.ToDictionary(other => other.OtherId);
        await using var change = database.Begin(Caller);
        var referrals = (await ReferralStore.OfPeopleAsync(change, [.. links.Keys], cancellationToken)).Where(one => one.Area == Shown.Area).ToArray();
        foreach (var other in referrals.Prepend(Shown)) audit.Record(change, other.Area, "referrals.duplicates-read", other.Id);
        await change.CommitAsync(cancellationToken);
        var contacts = await people.ContactsAsync(Caller, [.. referrals.Select(one => one.PersonId)], cancellationToken);
        Others = [.. referrals.Select(one => new ComparedReferral(one, contacts[one.PersonId], links[one.PersonId]))];
        return true;
    }
}
