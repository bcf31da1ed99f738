using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WorkWell.Access.Contracts;
using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Casework.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>
/// Tells the area's team leads and its team's address at once that a person answered that they may harm themselves, and opens a task that ends when a coach
/// has said what was done. Nothing else ends it.
/// </summary>
internal sealed class TellWhenSafetyItemRaised(IMessages messages, IStaffNames staff, AreaContacts contacts, DueTime due)
    : IReaction<SafetyItemRaised>, IReaction<SafetyItemClosed>
{
    private const string Code = TaskDueDay.SafetyItem;

    public async Task ReactAsync(SafetyItemRaised happened, Change change, CancellationToken cancellationToken)
    {
        TaskRows.Open(
            change,
            [new(happened.Area, Key(happened.MeasureId, happened.Number), happened.ReferralId, Code,
                $"{happened.Reference}: this person answered their coach that they may harm themselves. Speak with the coach now, follow your safeguarding " +
                "procedure, and have what was done written down on the person’s page. That ends this task.", null)],
            due);
        var leads = await staff.AddressesAsync(change, happened.Area, Permission.AllocateCases, cancellationToken);
        string?[] told = [.. leads, contacts.Of(happened.Area).TeamEmail];
        messages.Queue(change, [.. told.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Select(email => Urgent(email, happened, change.At))]);
    }

    public Task ReactAsync(SafetyItemClosed happened, Change change, CancellationToken cancellationToken)
    {
        TaskRows.Close(change, happened.Area, Key(happened.MeasureId, happened.Number), due);
        return Task.CompletedTask;
    }

    // The same message as of an urgent referral.
    private static MessageRequest Urgent(string email, SafetyItemRaised happened, DateTimeOffset at) => new()
    {
        Key = $"{Key(happened.MeasureId, happened.Number)}/{MarkOf(email)}",
        Area = happened.Area,
        Type = "urgent-flag",
        ReferralId = happened.ReferralId,
        To = MessageTo.Address(email),
        Fields = new Dictionary<string, string?>
        {
            ["reference"] = happened.Reference, ["receivedOn"] = happened.ReferredOn.ToString("O", CultureInfo.InvariantCulture), ["link"] = happened.Link,
        }.Where(field => field.Value is not null).ToDictionary(field => field.Key, field => field.Value!),
        Reasons = [new Reason("may-harm-themselves")],
        NotBefore = at,
        IsUrgent = true,
        AtAnyHour = true,
    };

    private static string Key(Guid measure, int number) => FormattableString.Invariant($"{Code}/{measure:D}/{number}");

    private static string MarkOf(string email) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.ToUpperInvariant())).AsSpan(0, 8));
}
