using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;
using WorkWell.Ui.Contracts;

namespace WorkWell.Casework;

/// <summary>The messages that went, or will go, to the person. What was written to partners and referrers is not among them.</summary>
[RequiresPermission(Permission.DoCasework)]
internal sealed class CaseMessagesModel(CaseStore cases, IPeople people, IStaffNames names, IReferrals referrals, ISentMessages messages)
    : CasePage(cases, people, names, referrals)
{
    public override string? Tab => "messages";

    public IReadOnlyList<IReadOnlyList<Cell>> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken)) return NotFound();
        var found = await messages.ForReferralAsync(Caller, Shown.ReferralId, cancellationToken);
        Rows = [.. found.Where(one => one.PersonId is not null).Reverse().Select(IReadOnlyList<Cell> (one) =>
        [
            (Text)(MessageTypes.Find(one.Type)?.Purpose ?? one.Type),
            T[$"choices.channel-{StoredKeys<Channel>.Of(one.Content?.Channel ?? one.Channel)}"],
            When(one.Content?.At ?? one.EndedAt ?? one.DueAt),
            T["staff.case-message-" + StoredKeys<MessageState>.Of(one.State)],
        ])];
        return Page();
    }
}
