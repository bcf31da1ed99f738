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

    public static async Task<IReadOnlyList<LikelyDuplicate>> CompareAsync(
        Change change, string area, NewPerson person, string? numberHash, CancellationToken cancellationToken)
    {
        var nameKey = NameKey.Of(person.GivenName, person.FamilyName);
        // Held until the newcomer is committed: another of the same keys looks only then, and finds this one.
        await change.ReadAsync(
            "select key from people.match_key where area = $1 and key = any ($2) order by key for update",
            [area, MatchKeys.Of(numberHash, person.BornOn, nameKey).ToArray()], row => row.GetGuid(0), cancellationToken);
        // A record that a person settled to be of somebody else than the one with this very NHS number holds nobody up again.
        return await change.ReadAsync(
            """
            with match as (
              select id, coalesce(human_id, id) as human, 'same-nhs-number' as because from people.person where area = $1 and nhs_number = $2
              union select id, coalesce(human_id, id), case when lower(given_name) = lower($5) and lower(family_name) = lower($6)
                then 'same-name-and-birth-date' else 'similar-name-and-birth-date' end
              from people.person where area = $1 and born_on = $3 and name_key = $4),
            found as (
              select human, because from match
              union select m.human, 'same-address' from match m join people.person o on o.id = m.id
                where people.address_key_of(o.address_lines, o.postcode) = people.address_key_of($7, $8)
              union select m.human, 'different-nhs-numbers' from match m join people.person o on o.id = m.id
                where o.nhs_number_is_valid and o.nhs_number <> $9),
            human as (select human, array_agg(because order by because) as because from found group by human)
            select other.id, h.because
            from human h
            join people.person other on other.id = h.human or other.human_id = h.human
            where 'same-nhs-number' = any (h.because) or not exists (
              select from human known
              join people.person k on k.id = known.human or k.human_id = known.human
              join people.person o on o.id = h.human or o.human_id = h.human
              cross join lateral (
                select d.is_same from people.duplicate_decision d
                where d.area = $1 and d.person_id = least(k.id, o.id) and d.other_id = greatest(k.id, o.id) order by d.number desc limit 1) newest
              where 'same-nhs-number' = any (known.because) and not newest.is_same)
            """,
            [area, DbValue.Text(numberHash), DbValue.Day(person.BornOn), nameKey, person.GivenName, person.FamilyName, person.AddressLines.ToArray(),
            DbValue.Text(person.Postcode), DbValue.Text(NhsNumber.Read(person.NhsNumber) is { IsValid: true } ? numberHash : null)],
            row => new LikelyDuplicate(row.GetGuid(0), row.GetFieldValue<string[]>(1), null), cancellationToken);
    }

    public static async Task<PersonIdentity> IdentityAsync(Change change, Guid person, CancellationToken cancellationToken) =>
        new(person, await change.ReadAsync(
        """
        with me as (select area, coalesce(human_id, id) as human from people.person where id = $1),
        mine as materialized (
          select id, area, nhs_number, nhs_number_is_valid, born_on, given_name, family_name, name_key, phone, email_key,
            people.address_key_of(address_lines, postcode) as address
          from people.person where id in (select people.records_of($1))),
        match as (
          select coalesce(o.human_id, o.id) as human, 'same-nhs-number' as because from mine m join people.person o on o.area = m.area
            and o.nhs_number = m.nhs_number
          union select coalesce(o.human_id, o.id), case when lower(o.given_name) = lower(m.given_name) and lower(o.family_name) = lower(m.family_name)
            then 'same-name-and-birth-date' else 'similar-name-and-birth-date' end
          from mine m join people.person o on o.area = m.area and o.born_on = m.born_on and o.name_key = m.name_key
          union select coalesce(o.human_id, o.id), 'same-phone' from mine m join people.person o on o.area = m.area and o.phone = m.phone
          union select coalesce(o.human_id, o.id), 'same-email' from mine m join people.person o on o.area = m.area and o.email_key = m.email_key
          union select human, null from me),
        found as (
          select human, because from match
          union select f.human, 'same-address' from match f join people.person o on o.id = f.human or o.human_id = f.human
            join mine m on m.id <> o.id and m.address = people.address_key_of(o.address_lines, o.postcode)
          union select f.human, 'different-nhs-numbers' from match f join people.person o on o.id = f.human or o.human_id = f.human
            join mine m on m.nhs_number_is_valid and o.nhs_number_is_valid and m.nhs_number <> o.nhs_number),
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
            update people.person p set
              never_call = (select bool_or(o.never_call) from people.person o where o.id = any ($1)),
              is_in_danger = (select bool_or(o.is_in_danger) from people.person o where o.id = any ($1)),
              stopped_channels = array(
              select unnest(p.stopped_channels)
              union select channel from people.person o cross join unnest(o.stopped_channels) channel
              where o.id = any ($1) and not exists (
                select from people.contact_change c where c.area = o.area and c.person_id = o.id and c.what = 'stopped-' || channel and c.reason <> 'asked'))
            where p.id = any ($1)
            """,
            records.ToArray());
    }
}
