using WorkWell.People.Contracts;
using WorkWell.Platform;

namespace WorkWell.People;

/// <summary>Which records look like one human being, and what people settled about that.</summary>
internal static class DuplicateRows
{
    /// <summary>Notes what a record can be known by. One that was not compared must be the first with each of its keys.</summary>
    public static void NoteKeys(Change change, string area, IReadOnlyList<Guid> keys, bool isCompared)
    {
        const string insert = "insert into people.match_key (area, key) select r.area, r.key from unnest($1, $2) as r (area, key)";
        foreach (var key in keys) change.WriteRow(isCompared ? insert + " on conflict do nothing" : insert, area, key);
    }

    public static async Task<IReadOnlyList<LikelyDuplicate>> CompareAsync(Change change, string area, NewPerson person, CancellationToken cancellationToken)
    {
        var nhs = NhsNumber.Read(person.NhsNumber);
        var nameKey = NameKey.Of(person.GivenName, person.FamilyName);
        // Held until the newcomer is committed: another of the same keys looks only then, and finds this one.
        await change.ReadAsync(
            "select key from people.match_key where area = $1 and key = any ($2) order by key for update",
            [area, MatchKeys.Of(nhs, person.BornOn, nameKey).ToArray()], row => row.GetGuid(0), cancellationToken);
        return await change.ReadAsync(
            """
            with found as (
              select coalesce(human_id, id) as human, 'same-nhs-number' as because from people.person where area = $1 and nhs_number = $2
              union select coalesce(human_id, id), 'same-name-and-birth-date' from people.person where area = $1 and born_on = $3 and name_key = $4)
            select other.id, f.because
            from (select human, array_agg(because order by because) as because from found group by human) f
            join people.person other on other.id = f.human or other.human_id = f.human
            """,
            [area, DbValue.Text(nhs?.ForMatching), DbValue.Day(person.BornOn), nameKey],
            row => new LikelyDuplicate(row.GetGuid(0), row.GetFieldValue<string[]>(1), null), cancellationToken);
    }

    public static async Task<PersonIdentity> IdentityAsync(Change change, Guid person, CancellationToken cancellationToken) =>
        new(person, await change.ReadAsync(
        """
        with me as (select area, coalesce(human_id, id) as human from people.person where id = $1),
        mine as materialized (select id, area, nhs_number, born_on, name_key, phone, email_key from people.person where id in (select people.records_of($1))),
        found as (
          select coalesce(o.human_id, o.id) as human, 'same-nhs-number' as because from mine m join people.person o on o.area = m.area
            and o.nhs_number = m.nhs_number
          where m.nhs_number !~ '^(.)\1*$'
          union select coalesce(o.human_id, o.id), 'same-name-and-birth-date' from mine m join people.person o on o.area = m.area and o.born_on = m.born_on
            and o.name_key = m.name_key
          union select coalesce(o.human_id, o.id), 'same-phone' from mine m join people.person o on o.area = m.area and o.phone = m.phone
          union select coalesce(o.human_id, o.id), 'same-email' from mine m join people.person o on o.area = m.area and o.email_key = m.email_key
          union select human, null from me),
        human as (select human, coalesce(array_agg(because order by because) filter (where because is not null), '{}') as because from found group by human)
        select o.id, h.because, h.human = me.human, exists (
          select from mine m join people.person t on t.id = h.human or t.human_id = h.human
          cross join lateral (
            select d.is_same from people.duplicate_decision d
            where d.area = m.area and d.person_id = least(m.id, t.id) and d.other_id = greatest(m.id, t.id) order by d.number desc limit 1) newest
          where not newest.is_same)
        from human h cross join me join people.person o on o.id = h.human or o.human_id = h.human
        where o.id <> $1
        order by o.id
        """,
        [person],
        row => new LikelyDuplicate(row.GetGuid(0), row.GetFieldValue<string[]>(1), row.GetBoolean(2) ? true : row.GetBoolean(3) ? false : null),
        cancellationToken));

    public static async Task<DuplicateSettlement> SettleAsync(
        Change change, string area, Guid person, Guid other, bool isSame, CancellationToken cancellationToken)
    {
        // One at a time in an area: two that reach on into each other would else each miss what the other makes one.
        await change.ReadAsync("select pg_advisory_xact_lock(hashtextextended('people.settle/' || $1, 0))", [area], _ => true, cancellationToken);
        var records = await change.ReadAsync(
            "select people.records_of($1) union select people.records_of($2)", [person, other], row => row.GetGuid(0), cancellationToken);
        var before = await change.ReadAsync(
            """
            select distinct on (person_id, other_id) person_id, other_id, is_same from people.duplicate_decision
            where area = $1 and person_id = any ($2) and other_id = any ($2) order by person_id, other_id, number desc
            """,
            [area, records.ToArray()], row => new SettledPair(row.GetGuid(0), row.GetGuid(1), row.GetBoolean(2)), cancellationToken);
        if (before.Any(pair => pair.IsOf(person, other) && pair.IsSame == isSame)) return new(false, []);

        var now = SamePeople.From(records, [.. before.Where(pair => !pair.IsOf(person, other)), new(person, other, isSame)]);
        if (now.Contradicted.Count > 0) return new(false, [.. now.Contradicted.Select(pair => (pair.One, pair.Other))]);
        Insert(change, area, person, other, isSame);
        foreach (var group in now.Groups) Group(change, group);
        return new(true, []);
    }

    private static void Insert(Change change, string area, Guid person, Guid other, bool isSame) => change.Write(
        """
        insert into people.duplicate_decision (area, person_id, other_id, is_same, decided_at, decided_by)
        values ($1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), $4, $5, $6)
        """,
        area, person, other, isSame, change.At, change.Actor.Name);

    // A channel stopped because an address is dead stays with that address.
    private static void Group(Change change, IReadOnlyList<Guid> records)
    {
        Guid? human = records.Count > 1 ? records.Min() : null;
        change.Write("update people.person set human_id = $2 where id = any ($1) and human_id is distinct from $2", records.ToArray(), DbValue.Id(human));
        if (human is null) return;
        change.Write(
            """
            update people.person p set stopped_channels = array(
              select unnest(p.stopped_channels)
              union select channel from people.person o cross join unnest(o.stopped_channels) channel
              where o.id = any ($1) and not exists (
                select from people.contact_change c where c.area = o.area and c.person_id = o.id and c.what = 'stopped-' || channel and c.reason <> 'asked'))
            where p.id = any ($1)
            """,
            records.ToArray());
    }
}
