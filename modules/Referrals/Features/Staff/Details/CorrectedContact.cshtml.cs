using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.People.Contracts;

namespace WorkWell.Referrals;

/// <summary>Staff correct how a person is reached. What is left as it was stays as it is, also an address that turned out dead.</summary>
[RequiresPermission(Permission.CorrectContact)]
internal sealed class CorrectedContactModel(CorrectContact correct, IPlaces places) : ReferralPage
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    /// <summary>The address without its postcode, a line each.</summary>
    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? Postcode { get; set; }

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        var (email, phone, lines, postcode) = Known();
        (Email, Phone, Address, Postcode) = (email, phone, string.Join('\n', lines), postcode);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        var (email, phone, lines, postcode) = Known();
        var written = (Address ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var change = new ContactChange
        {
            Email = Changed(Email, email),
            Phone = Changed(Phone, phone),
            AddressLines = written.SequenceEqual(lines) ? null : written,
            Postcode = Changed(Postcode, postcode),
        };
        if (change == new ContactChange())
        {
            AddError(nameof(Email), T["staff.contact-nothing"]);
            return Page();
        }
        var (checkedContact, refusal) = ReferralValidator.CheckContact(change);
        if (refusal is not null)
        {
            foreach (var (field, error) in refusal.Errors) AddError(FieldOf(field), error.In(T));
            return Page();
        }
        return await correct.WriteAsync(Caller, Shown.Reference, checkedContact!, cancellationToken) is null ? LocalRedirect(To()) : NotFound();
    }

    private (string Email, string Phone, IReadOnlyList<string> Lines, string Postcode) Known()
    {
        var postcode = Person.AddressLines.LastOrDefault(line => places.FindPostcode(line).Postcode is not null);
        return (Person.Email ?? "", PhoneNumber.AsWritten(Person.Phone) ?? Person.PhoneAsGiven ?? "",
            postcode is null ? Person.AddressLines : [.. Person.AddressLines.SkipLast(1)], postcode ?? "");
    }

    private static string? Changed(string? written, string before) => (written ?? "").Trim() is var now && now == before ? null : now;

    private static string FieldOf(string field) => field.Split('[')[0] switch
    {
        "email" => nameof(Email),
        "phone" => nameof(Phone),
        "postcode" => nameof(Postcode),
        _ => nameof(Address),
    };
}
