using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WorkWell.Access.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>
/// A form of one part of a plan, new or known. A form sent twice is one save; one from an older state is refused with both shown, and so is one of a case that
/// ended while it was filled in. What was typed is never lost.
/// </summary>
internal abstract class PlanForm(CaseStore cases, IPeople people, IStaffNames names, IReferrals referrals) : CasePage(cases, people, names, referrals)
{
    /// <summary>What the form asks for.</summary>
    /// <param name="IsSaved">Whether it stands so already.</param>
    /// <param name="SaveAsync">Saves it.</param>
    protected sealed record PlanChange(bool IsSaved, Func<CancellationToken, Task<PlanSave>> SaveAsync);

    /// <summary>Which part; made by the page for a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Which { get; set; }

    /// <summary>The version that the form was filled in from; 0 for a new one.</summary>
    [BindProperty]
    public int Seen { get; set; }

    public override string? Tab => null;

    public virtual string To => $"{Address}/{Part}?which={Which:D}";

    public string Plan => Address + "/plan";

    /// <summary>Whether it was not saved, because it or the case changed meanwhile.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Whether it cannot be saved, because the case is not under way.</summary>
    public bool IsOver => !Shown.IsUnderWay && !TakesEndedCase;

    /// <summary>Whether it was saved before.</summary>
    public bool IsKnown => Version is not null;

    /// <summary>What is saved now.</summary>
    public abstract IEnumerable<Text> Saved { get; }

    /// <summary>What was typed.</summary>
    public abstract IEnumerable<Text> Typed { get; }

    /// <summary>Where whoever has saved it goes on.</summary>
    protected virtual string Done => Plan;

    /// <summary>The page in the address, after that of the person.</summary>
    protected abstract string Part { get; }

    /// <summary>Whether a new one begins here.</summary>
    protected virtual bool MayBeNew => true;

    /// <summary>Whether it is saved of a case that has ended, too.</summary>
    protected virtual bool TakesEndedCase => false;

    /// <summary>Whether the address names a part that there is.</summary>
    protected virtual bool IsAddressed => true;

    /// <summary>The version of what is saved; null where nothing is yet.</summary>
    protected abstract int? Version { get; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await FindBothAsync(cancellationToken)) return NotFound();
        if (Which == Guid.Empty && MayBeNew) Which = Guid.CreateVersion7(Now);
        else if (!IsKnown) return NotFound();
        Seen = Version ?? 0;
        Fill();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Which == Guid.Empty) return BadRequest();
        if (!await FindBothAsync(cancellationToken) || ((Seen > 0 || !MayBeNew) && !IsKnown)) return NotFound();
        if (IsOver) return Refuse();
        if (Read() is not { } change) return Page();
        if (change.IsSaved) return LocalRedirect(Done);
        var result = Seen == (Version ?? 0) ? await change.SaveAsync(cancellationToken) : PlanSave.Stale;
        if (result == PlanSave.Saved) return LocalRedirect(Done);
        return await FindBothAsync(cancellationToken) ? Refuse() : NotFound();
    }

    /// <summary>Reads what is saved of the part, and what the form chooses from.</summary>
    protected abstract Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>Fills the form from what is saved.</summary>
    protected abstract void Fill();

    /// <summary>Reads the form and reports what is wrong with it.</summary>
    /// <returns>What it asks for; null where something is wrong.</returns>
    protected abstract PlanChange? Read();

    private async Task<bool> FindBothAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return false;
        await LoadAsync(cancellationToken);
        return IsAddressed;
    }

    private PageResult Refuse()
    {
        IsRefused = true;
        Seen = Version ?? 0;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}
