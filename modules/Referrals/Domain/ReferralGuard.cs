using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using WorkWell.Areas.Sdk;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>A referral that passed the guard: cleaned, with notes on what was kept though it looked wrong.</summary>
internal sealed record GuardedReferral(NewReferral Referral, IReadOnlyList<GivenNote> Notes);

/// <summary>
/// Checks every field of a referral, whichever door it came through, and says everything that is wrong at once. It refuses what cannot be true or kept
/// safely, and keeps what may only be mistyped: nobody loses their referral over a digit.
/// </summary>
internal sealed partial class ReferralGuard(DateOnly today)
{
    private static readonly string[] Purposes = ["service", "share-with-partners", "contact-employer", "evaluation", "trial"];
    private static readonly string[] Ways = ["in-person", "phone", "video", "cafe"];
    private readonly Dictionary<string, string[]> errors = [];
    private readonly List<GivenNote> notes = [];

    /// <summary>Checks a referral.</summary>
    public static (GuardedReferral? Good, Problem? Problem) Check(NewReferral given, Door door, DateOnly today)
    {
        var guard = new ReferralGuard(today);
        var cleaned = guard.Clean(given, door);
        return guard.errors.Count == 0 ? (new(cleaned, guard.notes), null) : (null, ReferralProblems.Fields(guard.errors));
    }

    private NewReferral Clean(NewReferral given, Door door)
    {
        var person = Person(given.Person);
        return given with
        {
            Person = person,
            Work = Work(given.Work),
            Health = new() { MainProblem = Number("health.mainProblem", given.Health.MainProblem, 1, 18), Needs = OnList("health.needs", given.Health.Needs, Need.All) },
            Practice = Practice(given.Practice),
            Place = Text("place", given.Place, TextKind.Line, 100),
            MeetingWays = OnList("meetingWays", given.MeetingWays, Ways),
            Groups = Groups(given.Groups),
            LookingFor = LookingFor(given.LookingFor),
            Answers = Answers(given.Answers!),
            Employer = door == Door.Employer ? NoEmployer(given.Employer) : Employer(given.Employer),
            Referrer = door == Door.Self ? NoReferrer(given.Referrer) : Referrer(given.Referrer),
        };
    }

    private PersonGiven Person(PersonGiven person)
    {
        var given = Text("person.givenName", person.GivenName, TextKind.Name, 100);
        var family = Text("person.familyName", person.FamilyName, TextKind.Name, 100);
        if (given is null && family is null && !errors.ContainsKey("person.givenName") && !errors.ContainsKey("person.familyName")) Refuse("person.givenName", "Give a name.");
        foreach (var (field, name) in new[] { ("person.givenName", given), ("person.familyName", family) })
        {
            if (name is not null && !name.EnumerateRunes().Any(Rune.IsLetter)) Refuse(field, "A name has letters.");
        }
        var cleaned = person with
        {
            // Somebody with one name has it written where letters begin: "Dear ...".
            GivenName = given ?? family ?? "",
            FamilyName = given is null ? "" : family ?? "",
            BornOn = BornOn(person.BornOn),
            Age = Number("person.age", person.Age, 0, 120),
            NhsNumber = NhsNumberOf(person.NhsNumber),
            Email = Email("person.email", person.Email),
            Phone = Phone("person.phone", person.Phone),
            AddressLines = Lines(person.AddressLines),
            Postcode = Text("person.postcode", person.Postcode, TextKind.Line, 20),
            Language = Language(person.Language),
            Contact = Contact(person.Contact),
            Consents = Consents(person.Consents),
        };
        if (string.IsNullOrWhiteSpace(person.Email) && string.IsNullOrWhiteSpace(person.Phone) && person.AddressLines.All(string.IsNullOrWhiteSpace))
            Refuse("person.email", "Give one way to reach the person: an e-mail address, a phone number or a postal address.");
        return cleaned;
    }

    private WorkGiven Work(WorkGiven work) => work with
    {
        WeeksOutOfWork = Number("work.weeksOutOfWork", work.WeeksOutOfWork, 0, 5200),
        WeeksOffSick = Number("work.weeksOffSick", work.WeeksOffSick, 0, 5200),
    };

    private ContactGiven Contact(ContactGiven contact) => contact with
    {
        SafeTimes = Text("person.contact.safeTimes", contact.SafeTimes, TextKind.Words, 500),
        Stopped = [.. contact.Stopped.Distinct()],
        Formats = OnList("person.contact.formats", contact.Formats, ContactFormats.All),
    };

    private EmployerGiven? NoEmployer(EmployerGiven? employer)
    {
        if (employer is not null) Refuse("employer", "Leave this out when an employer refers: who refers is the employer.");
        return null;
    }

    private EmployerGiven? Employer(EmployerGiven? employer)
    {
        if (employer is null) return null;
        var cleaned = new EmployerGiven
        {
            Name = Text("employer.name", employer.Name, TextKind.Line, 200),
            ContactName = Text("employer.contactName", employer.ContactName, TextKind.Line, 200),
            Email = Email("employer.email", employer.Email),
            Phone = Phone("employer.phone", employer.Phone),
        };
        if (cleaned == new EmployerGiven()) return null;
        if (cleaned.Name is null && !errors.ContainsKey("employer.name")) Refuse("employer.name", "Say who the employer is, or leave the employer out.");
        return cleaned;
    }

    private ReferrerGiven? NoReferrer(ReferrerGiven? referrer)
    {
        if (referrer is not null) Refuse("referrer", "Leave this out when a person refers themselves. Someone who refers somebody else uses another door.");
        return null;
    }

    private ReferrerGiven? Referrer(ReferrerGiven? referrer)
    {
        if (referrer is null)
        {
            Refuse("referrer", "Say who refers, and how the person agreed to it.");
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
        if (cleaned.Name is null && !errors.ContainsKey("referrer.name")) Refuse("referrer.name", "Say who refers.");
        if (cleaned.Agreement is null && !errors.ContainsKey("referrer.agreement"))
            Refuse("referrer.agreement", "Say in words how the person agreed to this referral. Without their agreement we cannot take it.");
        return cleaned;
    }

    private DateOnly? BornOn(DateOnly? bornOn)
    {
        if (bornOn > today) Refuse("person.bornOn", "A date of birth is in the past.");
        else if (bornOn < today.AddYears(-120)) Refuse("person.bornOn", "Check the year: this is more than 120 years ago.");
        return bornOn;
    }

    private string? NhsNumberOf(string? given)
    {
        var text = Text("person.nhsNumber", given, TextKind.Line, 40);
        if (NhsNumber.Read(text) is { IsValid: false }) notes.Add(new("person.nhsNumber", GivenNote.NhsNumberDoesNotCheck));
        return text;
    }

    /// <summary>Whether a text has the shape of an e-mail address.</summary>
    public static bool IsEmail(string text) => EmailShape().IsMatch(text);

    private string? Email(string field, string? given)
    {
        var text = Text(field, given, TextKind.Line, 254);
        if (text is not null && !IsEmail(text)) Refuse(field, "Write an e-mail address like name@example.org, or leave it out.");
        return text;
    }

    private string? Phone(string field, string? given)
    {
        var text = Text(field, given, TextKind.Line, 40);
        if (text is null) return null;
        if (text.Count(char.IsDigit) < 3) Refuse(field, "Write a phone number, such as 01632 960001, or leave it out.");
        else if (PhoneNumber.ToInternational(text) is null) notes.Add(new(field, GivenNote.PhoneNotReadable));
        return text;
    }

    private IReadOnlyList<string> Lines(IReadOnlyList<string?> lines)
    {
        if (lines.Count > 6) Refuse("person.addressLines", "Use six lines or fewer.");
        return [.. lines.Take(6).Select((line, i) => Text($"person.addressLines[{i.ToString(CultureInfo.InvariantCulture)}]", line, TextKind.Line, 100)).OfType<string>()];
    }

    private string Language(string given)
    {
        if (LanguageTag().IsMatch(given)) return given;
        Refuse("person.language", "Use the short code of a language, such as en, gu or ar.");
        return "en";
    }

    private IReadOnlyDictionary<string, bool> Consents(IReadOnlyDictionary<string, bool> consents)
    {
        if (consents.Keys.Any(purpose => !Purposes.Contains(purpose))) Refuse("person.consents", $"Use these purposes only: {string.Join(", ", Purposes)}.");
        if (consents.TryGetValue("service", out var agreed) && !agreed)
            Refuse("person.consents.service", "The service is voluntary. We can only take a referral that the person agrees to.");
        return consents;
    }

    private string? Practice(string? given)
    {
        var text = Text("practice", given, TextKind.Line, 12)?.ToUpperInvariant();
        if (text is not null && !text.All(char.IsAsciiLetterOrDigit)) Refuse("practice", "Use the practice's ODS code, such as C82001.");
        return text;
    }

    private IReadOnlyDictionary<string, bool> Groups(IReadOnlyDictionary<string, bool> groups)
    {
        if (groups.Count > 40 || groups.Keys.Any(code => !IsShortCode(code))) Refuse("groups", "Use the codes of groups, such as care-leaver.");
        return groups;
    }

    private string? LookingFor(string? given)
    {
        if (given is not null && !IsShortCode(given)) Refuse("lookingFor", "Use a code, such as placement, job or course.");
        return given;
    }

    private IReadOnlyDictionary<string, string> Answers(IReadOnlyDictionary<string, string?> answers)
    {
        var cleaned = new Dictionary<string, string>();
        if (answers.Count > 40) Refuse("answers", "Use 40 answers or fewer.");
        foreach (var (question, given) in answers.Take(40))
        {
            if (!IsShortCode(question)) Refuse("answers", "Use the codes of the area's questions.");
            else if (Text($"answers.{question}", given, TextKind.Words, 1000) is { } text) cleaned[question] = text;
        }
        return cleaned;
    }

    private int? Number(string field, int? number, int least, int most)
    {
        if (number < least || number > most) Refuse(field, string.Create(CultureInfo.InvariantCulture, $"Use a whole number from {least} to {most}."));
        return number;
    }

    private IReadOnlyList<string> OnList(string field, IReadOnlyList<string?> codes, IReadOnlyList<string> known)
    {
        if (codes.Any(code => code is null || !known.Contains(code))) Refuse(field, $"Use these codes only: {string.Join(", ", known)}.");
        return [.. codes.OfType<string>().Distinct()];
    }

    private string? Text(string field, string? given, TextKind kind, int most)
    {
        var (text, marksRemoved, fault) = GivenText.Clean(given, kind, most);
        if (fault is { } wrong) Refuse(field, GivenText.Says(wrong, most));
        if (marksRemoved) notes.Add(new(field, GivenNote.DirectionMarksRemoved));
        return text;
    }

    private void Refuse(string field, string says) => errors[field] = [says];

    private static bool IsShortCode(string code) => code.Length <= 60 && Codes.IsCode(code);

    [GeneratedRegex(@"^[^\s@,;:<>()""\\]{1,64}@[^\s@,;:<>()""\\.]+(\.[^\s@,;:<>()""\\.]+)+$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex EmailShape();

    [GeneratedRegex("^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex LanguageTag();
}
