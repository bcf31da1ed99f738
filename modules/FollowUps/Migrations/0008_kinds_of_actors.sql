-- Operators see how much work waits and have failed work done again (decision 0031).
select platform.open_to('workwell_operator', 'follow_ups.follow_up', 'select (area, referral_id, step, due_at, done_at, state, reason)',
  'update (done_at, state, reason)');
select platform.open_to('workwell_operator', 'follow_ups.task', 'select (area, closed_at)');

-- Which outcomes of a trial are to be collected. Whoever collects them without knowing the arm sees no other follow-up: those of one arm would show it.
create function follow_ups.outcomes_due(area text, until timestamptz) returns table (referral_id uuid, step text, due_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select f.referral_id, f.step, f.due_at
  from follow_ups.follow_up f join follow_ups.step s on s.id = f.step_id
  where f.area = outcomes_due.area and s.trigger = 'allocated' and s.code like 'outcome-%' and s.task is not null and f.due_at <= outcomes_due.until
    and (f.state = 0 or exists (
      select from follow_ups.task t
      where t.area = f.area and t.referral_id = f.referral_id and t.code = f.step and t.closed_at is null))
  order by f.due_at, f.referral_id, f.step
$$;
revoke execute on function follow_ups.outcomes_due(text, timestamptz) from public;
grant usage on schema follow_ups to workwell_assessor;
grant execute on function follow_ups.outcomes_due(text, timestamptz) to workwell_assessor;
