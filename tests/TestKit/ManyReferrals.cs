namespace WorkWell.TestKit;

/// <summary>Multiplies stored referrals, so measurements use rows like real ones.</summary>
public static class ManyReferrals
{
    /// <summary>A statement that copies each stored referral and its person.</summary>
    /// <param name="times">The number of copies.</param>
    /// <returns>SQL to run as the owner.</returns>
    public static string CopyEach(int times) => $"""
        create temp table copy as select gen_random_uuid() as new_person, gen_random_uuid() as new_referral, r.id, r.person_id, n
          from referrals.referral r cross join lateral generate_series(1, {times}) n;
        insert into people.person (id, area, given_name, family_name, born_on, email, phone, address_lines, postcode, language, stopped_channels,
          needs_interpreter, formats, name_key, is_demonstration, registered_at)
        select c.new_person, p.area, p.given_name || c.n, p.family_name, date '1950-01-01' + c.n % 20000, c.n || p.email, '+447700' || c.n,
          p.address_lines, p.postcode, p.language, p.stopped_channels, p.needs_interpreter, p.formats, p.name_key || c.n, true, p.registered_at
          from copy c join people.person p on p.id = c.person_id;
        insert into referrals.referral (id, area, reference, person_id, referral_source, received_at, outcome, next_step, is_urgent, facts, decision,
          settings_revision, plugin_version, referrer, service, organisation, offer_number, is_demonstration)
        select c.new_referral, r.area, (select 'WW-' || left(l.letters, 4) || '-' || right(l.letters, 4) from (
            select string_agg(substr('23456789CDFHJKMNPQRTVWX', 1 + (c.place / (23 ^ digit)::bigint % 23)::int, 1),
              '' order by digit) as letters from generate_series(0, 7) digit) l),
          c.new_person, r.referral_source, r.received_at, r.outcome, r.next_step, r.is_urgent, r.facts, r.decision, r.settings_revision, r.plugin_version,
            r.referrer, r.service, r.organisation, r.offer_number, true
          from (select *, row_number() over () as place from copy) c join referrals.referral r on r.id = c.id;
        analyze;
        """;
}
