-- After a restore to an older moment, messages of follow-ups that were due by now may have been sent since, under ids that no carrier can be asked about yet.
-- They wait for a person; those that only make a task for the team go on.
create function follow_ups.after_restore(taken_at timestamptz) returns text language plpgsql
as $$
declare held bigint;
begin
  update follow_ups.due d set state = 5, reason = 'restored'
  from follow_ups.step s where s.id = d.step_id and s.message is not null and d.state = 0 and d.due_at <= now();
  get diagnostics held = row_count;
  return held || ' follow-ups were due since and may have been sent: retry or drop them (./workwell work).';
end $$;
revoke execute on function follow_ups.after_restore(timestamptz) from public, workwell_runtime;
