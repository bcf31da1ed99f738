-- Whoever collects outcomes knows a person's reference. Service and organisation would show the arm (decision 0031).
select platform.open_to('workwell_assessor', 'referrals.referral', 'select (id, area, reference)');

-- Numbers of an area's complete months. They are all that a commissioner reads: no row about a person is theirs.
create function referrals.counts_by_month(area text, before date) returns table (month date, kind text, key text, number bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with received as (
    select date_trunc('month', r.received_at at time zone 'Europe/London')::date as month, r.referral_source, r.outcome, r.facts
    from referrals.referral r
    where r.area = counts_by_month.area and r.received_at < counts_by_month.before::timestamp at time zone 'Europe/London'
      and r.received_at >= (counts_by_month.before - interval '12 months') at time zone 'Europe/London')
  select r.month, 'source', r.referral_source, count(*) from received r group by r.month, r.referral_source
  union all
  select r.month, 'decision', r.outcome, count(*) from received r group by r.month, r.outcome
  union all
  select r.month, 'barrier', need, count(*) from received r, jsonb_array_elements_text(r.facts -> 'needs') need group by r.month, need
$$;
revoke execute on function referrals.counts_by_month(text, date) from public;
grant usage on schema referrals to workwell_commissioner;
grant execute on function referrals.counts_by_month(text, date) to workwell_commissioner;
