-- What a host has no business doing to a table. Each module states it in its migrations; ./workwell database-check compares.
create table platform.denied (
  target text not null,
  privilege text not null check (privilege in ('insert', 'update', 'delete', 'truncate')),
  primary key (target, privilege));
revoke insert, update, delete, truncate on platform.denied from workwell_runtime;

create function platform.deny(target regclass, variadic privileges text[]) returns void language plpgsql
as $$
declare denied_one text;
begin
  foreach denied_one in array privileges loop
    execute format('revoke %s on %s from workwell_runtime', denied_one, target);
    insert into platform.denied (target, privilege) values (target::text, denied_one) on conflict do nothing;
  end loop;
end $$;
revoke execute on function platform.deny(regclass, text[]) from public, workwell_runtime;
revoke execute on function platform.guard_by_area(regclass) from public, workwell_runtime;
select platform.deny('platform.denied', 'insert', 'update', 'delete', 'truncate');
select platform.deny('platform.migration', 'insert', 'update', 'delete', 'truncate');
