-- The field's own words (decision 0026). No host of an earlier release runs beside this one.
alter table access.service_key rename column made_at to created_at;

drop function access.make_key(uuid, text, bytea, text[], text[], text, timestamptz, timestamptz);
drop function access.note_key(timestamptz, text[], text, uuid, jsonb);

create function access.note_key(at timestamptz, areas text[], action text, subject uuid, details jsonb) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  insert into access.audit_entry (area, at, actor, purpose, action, subject, details)
  select case area when '*' then 'national' else area end, note_key.at, current_setting('workwell.actor'), current_setting('workwell.purpose'), action,
    subject, details
  from unnest(areas) as of (area)
$$;
revoke execute on function access.note_key(timestamptz, text[], text, uuid, jsonb) from public, workwell_runtime;

create function access.make_key(
  id uuid, name text, secret_sha256 bytea, areas text[], permissions text[], organisation text, created_at timestamptz, expires_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if expires_at > created_at + interval '366 days' or length(secret_sha256) <> 32 then
    raise exception 'A key lasts a year at most, and its hash has 32 bytes.' using errcode = 'check_violation';
  end if;
  insert into access.service_key (id, name, secret_sha256, areas, permissions, organisation, created_at, expires_at)
  values (id, name, secret_sha256, areas, permissions, organisation, created_at, expires_at);
  perform access.note_key(created_at, areas, 'access.key-made', id, jsonb_build_object('key', name, 'permissions', permissions, 'organisation', organisation,
    'expires', to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD')));
end $$;
