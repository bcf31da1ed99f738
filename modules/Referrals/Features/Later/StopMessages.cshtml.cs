using Microsoft.AspNetCore.Mvc;
using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Ui.Contracts;

namespace WorkWell.Referrals;

/// <summary>The person stops messages by one way or another, or calls, or lets them come again.</summary>
internal sealed class StopMessagesModel(OwnChanges changes) : VerifiedSessionPage
{
    private static readonly string[] All = [NeverWords.Call, .. Enum.GetValues<Channel>().Select(StoredKeys<Channel>.Of)];

    [BindProperty]
    public string[] Stopped { get; set; } = [];

    public IEnumerable<Choice> Channels => All.Select(channel => new Choice { Value = channel, Text = T[$"later.stopped-{channel}"] });

    public void OnGet() =>
        Stopped = [.. Person.Contact.NeverCall ? [NeverWords.Call] : Array.Empty<string>(), .. Person.Contact.Stopped.Select(StoredKeys<Channel>.Of)];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var stopped = ReadChoices(nameof(Stopped), Stopped, All).ToArray();
        if (HasErrors) return Page();
        var contact = Person.Contact with
        {
            NeverCall = stopped.Contains(NeverWords.Call),
            Stopped = [.. stopped.Where(way => way != NeverWords.Call).Select(StoredKeys<Channel>.Read)],
        };
        await changes.ChangeAsync(VerifiedSession, Referral, new() { Contact = contact }, cancellationToken);
        return Redirect($"{Status}?changed=messages");
    }
}
