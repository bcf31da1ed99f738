using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>Asks for more time of support, with the reason. A team lead who did not ask decides.</summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class AskExtensionModel(CaseStore cases, ExtensionStore extensions, IPeople people, IStaffNames names, IReferrals referrals)
    : PlanForm(cases, people, names, referrals)
{
    private const int MaxNote = 1000;

    private Extension? saved;

    [BindProperty]
    public string? Weeks { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? ExtensionNote { get; set; }

    /// <summary>The extensions of the case, the newest first.</summary>
    public IReadOnlyList<IReadOnlyList<Cell>> Rows { get; private set; } = [];

    /// <summary>The one that waits for a decision.</summary>
    public Extension? Waiting { get; private set; }

    /// <summary>Whether the reader decides it.</summary>
    public bool MayDecide => Waiting?.MayBeDecidedBy(Caller.Name, MayAllocate) == true;

    public IEnumerable<Choice> Reasons => StoredKeys<ExtensionReason>.All.Select(one => new Choice { Value = one, Text = T["staff.extension-because-" + one] });

    public override IEnumerable<Text> Saved => saved is null ? [] : PlanWords.ExtensionLines(T, saved).Prepend(PlanWords.DecisionOf(T, saved));

    public override IEnumerable<Text> Typed
    {
        get
        {
            if (!string.IsNullOrEmpty(Weeks)) yield return T["staff.extension-weeks-asked", ("weeks", Weeks)];
            if (StoredKeys<ExtensionReason>.TryRead(Reason) is not null) yield return T["staff.extension-because-" + Reason];
            if (!string.IsNullOrEmpty(ExtensionNote)) yield return ExtensionNote;
        }
    }

    protected override string Part => "extension";

    protected override string Done => Address;

    // It is asked for once and never changed.
    protected override int? Version => saved is null ? null : 1;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var all = await extensions.OfCaseAsync(Caller, Shown, cancellationToken);
        Waiting = all.FirstOrDefault(one => one.IsApproved is null);
        saved = all.FirstOrDefault(one => one.Id == Which) ?? (Which == Guid.Empty ? null : Waiting);
        Rows = [.. all.Select(IReadOnlyList<Cell> (one) =>
        [
            T["staff.extension-weeks-asked", ("weeks", T.Number(one.Weeks))],
            (Text)string.Join(": ", PlanWords.ExtensionLines(T, one).Skip(1).Select(line => line.Value)),
            (Text)$"{T.Date(LondonTime.DateOf(one.AskedAt)).Value}, {NameOf(one.AskedBy).Value}",
            one.DecidedBy is { } by ? (Text)$"{PlanWords.DecisionOf(T, one).Value}: {NameOf(by).Value}" : PlanWords.DecisionOf(T, one),
            (Text)(one.DecisionNote ?? ""),
        ])];
    }

    protected override void Fill()
    {
    }

    protected override PlanChange? Read()
    {
        var weeks = int.TryParse(Weeks?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Extension.MaxWeeks
            ? number : 0;
        if (weeks == 0) AddError(nameof(Weeks), T["staff.extension-weeks-wrong"]);
        var reason = StoredKeys<ExtensionReason>.TryRead(Reason);
        if (reason is null) AddError(nameof(Reason), T["staff.case-why-missing"]);
        var note = ReadText(
            nameof(ExtensionNote), ExtensionNote, TextKind.Words, MaxNote, reason == ExtensionReason.Other ? T["staff.extension-note-missing"] : null);
        if (Shown.EndsOn is null) AddError(nameof(Weeks), T["staff.extension-no-limit"]);
        if (HasErrors) return null;
        var typed = new Extension
        {
            Id = Which, CaseId = Shown.Id, Weeks = weeks, Reason = reason!.Value, Note = note, AskedAt = Now, AskedBy = Caller.Name, IsApproved = null,
            DecisionNote = null, DecidedBy = null,
        };
        var says = string.Join("\n", PlanWords.ExtensionLines(T, typed).Select(line => line.Value));
        return new(
            saved?.Id == Which && saved.Weeks == weeks && saved.Reason == reason && saved.Note == note,
            cancellationToken => extensions.AskAsync(Caller, Shown, typed, says, cancellationToken));
    }
}
