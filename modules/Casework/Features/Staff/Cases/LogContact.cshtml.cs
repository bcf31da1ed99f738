using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>Writes down a call, a text, a letter or a meeting. Only ways that are safe for this person can be chosen.</summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class LogContactModel(
    CaseStore cases, TimelineStore timeline, IPeople people, IStaffNames names, IReferrals referrals, WorkingCalendar calendar,
    IAreaCatalogue catalogue)
    : CasePage(cases, people, names, referrals)
{
    private const int MaxNote = 2000;

    [BindProperty(SupportsGet = true)]
    public string? Way { get; set; }

    [BindProperty]
    public Guid Entry { get; set; }

    [BindProperty]
    public string? Outcome { get; set; }

    [BindProperty]
    public string? ContactNote { get; set; }

    [BindProperty]
    public DateAnswer NextOn { get; set; } = new();

    [BindProperty]
    public DateAnswer HeldOn { get; set; } = new();

    [BindProperty]
    public string? HeldAt { get; set; }

    [BindProperty]
    public string? HeldBy { get; set; }

    public override string? Tab => null;

    /// <summary>The way that the form is about: the first that is safe, unless the address names another.</summary>
    public ContactWay Chosen => Ways.FirstOrDefault(option => option.WhyNot is null && KeyOf(option.Way) == Way)?.Way
        ?? Ways.First(option => option.WhyNot is null).Way;

    public string To => $"{Address}/contacts/new?way={KeyOf(Chosen)}";

    public IEnumerable<Choice> Outcomes => SafeContact.OutcomesOf(Chosen, Person.Contact).Select(outcome => new Choice
    {
        Value = StoredKeys<ContactOutcome>.Of(outcome), Text = T["staff.case-outcome-" + StoredKeys<ContactOutcome>.Of(outcome)],
    });

    public IEnumerable<SelectItem> Colleagues => Coaches.Select(one => new SelectItem { Value = one.ActorName, Text = one.Name });

    public static string KeyOf(ContactWay way) => StoredKeys<ContactWay>.Of(way);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        Entry = Guid.CreateVersion7(Now);
        HeldBy = Caller.Name;
        HeldOn = DateAnswer.Of(Today);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        if (!Shown.IsUnderWay) return Page();
        // A form that was open before the person said that this way is not safe.
        if (Way is not null && KeyOf(Chosen) != Way) AddError(nameof(Outcome), T["staff.case-way-closed"]);
        var outcome = StoredKeys<ContactOutcome>.TryRead(Outcome);
        if (!HasErrors && (outcome is not { } one || !SafeContact.OutcomesOf(Chosen, Person.Contact).Contains(one)))
            AddError(nameof(Outcome), T["staff.case-outcome-missing"]);
        var note = ReadText(nameof(ContactNote), ContactNote, TextKind.Words, MaxNote, missing: null);
        var heldAt = ReadHeldAt();
        if (string.IsNullOrEmpty(HeldBy)) HeldBy = Caller.Name;
        if (Coaches.All(member => member.ActorName != HeldBy)) AddError(nameof(HeldBy), T["staff.case-held-by-missing"]);
        var next = ReadDate(nameof(NextOn), NextOn, missing: null);
        if (next < Today) AddError(nameof(NextOn), T["staff.case-next-past"]);
        if (Entry == Guid.Empty) return BadRequest();
        if (HasErrors) return Page();

        // Nobody was reached: somebody tries again on the next working day, unless the coach says another.
        if (next is null && !SafeContact.IsReached(outcome!.Value) && Shown.FirstContactAt is null) next = calendar.AddWorkingDays(Today, 1);
        await timeline.LogAsync(Caller, Shown, new()
        {
            Id = Entry, Way = Chosen, Outcome = outcome!.Value, Note = note, HeldAt = heldAt!.Value, HeldBy = HeldBy!, NextContactOn = next,
        }, catalogue.Ready.GetValueOrDefault(AreaCode)?.Settings.Contact.AttemptsBeforeWriting?.Value, cancellationToken);
        return LocalRedirect(Address + "/contacts");
    }

    // The time of day may be left empty: then it was just now, or sometime on an earlier day.
    private DateTimeOffset? ReadHeldAt()
    {
        if (ReadDate(nameof(HeldOn), HeldOn, T["staff.case-held-on-missing"]) is not { } day) return null;
        var time = TimeOnly.MinValue;
        if (string.IsNullOrWhiteSpace(HeldAt)) time = day == Today ? TimeOnly.FromDateTime(LondonTime.Local(Now)) : new TimeOnly(12, 0);
        else if (!TimeOnly.TryParseExact(HeldAt.Trim().Replace('.', ':'), ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time))
            AddError(nameof(HeldAt), T["staff.case-time-wrong"]);
        var at = LondonTime.At(day, time);
        if (at > Now) AddError(nameof(HeldOn), T["staff.case-held-future"]);
        return at;
    }
}
