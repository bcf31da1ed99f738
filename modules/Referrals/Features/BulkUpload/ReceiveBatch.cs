using WorkWell.Partners.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>The result for one referral of a batch.</summary>
internal enum BatchAnswer
{
    /// <summary>It was received.</summary>
    Received,

    /// <summary>It had been received before.</summary>
    Repeated,

    /// <summary>Its idempotency key belongs to a referral with other details.</summary>
    KeyReused,
}

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
            var known = new Dictionary<Guid, byte[]>(requests);
            var answers = new BatchAnswer[batch.Count];
            var fresh = new List<int>();
            for (var i = 0; i < batch.Count; i++)
            {
                answers[i] = Answer(known, IdempotencyKey(batch[i]));
                if (answers[i] == BatchAnswer.Received) fresh.Add(i);
            }
            if (fresh.Count == 0)
            {
                await before;
                return answers;
            }

            await using var change = database.Begin(sender with { Areas = [.. fresh.Select(i => batch[i].Place.AreaCode).Distinct()] });
            foreach (var i in fresh)
                await intake.WriteAsync(change, batch[i], taken.Contains(references[i]) ? ReferralReference.Make() : references[i], cancellationToken);
            await before;
            var violated = await change.TryCommitAsync(ReferralIntake.ExpectedConstraints, cancellationToken);
            if (violated is null) return answers;
            // Two rows of one batch may compete for the last place or be of one person; only separate commits show that.
            if (violated is PartnerCapacity.IsLeft or NewRecord.IsOfNobodyKnown) return await OneByOneAsync(batch, answers, sender, cancellationToken);
            // A concurrent upload stored one of these rows, or a reference was taken: try again.
        }
    }

    private async Task<IReadOnlyList<BatchAnswer>> OneByOneAsync(
        IReadOnlyList<ReadyReferral> batch, BatchAnswer[] answers, Actor sender, CancellationToken cancellationToken)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            if (answers[i] != BatchAnswer.Received) continue;
            var (_, refusal, _) = await intake.KeepAsync(batch[i], sender with { Areas = [batch[i].Place.AreaCode] }, cancellationToken);
            if (refusal is not null) answers[i] = BatchAnswer.KeyReused;
        }
        return answers;
    }

    private static BatchAnswer Answer(Dictionary<Guid, byte[]> known, IdempotencyKey idempotencyKey)
    {
        if (known.TryAdd(idempotencyKey.Id, idempotencyKey.Sha256)) return BatchAnswer.Received;
        return known[idempotencyKey.Id].AsSpan().SequenceEqual(idempotencyKey.Sha256) ? BatchAnswer.Repeated : BatchAnswer.KeyReused;
    }

    private static IdempotencyKey IdempotencyKey(ReadyReferral ready) =>
        ready.Arrival.IdempotencyKey ?? throw new InvalidOperationException("A referral of a batch needs an idempotency key.");
}
