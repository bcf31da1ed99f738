-- Whether whoever acts in this transaction may see a row of this area. Nobody named means nothing seen.
create function platform.may_see(area text) returns boolean language sql stable parallel safe
as $$ select current_setting('workwell.areas', true) = '*' or area = any (string_to_array(current_setting('workwell.areas', true), ',')) $$;

-- Every table that holds facts about people calls this once: rows are seen and written only in the areas of whoever acts, below the application.
create function platform.guard_by_area(target regclass) returns void language plpgsql
as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy by_area on %s using (platform.may_see(area)) with check (platform.may_see(area))', target);
end $$;
