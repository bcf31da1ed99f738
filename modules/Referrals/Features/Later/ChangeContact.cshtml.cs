using Microsoft.AspNetCore.Mvc;
using WorkWell.Areas.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>The person changes how we reach them. One way has to stay.</summary>
internal sealed class ChangeContactModel(OwnChanges changes, ContactConfirmations confirmations, IPlaces places) : VerifiedSessionPage
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Line1 { get; set; }

    [BindProperty]
    public string? Line2 { get; set; }

    [BindProperty]
    public string? Town { get; set; }

    [BindProperty]
    public string? Postcode { get; set; }

    /// <summary>"unsafe": send nothing to the replaced contact details.</summary>
    [BindProperty]
    public string[] Old { get; set; } = [];

    public void OnGet()
    {
        (Email, Phone) = (Person.Email, PhoneNumber.AsWritten(Person.Phone));
        Postcode = Person.AddressLines.LastOrDefault(line => places.FindPostcode(line).Postcode is not null);
        var lines = Postcode is null ? Person.AddressLines : [.. Person.AddressLines.SkipLast(1)];
        (Line1, Line2, Town) = Boxes(lines);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var email = string.IsNullOrWhiteSpace(Email) ? "" : ReadEmail(nameof(Email), Email, T["refer.email-missing"]);
        // An unreadable number is not shown here and must not be lost for that.
        var phone = string.IsNullOrWhiteSpace(Phone) ? Person.Phone is null ? null : "" : ReadPhone(nameof(Phone), Phone, T["refer.phone-missing"]);
        string[] lines = [.. new[] { (nameof(Line1), Line1), (nameof(Line2), Line2), (nameof(Town), Town) }.Select(
            line => ReadText(line.Item1, line.Item2, TextKind.Line, 100)).OfType<string>()];
        var postcode = ReadText(nameof(Postcode), Postcode, TextKind.Line, 20);
        var oldIsUnsafe = ReadChoices(nameof(Old), Old, ["unsafe"]).Count > 0;
        if (!HasErrors && email is "" && string.IsNullOrEmpty(phone) && lines.Length == 0) AddError(nameof(Email), T["refer.contact-missing"]);
        if (HasErrors) return Page();

        var contact = UsableContact.Posted(new ContactChange { Email = email, Phone = phone, AddressLines = lines, Postcode = postcode ?? "" });
        contact = contact with { Postcode = places.FindPostcode(contact.Postcode).Postcode ?? contact.Postcode };
        // The new address is used once its owner has written the code that goes there.
        if (contact.Email is { Length: > 0 } address && !string.Equals(address, Person.Email, StringComparison.OrdinalIgnoreCase))
        {
            var key = VerifiedSessionCookie.Read(HttpContext)!;
            if (await confirmations.AskAsync(key, VerifiedSession, new(contact, oldIsUnsafe), Person.Language, cancellationToken))
                return Redirect(ConfirmAddressModel.Address);
            AddError(nameof(Email), T["later.confirm-too-many"]);
            return Page();
        }
        await changes.ChangeAsync(VerifiedSession, Referral, contact, cancellationToken, oldIsUnsafe ? [] : OwnChanges.Replaced(Person, contact));
        return Redirect($"{Status}?changed=contact");
    }
}
