using WorkWell.Partners.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>The result for one referral of a batch.</summary>
/// <param name="Referral">The referral; null where its idempotency key belongs to one with other details.</param>
/// <param name="IsRepeat">Whether it had been received before.</param>
internal sealed record BatchAnswer(KnownReferral? Referral, bool IsRepeat);

/// <summary>Receives many referrals in one commit.</summary>
internal sealed class ReceiveBatch(ReferralIntake intake, ReferralStore store, Database database)
{
    /// <summary>Receives a batch.</summary>
    /// <param name="batch">Valid referrals, each with an idempotency key.</param>
    /// <param name="sender">Who sends them.</param>
    /// <param name="before">The previous batch, which commits first so that this one sees its people. If it fails, so does this one.</param>
    /// <param name="cancellationToken">Stops the work; nothing of the batch is stored then.</param>
    /// <returns>An answer for each, in order.</returns>
    public async Task<IReadOnlyList<BatchAnswer>> RunAsync(IReadOnlyList<ReadyReferral> batch, Actor sender, Task before, CancellationToken cancellationToken)
    {
        while (true)
        {
            var references = batch.Select(_ => ReferralReference.Make()).ToArray();
            var (requests, taken) = await store.KnownAsync([.. batch.Select(ready => IdempotencyKey(ready).Id)], references, cancellationToken);
            var known = new Dictionary<Guid, KnownReferral>(requests);
            var answers = new BatchAnswer[batch.Count];
            var fresh = new List<int>();
            for (var i = 0; i < batch.Count; i++)
            {
                if (known.ContainsKey(IdempotencyKey(batch[i]).Id)) continue;
                known[IdempotencyKey(batch[i]).Id] = new("", IdempotencyKey(batch[i]).Sha256, default, false);
                fresh.Add(i);
            }
            if (fresh.Count == 0)
            {
                await before;
                return Answered();
            }

            await using var change = database.Begin(sender with { Areas = [.. fresh.Select(i => batch[i].Place.AreaCode).Distinct()] });
            foreach (var i in fresh)
            {
                var reference = taken.Contains(references[i]) ? ReferralReference.Make() : references[i];
                Note(i, await intake.WriteAsync(change, batch[i], reference, cancellationToken));
            }
            await before;
            var violated = await change.TryCommitAsync(ReferralIntake.ExpectedConstraints, cancellationToken);
            if (violated is null) return Answered();
            // Two rows of one batch may compete for the last place or be of one person; only separate commits show that.
            if (violated is PartnerCapacity.IsLeft or NewRecord.IsOfNobodyKnown)
            {
                await OneByOneAsync(batch, fresh, sender, Note, cancellationToken);
                return Answered();
            }
            // A concurrent upload stored one of these rows, or a reference was taken: try again.

            void Note(int i, Referral? referral)
            {
                if (referral is null) answers[i] = new(null, IsRepeat: false);
                else known[IdempotencyKey(batch[i]).Id] = KnownReferral.Of(referral, IdempotencyKey(batch[i]).Sha256);
            }

            // A row that came twice, in this file or an earlier one, has the answer of the first.
            IReadOnlyList<BatchAnswer> Answered()
            {
                for (var i = 0; i < batch.Count; i++)
                {
                    var first = known[IdempotencyKey(batch[i]).Id];
                    answers[i] ??= new(first.Sha256.AsSpan().SequenceEqual(IdempotencyKey(batch[i]).Sha256) ? first : null, IsRepeat: !fresh.Contains(i));
                }
                return answers;
            }
        }
    }

    private async Task OneByOneAsync(
        IReadOnlyList<ReadyReferral> batch, IReadOnlyList<int> fresh, Actor sender, Action<int, Referral?> note, CancellationToken cancellationToken)
    {
        foreach (var i in fresh)
        {
            var (referral, _, _) = await intake.KeepAsync(batch[i], sender with { Areas = [batch[i].Place.AreaCode] }, cancellationToken);
            note(i, referral);
        }
    }

    private static IdempotencyKey IdempotencyKey(ReadyReferral ready) =>
        ready.Arrival.IdempotencyKey ?? throw new InvalidOperationException("A referral of a batch needs an idempotency key.");
}
