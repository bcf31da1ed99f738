using WorkWell.Areas.Sdk;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;

namespace WorkWell.Partners;

/// <summary>The partners with their current status: the file, administrators' pauses and reservations.</summary>
internal sealed class PartnerDirectory(PartnerFiles files, Pauses pauses, Database database, TimeProvider clock) : IPartnerDirectory
{
    private static readonly Actor Reader = Actor.Job("partners.capacity");

    public async ValueTask<IReadOnlyList<PartnerService>> ServicesAsync(string area, CancellationToken cancellationToken)
    {
        var partners = files.Of(area);
        if (partners.Services.Count == 0) return [];
        var paused = await pauses.AllAsync(cancellationToken);
        // Only a stated capacity needs a read, and never a cached one: a host that was refused the last place must see that it has gone.
        var open = partners.AnyCapacity ? await OpenAsync(area, cancellationToken) : null;
        var today = LondonTime.DateOf(clock.GetUtcNow());
        return [.. partners.Services.Select(AsItStands)];

        PartnerService AsItStands(FiledService filed)
        {
            var isPaused = filed.IsPausedOn(today) || (paused.TryGetValue((area, filed.Service.Code), out var until) && !(until < today));
            var held = filed.Service.Capacity is null ? 0 : open!.GetValueOrDefault(filed.Service.Code);
            return isPaused == filed.Service.IsPaused && held == 0 ? filed.Service : filed.Service with { IsPaused = isPaused, Open = held };
        }
    }

    public IReadOnlyList<PartnerOrganisation> Organisations(string area) => files.Of(area).Organisations;

    public void Reserve(Change change, string area, string service, Guid referral)
    {
        if (files.Of(area).Find(service)?.Capacity is { } capacity)
        {
            // Counts once, when a capacity is first stated; each reservation and release then updates the number. Services are locked in order, so hosts that
            // reserve at several services cannot deadlock.
            change.WriteRow(
                """
                with given as materialized (select * from unnest($1, $2, $3, $4, $5) as g (area, referral, service, reserved_at, capacity)),
                held as (insert into partners.reservation (area, referral, service, reserved_at) select area, referral, service, reserved_at from given)
                insert into partners.service_capacity as c (area, service, capacity, open)
                select g.area, g.service, max(g.capacity), count(*) + (select count(*)
                  from partners.reservation h where h.area = g.area and h.service = g.service)
                from given g group by g.area, g.service order by g.area, g.service
                on conflict (area, service) do update set
                  open = c.open + (select count(*) from given g where g.area = excluded.area and g.service = excluded.service), capacity = excluded.capacity
                """,
                area, referral, service, change.At, capacity);
            return;
        }
        change.WriteRow(
            """
            with given as materialized (select * from unnest($1, $2, $3, $4) as g (area, referral, service, reserved_at)),
            held as (insert into partners.reservation (area, referral, service, reserved_at) select area, referral, service, reserved_at from given)
            update partners.service_capacity c set open = c.open + g.many, capacity = null
            from (select area, service, count(*) as many from given group by area, service) g where c.area = g.area and c.service = g.service
            """,
            area, referral, service, change.At);
    }

    public void Release(Change change, Guid referral) => change.Write(
        """
        with gone as (delete from partners.reservation where referral = $1 returning area, service)
        update partners.service_capacity c set open = c.open - 1 from gone where c.area = gone.area and c.service = gone.service
        """,
        referral);

    public void RecordGap(Change change, string area, Guid referral, ReferralFacts facts, IReadOnlyList<Reason> reasons) => change.WriteRow(
        """
        insert into partners.unmet_need (area, referral, recorded_at, needs, reasons, authority, network, language, meeting_ways, looking_for)
        select r.area, r.referral, r.recorded_at, r.needs::text[], r.reasons::text[], r.authority, r.network, r.language, r.meeting_ways::text[], r.looking_for
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
          as r (area, referral, recorded_at, needs, reasons, authority, network, language, meeting_ways, looking_for)
        on conflict do nothing
        """,
        area, referral, change.At, TextList.Of(facts.Needs.Distinct()), TextList.Of(reasons.Select(reason => reason.Code).Distinct()),
        DbValue.Text(facts.Home.AuthorityCode),
        DbValue.Text(facts.Practice.NetworkCode ?? facts.Home.NetworkCode), facts.Language, TextList.Of(facts.MeetingWays), DbValue.Text(facts.LookingFor));

    // For a capacity stated since, there is no counter yet: count the reservations.
    private async Task<Dictionary<string, int>> OpenAsync(string area, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            Reader,
            """
            select service, open from partners.service_capacity where area = $1
            union all
            select service, count(*)::int from partners.reservation r
            where area = $1 and not exists (select from partners.service_capacity c where c.area = $1 and c.service = r.service) group by service
            """,
            [area],
            row => (Service: row.GetString(0), Open: row.GetInt32(1)),
            cancellationToken);
        return rows.ToDictionary(row => row.Service, row => row.Open);
    }
}
