-- The field's own words (decision 0026). No host of an earlier release runs beside this one.
alter table follow_ups.step rename column anchor to trigger;

alter table follow_ups.due rename to follow_up;
alter table follow_ups.follow_up rename column anchored_on to triggered_on;
alter table follow_ups.follow_up rename column occasion to offer_number;
alter table follow_ups.follow_up rename column number to repeat_number;
alter index follow_ups.due_pkey rename to follow_up_pkey;
alter index follow_ups.due_now rename to follow_up_due;
alter index follow_ups.due_set_aside rename to follow_up_dead_lettered;

alter table follow_ups.task rename column says to description;
select set_config('workwell.areas', '*', true);
update follow_ups.task set code = 'dead-lettered', key = replace(key, 'set-aside/', 'dead-lettered/') where code = 'set-aside';

create or replace function follow_ups.after_restore(taken_at timestamptz) returns text language plpgsql
as $$
declare held bigint;
begin
  update follow_ups.follow_up f set state = 5, reason = 'restored'
  from follow_ups.step s where s.id = f.step_id and s.message is not null and f.state = 0 and f.due_at <= now();
  get diagnostics held = row_count;
  return held || ' follow-ups were due since and may have been sent: retry or drop them (./workwell work).';
end $$;

-- The two daily jobs whose keys have changed.
delete from hangfire.hash where key in ('recurring-job:follow-ups.tell-about-set-aside', 'recurring-job:follow-ups.count-set-aside');
delete from hangfire.set where key = 'recurring-jobs' and value in ('follow-ups.tell-about-set-aside', 'follow-ups.count-set-aside');

update platform.denied set target = 'follow_ups.follow_up' where target = 'follow_ups.due';
