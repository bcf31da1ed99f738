-- Approvers of words hold their role for one language.
alter table access.membership add column language text;
drop index access.membership_is_given_once;
create unique index membership_is_given_once on access.membership (area, account_id, role, coalesce(language, '')) where state <> 'ended';

-- A role may be taken away while a request of its holder is under way: they wait for each other here, as those do who end roles.
create function access.still_administers(area text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare who text := current_setting('workwell.actor');
begin
  perform pg_advisory_xact_lock(hashtextextended('access.membership ' || area, 0));
  if who like 'staff:%' and not exists (
    select from access.membership m join access.account a on a.id = m.account_id
    where m.area = still_administers.area and m.role = 'area-administrator' and m.state = 'given' and a.state = 'active'
      and 'staff:' || m.account_id::text = who) then
    raise exception 'Whoever does it is no longer an administrator.' using errcode = 'insufficient_privilege';
  end if;
end $$;
revoke execute on function access.still_administers(text) from public, workwell_runtime;

create or replace function access.confirm_role(id uuid, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare who text := current_setting('workwell.actor'); held record;
begin
  select * into held from access.membership m where m.id = confirm_role.id and m.state = 'proposed';
  if not found then return false; end if;
  perform access.still_administers(held.area);
  select * into held from access.membership m where m.id = confirm_role.id and m.state = 'proposed' for update;
  if not found then return false; end if;
  if who = held.given_by or who = 'staff:' || held.account_id::text then
    raise exception 'The role needs a second administrator.' using errcode = 'insufficient_privilege';
  end if;
  update access.membership m set state = 'given', confirmed_by = who, confirmed_at = confirm_role.at where m.id = confirm_role.id;
  perform access.note_staff(at, held.area, 'access.role-confirmed', held.account_id, jsonb_build_object('role', held.role));
  return true;
end $$;

-- Whoever assesses outcomes without knowing the arm holds no role beside it that shows one.
drop function access.give_role(uuid, uuid, text, text, text, boolean, timestamptz);
create function access.give_role(
  id uuid, account_id uuid, area text, role text, organisation text, language text, waits boolean, at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who text := current_setting('workwell.actor');
  shows_arms text[] := array['coach', 'team-lead', 'trial-manager', 'partner-worker'];
begin
  if who = 'staff:' || account_id::text then
    raise exception 'Nobody gives a role to themselves.' using errcode = 'insufficient_privilege';
  end if;
  perform access.still_administers(area);
  perform from access.account a where a.id = give_role.account_id for update;
  if exists (
    select from access.membership m where m.area = give_role.area and m.account_id = give_role.account_id and m.state <> 'ended'
      and (give_role.role = 'outcome-assessor' and m.role = any (shows_arms) or m.role = 'outcome-assessor' and give_role.role = any (shows_arms))) then
    raise exception 'Whoever assesses outcomes sees no arm.' using errcode = 'insufficient_privilege';
  end if;
  insert into access.membership (id, account_id, area, role, organisation, language, state, given_by, given_at)
  values (id, account_id, area, role, organisation, language,
    case when who like 'staff:%' and (waits or role in ('area-administrator', 'operator')) then 'proposed' else 'given' end, who, at);
  perform access.note_staff(at, area, 'access.role-given', account_id, jsonb_strip_nulls(
    jsonb_build_object('role', role, 'organisation', organisation, 'language', language)));
end $$;

-- What the kinds of actors may do (decision 0031). Each writes what it does into the audit trail, and reads none of it.
select platform.open_to(role, 'access.audit_entry', 'insert')
from unnest(array['workwell_office', 'workwell_assessor', 'workwell_commissioner', 'workwell_operator', 'workwell_break_glass']::name[]) as of (role);
select platform.open_to('workwell_office', 'access.membership', 'select');
select platform.open_to('workwell_office', 'access.account', 'select (id, email, name, state, last_sign_in_at)');
select platform.open_to('workwell_office', 'access.staff_session', 'select (id, account_id, ended_at)', 'update (ended_at)');

-- Functions that run as the owner are open to hosts, and of the other kinds to those that need them.
revoke execute on all functions in schema access from public;
grant execute on function access.invite(uuid, text, text, text, text, bytea, timestamptz, timestamptz, text) to workwell_office;
grant execute on function access.give_role(uuid, uuid, text, text, text, text, boolean, timestamptz) to workwell_office;
grant execute on function access.confirm_role(uuid, timestamptz) to workwell_office;
grant execute on function access.end_role(uuid, timestamptz) to workwell_office;
grant execute on function access.set_account_state(uuid, text, text, timestamptz) to workwell_office;
grant execute on function access.make_key(uuid, text, bytea, text[], text[], text, timestamptz, timestamptz) to workwell_office;
grant execute on function access.revoke_key(text, timestamptz) to workwell_office;
