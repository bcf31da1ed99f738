-- What the wall by area asks is asked once for each statement, as (select ...), and no longer for each row. What is written is still checked row by row.
create function platform.areas() returns text[] language sql stable parallel safe
as $$ select string_to_array(current_setting('workwell.areas', true), ',') $$;
create function platform.sees_every_area() returns boolean language sql stable parallel safe
as $$ select current_setting('workwell.areas', true) = '*' $$;

create or replace function platform.guard_by_area(target regclass) returns void language plpgsql
as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy by_area on %s using (area = any ((select platform.areas())::text[]) or (select platform.sees_every_area())) '
    'with check (platform.may_see(area))', target);
end $$;

do $$
declare guarded regclass;
begin
  for guarded in select polrelid::regclass from pg_policy where polname = 'by_area' loop
    execute format(
      'alter policy by_area on %s using (area = any ((select platform.areas())::text[]) or (select platform.sees_every_area()))', guarded);
  end loop;
end $$;
