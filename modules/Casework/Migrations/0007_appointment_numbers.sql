-- Each appointment of a case has a number, so that what is planned for one is told from what is planned for another. One that was moved and the one that
-- took its place are one entry of a calendar: they share its id, and each move raises its sequence.
alter table casework.appointment add column number smallint;
alter table casework.appointment add column calendar_id uuid;
alter table casework.appointment add column sequence integer not null default 0;

select set_config('workwell.areas', '*', true);
with recursive chain as (
  select area, id, moved_to, id as calendar_id, 0 as sequence
  from casework.appointment a
  where not exists (select from casework.appointment before where before.area = a.area and before.moved_to = a.id)
  union all
  select a.area, a.id, a.moved_to, c.calendar_id, c.sequence + 1
  from chain c join casework.appointment a on a.area = c.area and a.id = c.moved_to)
update casework.appointment a set calendar_id = c.calendar_id, sequence = c.sequence from chain c where c.area = a.area and c.id = a.id;
update casework.appointment a set number = n.number
from (select area, id, row_number() over (partition by area, case_id order by booked_at, id) as number from casework.appointment) n
where n.area = a.area and n.id = a.id;

alter table casework.appointment alter column number set not null;
alter table casework.appointment alter column calendar_id set not null;
alter table casework.appointment add constraint appointment_number unique (area, case_id, number);

-- A host of the release before names neither column.
create function casework.number_appointment() returns trigger language plpgsql as $$
begin
  new.number := coalesce(new.number, (select 1 + coalesce(max(a.number), 0) from casework.appointment a where a.area = new.area and a.case_id = new.case_id));
  new.calendar_id := coalesce(new.calendar_id, new.id);
  return new;
end $$;
create trigger appointment_has_a_number before insert on casework.appointment for each row execute function casework.number_appointment();
