using WorkWell.Partners.Contracts;
using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.Referrals;

/// <summary>What came of one referral of a batch.</summary>
internal enum BatchAnswer
{
    /// <summary>It was received.</summary>
    Received,

    /// <summary>It had been received before.</summary>
    Repeated,

    /// <summary>Its mark belongs to a referral with other details.</summary>
    UsedOtherwise,
}

/// <summary>Receives many referrals in one commit.</summary>
internal sealed class ReceiveBatch(ReferralIntake intake, ReferralStore store, Database database)
{
    /// <summary>Receives a batch.</summary>
    /// <param name="batch">Referrals that passed the check, each with a mark.</param>
    /// <param name="sender">Who sends them.</param>
    /// <param name="before">The batch before this one, which is committed first: somebody who is in both is noticed by the later one. Where it fails, so does this.</param>
    /// <param name="stop">Stops the work; nothing of the batch is kept then.</param>
    /// <returns>An answer for each, in order.</returns>
    public async Task<IReadOnlyList<BatchAnswer>> RunAsync(IReadOnlyList<ReadyReferral> batch, Actor sender, Task before, CancellationToken stop)
    {
        while (true)
        {
            var references = batch.Select(_ => ReferralReference.Make()).ToArray();
            var (requests, taken) = await store.KnownAsync([.. batch.Select(ready => Mark(ready).Id)], references, stop);
            var known = new Dictionary<Guid, byte[]>(requests);
            var answers = new BatchAnswer[batch.Count];
            var fresh = new List<int>();
            for (var i = 0; i < batch.Count; i++)
            {
                answers[i] = Answer(known, Mark(batch[i]));
                if (answers[i] == BatchAnswer.Received) fresh.Add(i);
            }
            if (fresh.Count == 0)
            {
                await before;
                return answers;
            }

            await using var change = database.Begin(sender with { Areas = [.. fresh.Select(i => batch[i].Place.AreaCode).Distinct()] });
            foreach (var i in fresh) await intake.WriteAsync(change, batch[i], taken.Contains(references[i]) ? ReferralReference.Make() : references[i], stop);
            await before;
            var inTheWay = await change.TryCommitAsync(ReferralIntake.MayBeInTheWay, stop);
            if (inTheWay is null) return answers;
            // Two rows of one batch may want the same last place, or be of one person, which only a commit between them can tell.
            if (inTheWay is PartnerRoom.IsLeft or NewRecord.IsOfNobodyKnown) return await OneByOneAsync(batch, answers, sender, stop);
            // Another upload, or the batch before, has just sent one of these rows, or a reference was taken: look again.
        }
    }

    private async Task<IReadOnlyList<BatchAnswer>> OneByOneAsync(IReadOnlyList<ReadyReferral> batch, BatchAnswer[] answers, Actor sender, CancellationToken stop)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            if (answers[i] != BatchAnswer.Received) continue;
            var (_, refusal) = await intake.KeepAsync(batch[i], sender with { Areas = [batch[i].Place.AreaCode] }, stop);
            if (refusal is not null) answers[i] = BatchAnswer.UsedOtherwise;
        }
        return answers;
    }

    private static BatchAnswer Answer(Dictionary<Guid, byte[]> known, RequestMark mark)
    {
        if (known.TryAdd(mark.Id, mark.Sha256)) return BatchAnswer.Received;
        return known[mark.Id].AsSpan().SequenceEqual(mark.Sha256) ? BatchAnswer.Repeated : BatchAnswer.UsedOtherwise;
    }

    private static RequestMark Mark(ReadyReferral ready) => ready.Arrival.Mark ?? throw new InvalidOperationException("A referral of a batch needs a mark.");
}
