using System.Security.Cryptography;
using System.Text;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>A partner that was offered a referral asks something: the team answers it. The same question twice is one task.</summary>
internal sealed class AskTheTeamForThePartner(IPartnerDirectory partners, DueTime due) : IReaction<PartnerAsked>
{
    public Task ReactAsync(PartnerAsked happened, Change change, CancellationToken cancellationToken)
    {
        var partner = partners.Organisations(happened.Area).FirstOrDefault(one => one.Code == happened.Organisation);
        var how = partner?.Phone ?? partner?.Email;
        var says = $"{partner?.Name ?? happened.Organisation} asks before it answers the offer: “{happened.Question}” "
            + (how is null ? "Answer them." : $"Answer them: {how}.");
        var asked = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(happened.Question)).AsSpan(0, 8));
        TaskRows.Open(
            change,
            [new(happened.Area, $"partner-asks/{happened.ReferralId:D}/{happened.OfferNumber}/{asked}", happened.ReferralId, "partner-asks", says, null)], due);
        return Task.CompletedTask;
    }
}
