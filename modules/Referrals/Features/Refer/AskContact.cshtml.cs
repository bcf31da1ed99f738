using Microsoft.AspNetCore.Mvc;
using WorkWell.Areas.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>How can we reach you? Any one way is enough.</summary>
internal sealed class AskContactModel(IPlaces places) : ReferPage
{
    private static readonly string[] AllWays = ["email", "phone", "letter"];

    [BindProperty]
    public string[] Ways { get; set; } = [];

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

    protected override string Key => "contact";

    protected override void Show(DraftAnswers answers)
    {
        var person = answers.Given.Person;
        var lines = person.AddressLines;
        Ways = [.. AllWays.Where(way => way switch { "email" => person.Email is not null, "phone" => person.Phone is not null, _ => lines.Count > 0 })];
        (Email, Phone, Postcode) = (person.Email, person.Phone, person.Postcode);
        (Line1, Line2, Town) = Boxes(lines);
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read()
    {
        // Without scripts every box is visible: each one filled in is a way.
        if (Ways.Length == 0) Ways = [.. AllWays.Where(way => !string.IsNullOrWhiteSpace(way switch { "email" => Email, "phone" => Phone, _ => Line1 }))];
        var ways = ReadChoices(nameof(Ways), Ways, AllWays);
        if (ways.Count == 0) AddError(nameof(Ways), Say("contact-missing"));

        var email = ways.Contains("email") ? ReadEmail(nameof(Email), Email, T["refer.email-missing"]) : null;
        var phone = ways.Contains("phone") ? ReadPhone(nameof(Phone), Phone, T["refer.phone-missing"]) : null;
        var letter = ways.Contains("letter");
        string?[] lines = letter
            ? [ReadText(nameof(Line1), Line1, TextKind.Line, 100, T["refer.address-missing"]), ReadText(nameof(Line2), Line2, TextKind.Line, 100),
            ReadText(nameof(Town), Town, TextKind.Line, 100, T["refer.town-missing"])]
            : [];
        var postcode = letter ? ReadText(nameof(Postcode), Postcode, TextKind.Line, 20, T["refer.postcode-missing"]) : null;
        if (HasErrors) return null;
        return answers => answers.GivePerson(person => person with
        {
            Email = email,
            Phone = phone,
            AddressLines = [.. lines.OfType<string>()],
            Postcode = postcode is null ? person.Postcode : places.FindPostcode(postcode).Postcode ?? postcode,
            Contact = person.Contact with
            {
                Preferred = null,
                VoicemailIsSafe = phone is null ? null : person.Contact.VoicemailIsSafe,
                Stopped = phone is null ? [] : person.Contact.Stopped,
            },
        }).Without("best-way");
    }
}
