using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>The people whom the reader coaches, or the whole team does. What is shown stands in the address, without anything personal.</summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class CaseloadModel(CaseStore cases, IPeople people, IStaffNames names) : CaseListPage(cases, people, names)
{
    private const string Mine = "mine";
    private const string Team = "team";
    private const string UnderWay = "now";

    /// <summary>One way to show fewer cases.</summary>
    internal sealed record Filter(Text Name, IReadOnlyList<FilterValue> Values);

    /// <summary>One value of a filter.</summary>
    internal sealed record FilterValue(Text Name, string Href, bool IsShown);

    [BindProperty(SupportsGet = true)]
    public string? Whose { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    public IReadOnlyList<Filter> Filters { get; private set; } = [];

    public Text Caption => T["staff.caseload-number", ("number", T.Number(Rows.Count))];

    public IReadOnlyList<IReadOnlyList<Cell>> Rows { get; private set; } = [];

    private string ShownWhose => Whose == Team ? Team : Mine;

    private string ShownState => States.ContainsKey(State ?? "") ? State! : UnderWay;

    private static IReadOnlyDictionary<string, CaseState[]> States { get; } = new Dictionary<string, CaseState[]>
    {
        [UnderWay] = [CaseState.Open, CaseState.Paused], ["open"] = [CaseState.Open], ["paused"] = [CaseState.Paused], ["closed"] = [CaseState.Closed],
    };

    public void OnGet()
    {
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        await LoadCoachesAsync(cancellationToken);
        var found = await Cases.CaseloadAsync(Caller, AreaCode, ShownWhose == Mine ? Caller.Name : null, States[ShownState], cancellationToken);
        var known = await PeopleOfAsync(found, cancellationToken);
        Filters =
        [
            new(T["staff.caseload-whose"], [.. new[] { Mine, Team }.Select(one => Value(one, ShownState, "staff.caseload-" + one, one == ShownWhose))]),
            new(T["staff.caseload-which"], [.. States.Keys.Select(one => Value(ShownWhose, one, "staff.caseload-state-" + one, one == ShownState))]),
        ];
        Rows = [.. found.Select(IReadOnlyList<Cell> (one) => RowOf(one, known.GetValueOrDefault(one.PersonId)))];
    }

    private FilterValue Value(string whose, string state, string key, bool isShown) => new(T[key], $"?whose={whose}&state={state}", isShown);

    private Cell[] RowOf(CoachingCase one, ContactDetails? person) =>
    [
        LinkTo(one, person), CaseWords.StateOf(T, one), NameOf(one.Coach),
        one.NextContactOn is { } next ? T[next < Today ? "staff.task-late" : "staff.case-on", ("on", T.Date(next))] : (Text)"",
        one.LastContactAt is { } last ? T.Date(LondonTime.DateOf(last)) : T["staff.never"],
        CaseWords.Left(T, one, Today), (Text)string.Join(", ", FlagsOf(one, person).Select(flag => flag.Value)),
    ];
}
