using WorkWell.Partners.Contracts;
using WorkWell.Platform;

namespace WorkWell.Partners;

/// <summary>Counts the recorded gaps in provision.</summary>
internal sealed class UnmetNeeds(Database database) : IUnmetNeeds
{
    public async Task<IReadOnlyList<UnmetNeedCount>> CountAsync(Actor actor, DateOnly from, DateOnly until, CancellationToken cancellationToken)
    {
        // A line without a reason is the total for its area and need. Reasons overlap, so their counts do not add up to it.
        var lines = await database.ReadAsync(
            actor,
            """
            select unmet_need.area, need, reason, count(distinct unmet_need.referral)::int
            from partners.unmet_need
              cross join lateral unnest(case when cardinality(unmet_need.needs) = 0 then array[$3] else unmet_need.needs end) as need
              cross join lateral unnest(case when cardinality(unmet_need.reasons) = 0 then array['nobody-fits'] else unmet_need.reasons end) as reason
            where unmet_need.recorded_at >= $1 and unmet_need.recorded_at < $2
            group by grouping sets ((unmet_need.area, need), (unmet_need.area, need, reason))
            """,
            [LondonTime.At(from, default), LondonTime.At(until.AddDays(1), default), UnmetNeedCount.NotStated],
            row => (Area: row.GetString(0), Need: row.GetString(1), Reason: row.IsDBNull(2) ? null : row.GetString(2), Referrals: row.GetInt32(3)),
            cancellationToken);
        return
        [
            .. lines.GroupBy(line => (line.Area, line.Need))
                .Select(group => new UnmetNeedCount(group.Key.Area, group.Key.Need, group.Single(line => line.Reason is null).Referrals)
                {
                    ByReason = group.Where(line => line.Reason is not null).ToDictionary(line => line.Reason!, line => line.Referrals),
                })
                .OrderBy(gap => gap.Area, StringComparer.Ordinal).ThenByDescending(gap => gap.Referrals).ThenBy(gap => gap.Need, StringComparer.Ordinal),
        ];
    }
}
