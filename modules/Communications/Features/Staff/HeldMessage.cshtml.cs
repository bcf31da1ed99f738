using Microsoft.AspNetCore.Mvc;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Communications.Features;

/// <summary>One message that waits for a person: try it again, say whether it arrived, or drop it. Its content is not shown.</summary>
[RequiresPermission(Permission.MessageInterventions)]
internal sealed class HeldMessageModel(ISentMessages messages, Database database, IAuditTrail audit) : StaffPage
{
    [BindProperty]
    public string? Became { get; set; }

    [BindProperty]
    public string? CorrectedAddress { get; set; }

    /// <summary>The message as it is now.</summary>
    public MessageView Shown { get; private set; } = null!;

    /// <summary>What happened meanwhile, where somebody else was faster.</summary>
    public Text? Note { get; private set; }

    public bool IsUnconfirmed => Shown.State == MessageState.Unconfirmed;

    public bool MayRetry => Shown.State == MessageState.DeadLettered;

    public bool IsForPerson => Shown.PersonId is not null;

    public Text For => T[IsForPerson ? "staff.message-for-person" : "staff.message-for-organisation"];

    public Text ChannelName => T[$"choices.channel-{StoredKeys<Channel>.Of(Shown.Channel)}"];

    public Text Due => When(Shown.DueAt);

    public IEnumerable<Choice> Answers =>
        StoredKeys<UnconfirmedAnswer>.All.Select(answer => new Choice { Value = answer, Text = T["staff.message-" + answer] });

    private Guid Id => Guid.Parse((string)RouteData.Values["id"]!);

    public string To(string handler) => $"/staff/areas/{AreaCode}/messages/{Id:D}?handler={handler}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await FindAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostRetryAsync(CancellationToken cancellationToken)
    {
        var (address, wrong) = EmailAddress.Read(CorrectedAddress);
        if (wrong is not null) AddError(nameof(CorrectedAddress), T["staff.email-wrong"]);
        if (HasErrors) return await OnGetAsync(cancellationToken);
        return await DoneAsync(await messages.RetryAsync(Caller, AreaCode, Id, address, cancellationToken), cancellationToken);
    }

    public async Task<IActionResult> OnPostSettleAsync(CancellationToken cancellationToken)
    {
        if (StoredKeys<UnconfirmedAnswer>.TryRead(Became) is { } answer)
            return await DoneAsync(await messages.ResolveAsync(Caller, AreaCode, Id, answer, cancellationToken), cancellationToken);
        AddError(nameof(Became), T["staff.message-answer-missing"]);
        return await OnGetAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostDropAsync(CancellationToken cancellationToken) =>
        await DoneAsync(await messages.DropAsync(Caller, AreaCode, Id, cancellationToken), cancellationToken);

    private async Task<IActionResult> DoneAsync(Problem? problem, CancellationToken cancellationToken)
    {
        if (problem is null || !await FindAsync(cancellationToken)) return LocalRedirect($"/staff/areas/{AreaCode}/messages");
        Note = T["staff.message-changed"];
        return Page();
    }

    private async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (await messages.FindHeldAsync(Caller, AreaCode, Id, cancellationToken) is not { } found) return false;
        Shown = found;
        await using var change = database.Begin(Caller);
        audit.Record(change, found.Area, "communications.message-seen", found.ReferralId);
        await change.CommitAsync(cancellationToken);
        return true;
    }
}
