using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>A page about one person's case. Each look at one is recorded, under the referral.</summary>
internal abstract class CasePage(CaseStore cases, IPeople people, IStaffNames names, IReferrals referrals) : CaseListPage(cases, people, names)
{
    private static readonly (string Path, string Name)[] TabPages =
        [("", "overview"), ("/assessment", "assessment"), ("/plan", "plan"), ("/contacts", "contacts"), ("/messages", "messages"), ("/history", "history")];

    /// <summary>The case as it is now.</summary>
    public CoachingCase Shown { get; private set; } = null!;

    public ContactDetails Person { get; private set; } = null!;

    /// <summary>Answers of the person that nobody has dealt with yet.</summary>
    public IReadOnlyList<SafetyItem> OpenSafetyItems { get; private set; } = [];

    public ReferralDetails Referral { get; private set; } = null!;

    /// <summary>Which tab the page is; null where it is none.</summary>
    public abstract string? Tab { get; }

    public IEnumerable<(Text Name, string Href, bool IsShown)> Tabs =>
        TabPages.Select(one => (T["staff.case-tab-" + one.Name], Address + one.Path, one.Name == Tab));

    public string Address => $"/staff/areas/{AreaCode}/cases/{Id:D}";

    /// <summary>The day on which the page is read.</summary>
    public DateOnly OnDay => Today;

    /// <summary>The language, and whether an interpreter is needed.</summary>
    public Text Speaks => Person.Contact.NeedsInterpreter
        ? T["staff.case-speaks-interpreter", ("language", Language.EnglishNameOf(Person.Language))] : Language.EnglishNameOf(Person.Language);

    /// <summary>The state, since when and why.</summary>
    public Text Stands => Shown.StateReason is { } reason
        ? T["staff.case-stands-because", ("state", CaseWords.StateOf(T, Shown)), ("on", T.Date(LondonTime.DateOf(Shown.StateSince))),
            ("because", T["staff.case-reason-" + reason])]
        : T["staff.case-stands", ("state", CaseWords.StateOf(T, Shown)), ("on", T.Date(LondonTime.DateOf(Shown.StateSince)))];

    public bool IsMine => Shown.Coach == Caller.Name;

    /// <summary>What has to be known before anybody does anything.</summary>
    public IEnumerable<Text> Warnings
    {
        get
        {
            if (Referral.IsInDanger) yield return T["staff.case-flag-danger"];
            foreach (var flag in FlagsOf(Shown, Person)) yield return flag;
            if (Shown.IsUnderWay && Shown.EndsSoon(Today)) yield return T[Shown.EndsOn < Today ? "staff.case-flag-over" : "staff.case-flag-ends",
                ("on", T.Date(Shown.EndsOn!.Value))];
        }
    }

    public IReadOnlyList<SafeContact.Option> Ways => SafeContact.Of(Person);

    protected Guid Id => Guid.Parse((string)RouteData.Values["id"]!);

    /// <summary>The name of a way, with the number or address that it takes.</summary>
    public Text WayTo(ContactWay way) => way switch
    {
        ContactWay.Call => T["staff.case-way-call-to", ("number", T.Latin(PhoneNumber.AsWritten(Person.Phone) ?? Person.PhoneAsGiven)!)],
        ContactWay.Text => T["staff.case-way-text-to", ("number", T.Latin(PhoneNumber.AsWritten(Person.Phone))!)],
        ContactWay.Email => T["staff.case-way-email-to", ("address", T.Latin(Person.Email)!)],
        _ => T["staff.case-way-" + StoredKeys<ContactWay>.Of(way)],
    };

    protected async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (await Cases.FindAsync(Caller, AreaCode, Id, cancellationToken) is not { } found) return false;
        if (await referrals.DetailsAsync(Caller, found.ReferralId, cancellationToken) is not { } referral) return false;
        if ((await PeopleOfAsync([found], cancellationToken)).GetValueOrDefault(found.PersonId) is not { } person) return false;
        (Shown, Referral, Person) = (found, referral, person);
        OpenSafetyItems = await Cases.OpenSafetyItemsAsync(Caller, found, cancellationToken);
        await Cases.RecordLookAsync(Caller, found, cancellationToken);
        await LoadCoachesAsync(cancellationToken);
        return true;
    }
}
