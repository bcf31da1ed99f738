select platform.deny('access.audit_entry', 'update', 'delete', 'truncate');

-- A partner's key sees and answers the referrals offered to that organisation, and no others.
alter table access.service_key
  add column organisation text,
  add column last_used_at timestamptz,
  add constraint service_key_of_a_partner_is_for_one_area check (organisation is null or (cardinality(areas) = 1 and areas[1] <> '*'));

-- Keys are written by these functions alone, so that none is made, ended or lengthened without a trace.
select platform.deny('access.service_key', 'insert', 'update', 'delete', 'truncate');

-- The guard of rows lets only rows of the areas of whoever acts be written, and a key may be for several or for all.
create function access.note_key(made_at timestamptz, areas text[], action text, subject uuid, details jsonb) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  insert into access.audit_entry (area, at, actor, purpose, action, subject, details)
  select case area when '*' then 'national' else area end, made_at, current_setting('workwell.actor'), current_setting('workwell.purpose'), action, subject,
    details
  from unnest(areas) as of (area)
$$;
revoke execute on function access.note_key(timestamptz, text[], text, uuid, jsonb) from public, workwell_runtime;

create function access.make_key(
  id uuid, name text, secret_sha256 bytea, areas text[], permissions text[], organisation text, made_at timestamptz, expires_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if expires_at > made_at + interval '366 days' or length(secret_sha256) <> 32 then
    raise exception 'A key lasts a year at most, and its hash has 32 bytes.' using errcode = 'check_violation';
  end if;
  insert into access.service_key (id, name, secret_sha256, areas, permissions, organisation, made_at, expires_at)
  values (id, name, secret_sha256, areas, permissions, organisation, made_at, expires_at);
  perform access.note_key(made_at, areas, 'access.key-made', id, jsonb_build_object('key', name, 'permissions', permissions, 'organisation', organisation,
    'expires', to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD')));
end $$;

create function access.revoke_key(name text, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare ended record;
begin
  update access.service_key k set revoked_at = revoke_key.at where k.name = revoke_key.name and k.revoked_at is null returning k.id, k.areas into ended;
  if not found then return false; end if;
  perform access.note_key(at, ended.areas, 'access.key-revoked', ended.id, jsonb_build_object('key', name));
  return true;
end $$;

-- At most once an hour for each key, so that a busy one is not rewritten with every call.
create function access.use_key(id uuid, at timestamptz) returns void language sql security definer set search_path = pg_catalog, pg_temp
as $$
  update access.service_key k set last_used_at = use_key.at
  where k.id = use_key.id and (k.last_used_at is null or k.last_used_at < use_key.at - interval '1 hour')
$$;
