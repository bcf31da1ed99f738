using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using WorkWell.Areas.Sdk;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>A valid, normalised referral, with warnings about values that were stored although they look wrong.</summary>
internal sealed record ValidatedReferral(NewReferral Referral, IReadOnlyList<InputWarning> Notes);

/// <summary>
/// Validates every field of a referral from any source and reports all errors together. It refuses values that cannot be true or stored safely, and stores
/// those that may only be mistyped: a wrong digit must not cost a person their referral.
/// </summary>
internal sealed partial class ReferralValidator(DateOnly today)
{
    private static readonly string[] Purposes = ["service", "share-with-partners", "contact-employer", "evaluation", "trial"];
    private readonly Dictionary<string, FieldError> errors = [];
    private readonly List<InputWarning> notes = [];

    /// <summary>Checks a referral.</summary>
    public static (ValidatedReferral? Good, Refusal? Refusal) Check(NewReferral given, ReferralSource referralSource, DateOnly today)
    {
        var validator = new ReferralValidator(today);
        var known = new Placeholder(validator.notes).Remove(given);
        var cleaned = validator.Clean(known, referralSource);
        if (validator.errors.Count > 0) return (null, new(validator.errors));
        return (new(UsableContact.Of(cleaned, validator.notes), validator.notes), null);
    }

    /// <summary>Validates contact details corrected by staff.</summary>
    public static (ContactChange? Good, Refusal? Refusal) CheckContact(ContactChange given)
    {
        var validator = new ReferralValidator(default);
        var cleaned = new ContactChange
        {
            Email = given.Email is "" ? "" : validator.Email("email", given.Email),
            Phone = given.Phone is "" ? "" : validator.Phone("phone", given.Phone),
            AddressLines = given.AddressLines is { } lines ? validator.Lines("addressLines", lines) : null,
            Postcode = given.Postcode is "" ? "" : validator.Text("postcode", given.Postcode, TextKind.Line, 20),
        };
        return validator.errors.Count == 0 ? (UsableContact.Posted(cleaned), null) : (null, new(validator.errors));
    }

    private NewReferral Clean(NewReferral given, ReferralSource referralSource)
    {
        var person = Person(given.Person);
        return given with
        {
            Person = person,
            Work = Work(given.Work),
            Health = Health(given.Health, referralSource),
            Practice = Practice(given.Practice),
            Place = Text("place", given.Place, TextKind.Line, 100),
            MeetingWays = OnList("meetingWays", given.MeetingWays, MeetingWay.All),
            Groups = Groups(given.Groups),
            LookingFor = LookingFor(given.LookingFor),
            Answers = Answers(given.Answers!),
            Employer = referralSource == ReferralSource.Employer ? NoEmployer(given.Employer) : Employer(given.Employer),
            Referrer = referralSource == ReferralSource.Self ? NoReferrer(given.Referrer) : Referrer(given.Referrer),
        };
    }

    private PersonInput Person(PersonInput person)
    {
        var given = Text("person.givenName", person.GivenName, TextKind.Name, 100);
        var family = Text("person.familyName", person.FamilyName, TextKind.Name, 100);
        if (given is null && family is null && !errors.ContainsKey("person.givenName") && !errors.ContainsKey("person.familyName"))
            Refuse("person.givenName", "fields.name-missing");
        foreach (var (field, name) in new[] { ("person.givenName", given), ("person.familyName", family) })
        {
            if (name is not null && !name.EnumerateRunes().Any(Rune.IsLetter)) Refuse(field, "fields.name-letters");
        }
        var cleaned = person with
        {
            // A single name goes where letters address the person: "Dear ...".
            GivenName = given ?? family ?? "",
            FamilyName = given is null ? "" : family ?? "",
            BornOn = BornOn(person.BornOn),
            Age = Number("person.age", person.Age, 0, 120),
            NhsNumber = NhsNumberOf(person.NhsNumber),
            Email = Email("person.email", person.Email),
            Phone = Phone("person.phone", person.Phone),
            AddressLines = Lines("person.addressLines", person.AddressLines),
            Postcode = Text("person.postcode", person.Postcode, TextKind.Line, 20),
            Language = Language(person.Language),
            Contact = Contact(person.Contact),
            Consents = Consents(person.Consents),
        };
        if (string.IsNullOrWhiteSpace(person.Email) && string.IsNullOrWhiteSpace(person.Phone) && person.AddressLines.All(string.IsNullOrWhiteSpace)
            && notes.All(note => note.Code != InputWarning.AddressNotKnown))
            Refuse("person.email", "fields.way-to-reach");
        return cleaned;
    }

    private WorkInput Work(WorkInput work) => work with
    {
        WeeksOutOfWork = Number("work.weeksOutOfWork", work.WeeksOutOfWork, 0, 5200),
        WeeksOffSick = Number("work.weeksOffSick", work.WeeksOffSick, 0, 5200),
    };

    private HealthInput Health(HealthInput health, ReferralSource referralSource)
    {
        var cleaned = new HealthInput
        {
            MainProblem = Number("health.mainProblem", health.MainProblem, 1, 18), Needs = OnList("health.needs", health.Needs, Need.All),
        };
        if (ReferralFlow.MayTellOfHealth.Contains(referralSource)) return cleaned;
        if (cleaned.MainProblem is not null) notes.Add(new("health.mainProblem", InputWarning.HealthFromEmployer));
        if (cleaned.Needs.Count > 0) notes.Add(new("health.needs", InputWarning.HealthFromEmployer));
        return new();
    }

    private ContactInput Contact(ContactInput contact)
    {
        var safeTimes = Text("person.contact.safeTimes", contact.SafeTimes, TextKind.Words, 500);
        var chosen = OnList("person.contact.never", contact.Never, NeverWords.All);
        var read = NeverWords.In(safeTimes).Except(chosen).ToArray();
        if (read.Length > 0) notes.Add(new("person.contact.safeTimes", InputWarning.NeverRead));
        string[] never = [.. chosen, .. read];
        Channel[] stopped = [.. contact.Stopped.Union(NeverWords.Channels(never))];
        return contact with
        {
            SafeTimes = safeTimes,
            Never = never,
            Stopped = stopped,
            Preferred = contact.Preferred is { } wish && stopped.Contains(wish) ? null : contact.Preferred,
            Formats = OnList("person.contact.formats", contact.Formats, ContactFormats.All),
        };
    }

    private EmployerInput? NoEmployer(EmployerInput? employer)
    {
        if (employer is not null) Refuse("employer", "fields.employer-of-employer");
        return null;
    }

    private EmployerInput? Employer(EmployerInput? employer)
    {
        if (employer is null) return null;
        var cleaned = new EmployerInput
        {
            Name = Text("employer.name", employer.Name, TextKind.Line, 200),
            ContactName = Text("employer.contactName", employer.ContactName, TextKind.Line, 200),
            Email = Email("employer.email", employer.Email),
            Phone = Phone("employer.phone", employer.Phone),
        };
        if (cleaned == new EmployerInput()) return null;
        if (cleaned.Name is null && !errors.ContainsKey("employer.name")) Refuse("employer.name", "fields.employer-name");
        return cleaned;
    }

    private ReferrerInput? NoReferrer(ReferrerInput? referrer)
    {
        if (referrer is not null) Refuse("referrer", "fields.referrer-of-self");
        return null;
    }

    private ReferrerInput? Referrer(ReferrerInput? referrer)
    {
        if (referrer is null)
        {
            Refuse("referrer", "fields.referrer-missing");
            return null;
        }
        var cleaned = referrer with
        {
            Name = Text("referrer.name", referrer.Name, TextKind.Name, 100),
            Organisation = Text("referrer.organisation", referrer.Organisation, TextKind.Line, 200),
            Role = Text("referrer.role", referrer.Role, TextKind.Line, 100),
            Email = Email("referrer.email", referrer.Email),
            Phone = Phone("referrer.phone", referrer.Phone),
            Agreement = Text("referrer.agreement", referrer.Agreement, TextKind.Words, 1000),
        };
        if (cleaned.Name is null && !errors.ContainsKey("referrer.name")) Refuse("referrer.name", "fields.referrer-name");
        if (cleaned.Agreement is null && !errors.ContainsKey("referrer.agreement"))
            Refuse("referrer.agreement", "fields.agreement");
        return cleaned;
    }

    private DateOnly? BornOn(DateOnly? bornOn)
    {
        if (bornOn >= today) Refuse("person.bornOn", "fields.born-in-future");
        else if (bornOn < today.AddYears(-120)) Refuse("person.bornOn", "fields.born-long-ago");
        else if (bornOn is { } date && !BirthDate.IsLikely(date, today)) notes.Add(new("person.bornOn", InputWarning.BirthDateUnlikely));
        return bornOn;
    }

    private string? NhsNumberOf(string? given)
    {
        var text = Text("person.nhsNumber", given, TextKind.Line, 40);
        if (text is not null && SpreadsheetNumber.IsRounded(text)) Refuse("person.nhsNumber", "fields.phone-damaged");
        else if (NhsNumber.Read(text) is { IsValid: false }) notes.Add(new("person.nhsNumber", InputWarning.NhsNumberDoesNotCheck));
        return text;
    }

    private string? Email(string field, string? given)
    {
        var (address, problem) = EmailAddress.Read(given);
        if (problem is { } wrong) Refuse(field, FieldError.Of(wrong));
        if (address is not null && address != given!.Trim()) notes.Add(new(field, InputWarning.EmailMended));
        return address;
    }

    private string? Phone(string field, string? given)
    {
        var text = Text(field, given, TextKind.Line, 40);
        if (text is null) return null;
        var problem = PhoneNumber.Read(text).Problem;
        if (problem == PhoneProblem.NotReadable) notes.Add(new(field, InputWarning.PhoneNotReadable));
        else if (problem is { } wrong) Refuse(field, FieldError.Of(wrong));
        return text;
    }

    private IReadOnlyList<string> Lines(string field, IReadOnlyList<string?> given)
    {
        // A cell of a spreadsheet holds all lines of an address.
        string[] lines = [.. given.OfType<string>().SelectMany(
            line => line.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        if (lines.Length > 6) Refuse(field, "fields.address-lines");
        return [.. lines.Take(6).Select((line, i) => Text($"{field}[{i.ToString(CultureInfo.InvariantCulture)}]", line, TextKind.Line, 100)).OfType<string>()];
    }

    private string Language(string given)
    {
        if (LanguageTag().IsMatch(given)) return string.Join('-', given.Split('-').Select((part, at) => LanguagePart(part.ToLowerInvariant(), at)));
        Refuse("person.language", "fields.language");
        return "en";
    }

    // As BCP 47 writes them: language, Script, REGION.
    private static string LanguagePart(string part, int at) => (at, part.Length) switch
    {
        ( > 0, 2) => part.ToUpperInvariant(),
        ( > 0, 4) => char.ToUpperInvariant(part[0]) + part[1..],
        _ => part,
    };

    private IReadOnlyDictionary<string, bool> Consents(IReadOnlyDictionary<string, bool> consents)
    {
        if (consents.Keys.Any(purpose => !Purposes.Contains(purpose)))
            Refuse("person.consents", FieldError.Of("fields.purposes", ("words", string.Join(", ", Purposes))));
        if (consents.TryGetValue("service", out var agreed) && !agreed)
            Refuse("person.consents.service", "fields.service-consent");
        return consents;
    }

    private string? Practice(string? given)
    {
        var text = Text("practice", given, TextKind.Line, 12)?.ToUpperInvariant();
        if (text is not null && !text.All(char.IsAsciiLetterOrDigit)) Refuse("practice", "fields.practice");
        return text;
    }

    private IReadOnlyDictionary<string, bool> Groups(IReadOnlyDictionary<string, bool> groups)
    {
        if (groups.Count > 40 || groups.Keys.Any(code => !IsShortCode(code))) Refuse("groups", "fields.groups");
        return groups;
    }

    private string? LookingFor(string? given)
    {
        if (given is not null && !IsShortCode(given)) Refuse("lookingFor", "fields.looking-for");
        return given;
    }

    private IReadOnlyDictionary<string, string> Answers(IReadOnlyDictionary<string, string?> answers)
    {
        var cleaned = new Dictionary<string, string>();
        if (answers.Count > 40) Refuse("answers", "fields.answers-many");
        foreach (var (question, given) in answers.Take(40))
        {
            if (!IsShortCode(question)) Refuse("answers", "fields.answers-codes");
            else if (Text($"answers.{question}", given, TextKind.Words, 1000) is { } text) cleaned[question] = text;
        }
        return cleaned;
    }

    private int? Number(string field, int? number, int min, int max)
    {
        if (number < min || number > max) Refuse(field, FieldError.Of("fields.number", ("least", Whole(min)), ("most", Whole(max))));
        return number;
    }

    private IReadOnlyList<string> OnList(string field, IReadOnlyList<string?> codes, IReadOnlyList<string> known)
    {
        if (codes.Any(code => code is null || !known.Contains(code))) Refuse(field, FieldError.Of("fields.codes", ("words", string.Join(", ", known))));
        return [.. codes.OfType<string>().Distinct()];
    }

    private string? Text(string field, string? given, TextKind kind, int max)
    {
        var (text, marksRemoved, error) = TextSanitizer.Clean(given, kind, max);
        if (error is { } wrong) Refuse(field, Says(wrong, max));
        if (marksRemoved) notes.Add(new(field, InputWarning.DirectionMarksRemoved));
        return text;
    }

    private static FieldError Says(TextErrorKind error, int max) => error switch
    {
        TextErrorKind.Hidden => new("fields.text-hidden"),
        TextErrorKind.Unreadable => new("fields.text-unreadable"),
        TextErrorKind.Symbol => new("fields.text-symbol"),
        _ => FieldError.Of("fields.text-long", ("limit", Whole(max))),
    };

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Refuse(string field, string key) => errors[field] = new(key);

    private void Refuse(string field, FieldError error) => errors[field] = error;

    private static bool IsShortCode(string code) => code.Length <= 60 && Codes.IsCode(code);

    [GeneratedRegex("^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();
}
