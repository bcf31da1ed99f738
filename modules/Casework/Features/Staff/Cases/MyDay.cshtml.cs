using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>A coach's first page: what is theirs today, each with the one click that does it.</summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class MyDayModel(CaseStore cases, IPeople people, IStaffNames names, WorkingCalendar calendar) : CaseListPage(cases, people, names)
{
    /// <summary>One list of the day.</summary>
    internal sealed record DayList(string Key, IReadOnlyList<IReadOnlyList<Cell>> Rows);

    public IReadOnlyList<DayList> Lists { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        var day = await Cases.MyDayAsync(Caller, AreaCode, Now, cancellationToken);
        var known = await PeopleOfAsync(
            [
                .. day.Safety, .. day.Waiting, .. day.Cases.Values, .. day.Extensions.Select(one => one.Case), .. day.SafetyItems.Select(one => one.Case),
            ], cancellationToken);
        Lists =
        [
            new("safety",
            [
                .. day.SafetyItems.SelectMany(open => Rows(
                    [open.Case], _ => T["staff.safety-why", ("at", When(open.Item.RaisedAt))],
                    one => Act(one, $"/safety?which={open.Item.MeasureId:D}", "staff.safety-close"))),
                .. Rows(day.Safety, one => CaseWords.PriorityOf(T, one), one => one.State == CaseState.Waiting ? TakeIt(one) : LogIt(one)),
            ]),
            new("appointments", Meetings(day.Appointments)),
            new("outcomes", Meetings(day.Outcomes)),
            new("contacts", Rows(day.Contacts, WhenDue, LogIt)),
            new("reviews", [.. day.Reviews.SelectMany(review => Rows(
                [day.Cases[review.CaseId]], _ => PlanWords.ReviewOf(T, review, Today),
                one => Act(one, $"/plan/review?which={review.Id:D}", "staff.plan-review-open")))]),
            new("waiting", Rows(day.Waiting, one => CaseWords.Waited(T, calendar.OfficeTimeBetween(one.OpenedAt, Now)), TakeIt)),
            new("ending", Rows(day.EndingSoon, one => CaseWords.Left(T, one, Today), one => Act(one, "/state", "staff.case-close"))),
            new("extensions", [.. day.Extensions.SelectMany(wanted => Rows(
                [wanted.Case], _ => (Text)string.Join(": ", PlanWords.ExtensionLines(T, wanted.Asked).Select(line => line.Value)),
                one => Act(one, $"/extension/decision?which={wanted.Asked.Id:D}", "staff.extension-decide")))]),
        ];

        IReadOnlyList<Cell>[] Meetings(IReadOnlyList<Appointment> listed) => [.. listed.SelectMany(meeting => Rows(
            [day.Cases[meeting.CaseId]], _ => Says(meeting),
            one => Act(one, $"/appointment?which={meeting.Id:D}", meeting.BeginsAt <= Now ? "staff.appointment-settle" : "staff.appointment-open")))];

        IReadOnlyList<Cell>[] Rows(IReadOnlyList<CoachingCase> listed, Func<CoachingCase, Text> why, Func<CoachingCase, Cell> act) =>
        [.. listed.Select(IReadOnlyList<Cell> (one) =>
        [
            LinkTo(one, known.GetValueOrDefault(one.PersonId)), why(one),
            (Text)string.Join(", ", FlagsOf(one, known.GetValueOrDefault(one.PersonId)).Select(flag => flag.Value)), act(one),
        ])];
    }

    private Text WhenDue(CoachingCase one) => one.NextContactOn is not { } on ? T["staff.my-day-first-contact"]
        : on < Today ? T["staff.task-late", ("on", T.Date(on))] : T["staff.my-day-today"];

    private Cell LogIt(CoachingCase one) => Act(one, "/contacts/new", "staff.case-log");

    private Cell TakeIt(CoachingCase one) => Act(one, "/state", "staff.queue-take");

    private Cell Act(CoachingCase one, string page, string key) => new()
    {
        Text = T[key], Href = $"/staff/areas/{AreaCode}/cases/{one.Id:D}{page}", VisuallyHiddenText = one.Reference,
    };
}
