using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>Who has looked at whose referral, and what was done. What is searched for stays out of the address.</summary>
[RequiresPermission(Permission.ReadAudit)]
internal sealed class AuditListModel(AuditSearch search, IAuditSubjects subjects, Members members) : AccessPage
{
    private const string Staff = "staff:";
    private const string Key = "key:";
    private const string Security = "security.";
    private IReadOnlyList<StaffName> team = [];
    private IReadOnlyList<AuditEntry> shown = [];
    private IReadOnlyDictionary<Guid, string> references = new Dictionary<Guid, string>();

    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public string? Who { get; set; }

    [BindProperty]
    public DateAnswer Day { get; set; } = new();

    [BindProperty]
    public long? Before { get; set; }

    /// <summary>Anybody, and everybody who works here or did.</summary>
    public IEnumerable<SelectItem> People =>
    [
        new() { Value = "", Text = T["staff.audit-anybody"] },
        .. team.Select(member => new SelectItem { Value = member.ActorName, Text = member.Name }),
    ];

    public IReadOnlyList<IReadOnlyList<Cell>> Rows { get; private set; } = [];

    /// <summary>Whether something was searched for without a mistake.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>From where older entries follow; null where there are none.</summary>
    public long? Older { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var day = ReadDate(nameof(Day), Day, missing: null);
        var about = string.IsNullOrWhiteSpace(Reference) ? null : await subjects.FindAsync(Caller, Reference, cancellationToken);
        if (about is []) AddError(nameof(Reference), T["staff.audit-reference-wrong"]);
        if (HasErrors) return Page();
        var found = await search.FindAsync(
            Caller, new(AreaCode, about, string.IsNullOrEmpty(Who) ? null : Who, day, Before), cancellationToken);
        shown = [.. found.Take(AuditSearch.PageSize)];
        Older = found.Count > shown.Count ? shown[^1].Number : null;
        references = await subjects.ReferencesAsync(Caller, [.. shown.Select(entry => entry.Subject).Distinct()], cancellationToken);
        IsAnswered = true;
        return Page();
    }

    protected override async Task ShowAsync(CancellationToken cancellationToken)
    {
        team = await members.EverAsync(Caller, AreaCode, cancellationToken);
        Rows = [.. shown.Select(IReadOnlyList<Cell> (entry) =>
            [When(entry.At), NameOf(entry.Actor), Did(entry), T.Latin(references.GetValueOrDefault(entry.Subject)) ?? T["staff.audit-nobody"], Why(entry)])];
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
