using System.Security.Cryptography;
using System.Text;
using WorkWell.Communications.Contracts;

namespace WorkWell.Referrals.Contracts;

/// <summary>The message that tells somebody at once that a record was opened by another area.</summary>
public static class RecordOpenedMessage
{
    /// <summary>Makes the message. Whoever is told twice, as coach and as team lead, gets it once.</summary>
    /// <param name="email">The address.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="at">When, in UTC.</param>
    /// <returns>The message.</returns>
    public static MessageRequest To(string email, RecordOpened happened, DateTimeOffset at) => new()
    {
        Key = $"record-opened/{happened.OpeningId:D}/{MarkOf(email)}",
        Area = happened.Area,
        Type = "record-opened",
        ReferralId = happened.ReferralId,
        To = MessageTo.Address(email),
        Fields = new Dictionary<string, string?>
        {
            ["reference"] = happened.Reference, ["openedBy"] = happened.OpenedBy, ["home"] = happened.Home, ["link"] = happened.ReviewAt,
        }.Where(field => field.Value is not null).ToDictionary(field => field.Key, field => field.Value!),
        NotBefore = at,
        IsUrgent = true,
        AtAnyHour = true,
    };

    private static string MarkOf(string email) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.ToUpperInvariant())).AsSpan(0, 8));
}
