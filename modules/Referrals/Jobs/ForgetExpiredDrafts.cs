using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>Deletes unfinished forms with their answers and links, and expired access sessions.</summary>
internal sealed class ForgetExpiredDrafts(Database database) : IRecurringJob
{
    public const string Key = "referrals.forget-expired-drafts";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var change = database.Begin(Actor.Job(Key));
        change.Write("delete from referrals.draft where expires_at <= $1", change.At);
        change.Write("delete from referrals.verified_session where expires_at <= $1", change.At - VerifiedSessionStore.Window);
        change.Write("delete from referrals.proof where since <= $1", change.At - VerifiedSessionStore.Window);
        // Files that were never read to their end, and answers that nobody can open any more.
        change.Write("delete from referrals.upload where received_at <= $1", change.At - UploadInBackground.AnswerLives);
        change.Write(
            "delete from referrals.upload_part p using referrals.upload u where u.id = p.upload and u.received_at <= $1", change.At - TimeSpan.FromDays(1));
        await change.CommitAsync(cancellationToken);
    }
}
