using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>Who has looked at whose referral, and what was done. What is searched for stays out of the address, which names the search by an id.</summary>
[RequiresPermission(Permission.ReadAudit)]
internal sealed class AuditListModel(AuditSearch search, IAuditSubjects subjects, Members members, KeptInputs kept) : AccessPage
{
    private const string Kind = "audit-search";
    private const string Staff = "staff:";
    private const string Key = "key:";
    private const string Security = "security.";
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);
    private IReadOnlyList<StaffName> team = [];
    private IReadOnlyDictionary<Guid, string> references = new Dictionary<Guid, string>();

    private sealed record Asked(string? Reference, string? Who, DateOnly? Day);

    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public string? Who { get; set; }

    [BindProperty]
    public DateAnswer Day { get; set; } = new();

    /// <summary>The id of a search.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Search { get; set; }

    /// <summary>Anybody, and everybody who works here or did.</summary>
    public IEnumerable<SelectItem> People =>
    [
        new() { Value = "", Text = T["staff.audit-anybody"] },
        .. team.Select(member => new SelectItem { Value = member.ActorName, Text = member.Name }),
    ];

    /// <summary>What was found; null before anything was searched for.</summary>
    public StaffList? List { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var day = ReadDate(nameof(Day), Day, missing: null);
        if (!string.IsNullOrWhiteSpace(Reference) && await subjects.FindAsync(Caller, Reference, cancellationToken) is [])
            AddError(nameof(Reference), T["staff.audit-reference-wrong"]);
        if (HasErrors) return Page();
        var asked = new Asked(string.IsNullOrWhiteSpace(Reference) ? null : Reference, string.IsNullOrEmpty(Who) ? null : Who, day);
        var id = await kept.KeepAsync(Caller.Name, Kind, JsonSerializer.Serialize(asked), Lasts, cancellationToken);
        return LocalRedirect($"/staff/areas/{AreaCode}/audit?search={id:D}");
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        team = await members.EverAsync(Caller, AreaCode, cancellationToken);
        if (Search is not { } id || HasErrors || await kept.FindAsync(Caller.Name, Kind, id, cancellationToken) is not { } text) return;
        var asked = JsonSerializer.Deserialize<Asked>(text)!;
        (Reference, Who, Day) = (asked.Reference, asked.Who, DateAnswer.Of(asked.Day));
        var about = asked.Reference is null ? null : await subjects.FindAsync(Caller, asked.Reference, cancellationToken);
        var order = ListOrder.Read(Request, ["when"]);
        var found = await search.FindAsync(
            Caller, new(AreaCode, about, asked.Who, asked.Day, order.Key is not null && !order.IsDescending, (order.Page - 1) * StaffList.OnOnePage),
            cancellationToken);
        references = await subjects.ReferencesAsync(Caller, [.. found.Select(entry => entry.Subject).Distinct()], cancellationToken);
        List = StaffList.PageOf<AuditEntry>(
            order, found,
            new(T["staff.audit-when"], entry => When(entry.At)) { Key = "when" },
            new(T["staff.audit-who-did"], entry => NameOf(entry.Actor)),
            new(T["staff.audit-did"], entry => Did(entry)),
            new(T["staff.task-referral"], entry => T.Latin(references.GetValueOrDefault(entry.Subject)) ?? T["staff.audit-nobody"]),
            new(T["staff.audit-why"], entry => Why(entry)));
    }

    private Text NameOf(string actor) => actor switch
    {
        _ when actor.StartsWith(Staff, StringComparison.Ordinal) =>
            team.FirstOrDefault(member => member.ActorName == actor)?.Name ?? T["staff.audit-somebody-else"],
        _ when actor.StartsWith(Key, StringComparison.Ordinal) => T["staff.audit-key", ("name", actor[Key.Length..])],
        _ when actor.StartsWith("job:", StringComparison.Ordinal) => T["staff.audit-by-itself"],
        _ when actor.StartsWith("operator:", StringComparison.Ordinal) => T["staff.audit-operator"],
        _ => T["staff.audit-outside"],
    };

    private Text Did(AuditEntry entry) => entry.Action.StartsWith(Security, StringComparison.Ordinal) ? T["staff.audit-security"]
        : AuditWords.Known.Contains(entry.Action) ? T["staff.audit-" + entry.Action.Replace('.', '-')]
        : T["staff.audit-other", ("action", entry.Action)];

    // The permission with which it was done says why.
    private Text Why(AuditEntry entry) => Permission.All.Contains(entry.Purpose) ? T["staff.may-" + entry.Purpose] : T["staff.audit-why-other"];
}
