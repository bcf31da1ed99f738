using WorkWell.Areas.Sdk;
using WorkWell.Partners.Contracts;
using WorkWell.Platform;

namespace WorkWell.Partners;

/// <summary>The partners as they stand: the file, the pauses of administrators, and who holds whom.</summary>
internal sealed class PartnerDirectory(PartnerFiles files, Pauses pauses, Database database, TimeProvider clock) : IPartnerDirectory
{
    private static readonly Actor Reader = Actor.Job("partners.room");

    public async ValueTask<IReadOnlyList<PartnerService>> ServicesAsync(string area, CancellationToken stop)
    {
        var partners = files.Of(area);
        if (partners.Services.Count == 0) return [];
        var paused = await pauses.AllAsync(stop);
        // Only a stated capacity costs a read, and that read is never a remembered one: a host that was refused the last place has to see that it has gone.
        var open = partners.AnyCapacity ? await OpenAsync(area, stop) : null;
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

    public void Hold(Change change, string area, string service, Guid referral)
    {
        if (files.Of(area).Find(service)?.Capacity is { } capacity)
        {
            // The count is taken once, when a capacity is first stated; from then on the number moves with each hold and release.
            change.Write(
                """
                with held as (insert into partners.hold (area, referral, service, held_at) values ($1, $2, $3, $4) returning area, service)
                insert into partners.room as room (area, service, capacity, open)
                select held.area, held.service, $5, 1 + (select count(*) from partners.hold where hold.area = $1 and hold.service = $3) from held
                on conflict (area, service) do update set open = room.open + 1, capacity = excluded.capacity
                """,
                area, referral, service, change.At, capacity);
            return;
        }
        change.Write(
            """
            with held as (insert into partners.hold (area, referral, service, held_at) values ($1, $2, $3, $4) returning area, service)
            update partners.room set open = room.open + 1, capacity = null from held where room.area = held.area and room.service = held.service
            """,
            area, referral, service, change.At);
    }

    public void Release(Change change, Guid referral) => change.Write(
        """
        with gone as (delete from partners.hold where referral = $1 returning area, service)
        update partners.room set open = room.open - 1 from gone where room.area = gone.area and room.service = gone.service
        """,
        referral);

    public void RecordGap(Change change, string area, Guid referral, ReferralFacts facts, IReadOnlyList<Reason> reasons) => change.Write(
        """
        insert into partners.gap (area, referral, recorded_at, needs, reasons, authority, network, language, meeting_ways, looking_for)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing
        """,
        area, referral, change.At, facts.Needs.Distinct().ToArray(), reasons.Select(reason => reason.Code).Distinct().ToArray(), Maybe.Text(facts.Home.AuthorityCode),
        Maybe.Text(facts.Practice.NetworkCode ?? facts.Home.NetworkCode), facts.Language, facts.MeetingWays.ToArray(), Maybe.Text(facts.LookingFor));

    // Where a capacity was stated only now, nobody has counted yet: the holds say it.
    private async Task<Dictionary<string, int>> OpenAsync(string area, CancellationToken stop)
    {
        var rows = await database.ReadAsync(
            Reader,
            """
            select service, open from partners.room where area = $1
            union all
            select service, count(*)::int from partners.hold
            where area = $1 and not exists (select from partners.room where room.area = $1 and room.service = hold.service) group by service
            """,
            [area],
            row => (Service: row.GetString(0), Open: row.GetInt32(1)),
            stop);
        return rows.ToDictionary(row => row.Service, row => row.Open);
    }
}
