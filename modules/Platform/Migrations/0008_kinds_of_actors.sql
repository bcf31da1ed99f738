-- A role of the database for each kind of actor that has no business seeing people, or arms of a trial (decision 0031). It may do what a migration opens to it
-- and nothing else, so a new table is closed to all of them.
create table platform.opened (
  role name not null,
  target text not null,
  privilege text not null,
  primary key (role, target, privilege));
select platform.deny('platform.opened', 'insert', 'update', 'delete', 'truncate');

-- Privileges are 'select', 'insert', or those of single columns such as 'select (area, state)'.
create function platform.open_to(role name, target regclass, variadic privileges text[]) returns void language plpgsql
as $$
declare one text;
begin
  execute format('grant usage on schema %s to %I', (select relnamespace::regnamespace from pg_class where oid = target), role);
  foreach one in array privileges loop
    execute format('grant %s on %s to %I', one, target, role);
    insert into platform.opened (role, target, privilege) values (role, target::text, one) on conflict do nothing;
  end loop;
end $$;
revoke execute on function platform.open_to(name, regclass, text[]) from public, workwell_runtime;
