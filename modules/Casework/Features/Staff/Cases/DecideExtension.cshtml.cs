using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>A team lead gives more time of support or does not. Nobody decides what they asked for themselves.</summary>
[RequiresPermission(Permission.AllocateCases)]
internal sealed class DecideExtensionModel(CaseStore cases, ExtensionStore extensions, IPeople people, IStaffNames names, IReferrals referrals)
    : PlanForm(cases, people, names, referrals)
{
    private const string Approve = "approve";
    private const string Refused = "refuse";
    private const int MaxNote = 1000;

    private Extension? saved;

    [BindProperty]
    public string? Decision { get; set; }

    [BindProperty]
    public string? DecisionNote { get; set; }

    /// <summary>Whether somebody else has to decide, because the reader asked.</summary>
    public bool IsOwn => saved?.AskedBy == Caller.Name;

    public bool MayDecide => saved?.MayBeDecidedBy(Caller.Name, MayAllocate) == true;

    public override IEnumerable<Text> Saved => saved is null ? []
        : [PlanWords.DecisionOf(T, saved), .. PlanWords.ExtensionLines(T, saved), .. saved.DecisionNote is { } note ? [note] : Array.Empty<Text>()];

    public override IEnumerable<Text> Typed
    {
        get
        {
            if (Decision is Approve or Refused) yield return T["staff.extension-" + Decision];
            if (!string.IsNullOrEmpty(DecisionNote)) yield return DecisionNote;
        }
    }

    protected override string Part => "extension/decision";

    protected override string Done => Address;

    protected override bool MayBeNew => false;

    protected override int? Version => saved is null ? null : saved.IsApproved is null ? 1 : 2;

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        saved = (await extensions.OfCaseAsync(Caller, Shown, cancellationToken)).FirstOrDefault(one => one.Id == Which);

    protected override void Fill()
    {
    }

    protected override PlanChange? Read()
    {
        if (Decision is not (Approve or Refused)) AddError(nameof(Decision), T["staff.extension-decision-missing"]);
        var note = ReadText(
            nameof(DecisionNote), DecisionNote, TextKind.Words, MaxNote, Decision == Refused ? T["staff.extension-refuse-why"] : null);
        if (IsOwn) AddError(nameof(Decision), T["staff.extension-own"]);
        if (HasErrors) return null;
        var isApproved = Decision == Approve;
        return new(
            saved!.IsApproved == isApproved && saved.DecisionNote == note && saved.DecidedBy == Caller.Name,
            cancellationToken => extensions.DecideAsync(Caller, Shown, saved, isApproved, note, cancellationToken));
    }
}
