using System.Globalization;
using WorkWell.Access.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.Platform;

namespace WorkWell.Communications;

/// <summary>Sends somebody who was invited the link that sets up their account, and tells somebody who has one of their new role.</summary>
internal sealed class InviteStaff(IMessages messages) : IReaction<StaffInvited>
{
    public Task ReactAsync(StaffInvited happened, Change change, CancellationToken cancellationToken)
    {
        messages.Queue(change, new MessageRequest
        {
            Key = $"staff/{happened.AccountId:D}/{change.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}",
            Area = happened.Area,
            Type = happened.Link is null ? "staff-role-given" : "staff-invitation",
            ReferralId = happened.AccountId,
            To = MessageTo.Address(happened.Email),
            Fields = happened.Link is { } link
                ? new Dictionary<string, string> { ["link"] = link, ["until"] = happened.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }
                : new Dictionary<string, string> { ["signIn"] = happened.SignIn },
            NotBefore = change.At,
            AtAnyHour = true,
        });
        return Task.CompletedTask;
    }
}
