-- Whoever works for a partner organisation sees what is that organisation's own, whatever a query asks for. All others set no organisation.
create function platform.organisation() returns text language sql stable
as $$ select nullif(current_setting('workwell.organisation', true), '') $$;

-- A table of which organisations see no row.
create function platform.close_to_organisations(target regclass) returns void language plpgsql
as $$
begin
  execute format('create policy closed_to_organisations on %s as restrictive for select using ((select platform.organisation()) is null)', target);
end $$;
revoke execute on function platform.close_to_organisations(regclass) from public, workwell_runtime;
