using WorkWell.People.Contracts;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.FollowUps;

/// <summary>
/// Opens a task to compare records when a referral may be a duplicate, or its person may have died. Nothing is sent before that.
/// </summary>
internal sealed class AskWhetherOnePerson(DueTime due) : IReaction<LikelyDuplicateFound>, IReaction<LikelyDuplicateSettled>
{
    private const string Code = "likely-duplicate";

    public Task ReactAsync(LikelyDuplicateFound happened, Change change, CancellationToken cancellationToken)
    {
        var others = string.Join(", ", happened.Others);
        var why = string.Join(", ", happened.Because.Select(Words));
        var description = happened.HasDied
            ? $"{happened.Reference} may be of somebody who is recorded as having died ({others}; {why}). Compare the records, and settle whether they are " +
            $"the same person. Nothing goes out until then."
            : $"{happened.Reference} may be of the same person as {others} ({why}). Compare the records, and settle whether they are the same person. " +
            $"Nothing goes out for {happened.Reference} until then.";
        TaskRows.Open(change, [new(happened.Area, Key(happened.ReferralId), happened.ReferralId, Code, description, null)], due);
        return Task.CompletedTask;
    }

    public Task ReactAsync(LikelyDuplicateSettled happened, Change change, CancellationToken cancellationToken)
    {
        TaskRows.Close(change, happened.Area, Key(happened.ReferralId), due);
        return Task.CompletedTask;
    }

    private static string Key(Guid referral) => $"{Code}/{referral:D}";

    private static string Words(string because) => because switch
    {
        DuplicateReasons.NhsNumber => "same NHS number",
        DuplicateReasons.NameAndBirthDate => "same name and birth date",
        DuplicateReasons.SimilarNameAndBirthDate => "names that sound alike, same birth date: one person in two spellings, or twins",
        DuplicateReasons.Address => "same address",
        DuplicateReasons.OtherNhsNumber => "but different NHS numbers",
        DuplicateReasons.Phone => "same telephone number",
        DuplicateReasons.Email => "same e-mail address",
        _ => because,
    };
}
