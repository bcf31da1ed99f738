using WorkWell.Areas.Contracts;
using WorkWell.Areas.Sdk;
using WorkWell.Platform;
using WorkWell.Referrals.Contracts;

namespace WorkWell.Casework;

/// <summary>Opens the case of a referral that was taken on, once, whatever is told twice.</summary>
internal sealed class OpenCase(IAreaCatalogue catalogue)
{
    /// <summary>
    /// Opens a case, unless the area does not coach: a workforce programme finds work and training, and the national desk only finds the area.
    /// </summary>
    public void For(Change change, ReferralSummary summary, ReferralFacts facts)
    {
        if (summary.Area == Area.National) return;
        // An area that does not serve at the moment still has to look after whoever was accepted.
        var area = catalogue.Ready.GetValueOrDefault(summary.Area);
        if (area?.Programme is not null) return;

        var limit = area is null ? null : SupportLimit.Of(area.Settings, facts.Situation);
        var (priority, because) = QueuePriority.Of(summary, facts);
        change.Write(
            """
            insert into casework.coaching_case (
              area, id, referral_id, person_id, reference, state, state_since, state_by, priority, priority_because, opened_at, limit_count, limit_unit,
              limit_evidence, limit_source, ends_on, version)
            select $1, $2, $3, $4, $5, 'waiting', $6, $7, $8, $9, $6, $10, $11, $12, $13, $14, 1
            where not exists (select from casework.without_coaching w where w.area = $1 and w.referral_id = $3)
            on conflict (area, referral_id) do nothing
            """,
            summary.Area, Guid.CreateVersion7(change.At), summary.ReferralId, summary.PersonId, summary.Reference, change.At, change.Actor.Name,
            StoredKeys<CasePriority>.Of(priority), because.ToArray(), DbValue.Number(limit?.Count),
            DbValue.Text(limit is null ? null : StoredKeys<LimitUnit>.Of(limit.Unit)),
            DbValue.Text(limit is null ? null : StoredKeys<EvidenceLevel>.Of(limit.EvidenceLevel)), DbValue.Text(limit?.Source),
            DbValue.Day(limit?.EndsOn(LondonTime.DateOf(change.At))));
    }
}
