-- People who work in the service. The framework's identity keeps its facts here; who may do what stands in membership.
create table access.account (
  id uuid primary key,
  email text not null,
  email_key text not null unique,
  name text not null,
  state text not null check (state in ('invited', 'active', 'suspended', 'left')),
  invited_by text not null,
  created_at timestamptz not null,
  activated_at timestamptz,
  last_sign_in_at timestamptz,
  password_hash text,
  security_stamp text not null,
  authenticator_key text,
  last_code_step bigint
);

-- A role in an area. An administrator's counts once a second administrator has confirmed it.
create table access.membership (
  id uuid primary key,
  account_id uuid not null references access.account (id),
  area text not null,
  role text not null,
  organisation text,
  state text not null check (state in ('proposed', 'given', 'ended')),
  given_by text not null,
  given_at timestamptz not null,
  confirmed_by text,
  confirmed_at timestamptz,
  ended_by text,
  ended_at timestamptz
);
create unique index membership_is_given_once on access.membership (area, account_id, role) where state <> 'ended';
create index membership_by_area on access.membership (area) where state <> 'ended';
select platform.guard_by_area('access.membership');

-- Only the hash of a link is kept. A new one ends the older.
create table access.invitation (
  secret_sha256 bytea primary key,
  account_id uuid not null references access.account (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index invitation_by_account on access.invitation (account_id);

create table access.passkey (
  credential_id bytea primary key,
  account_id uuid not null references access.account (id),
  name text not null,
  public_key bytea not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  sign_count bigint not null,
  transports text[] not null,
  is_user_verified boolean not null,
  is_backup_eligible boolean not null,
  is_backed_up boolean not null,
  attestation bytea not null,
  client_data bytea not null
);
create index passkey_by_account on access.passkey (account_id);

create table access.recovery_code (
  account_id uuid not null references access.account (id),
  number smallint not null,
  code_hash text not null,
  used_at timestamptz,
  primary key (account_id, number)
);

-- Where somebody is signed in. Only the hash of what the cookie holds is kept.
create table access.staff_session (
  id uuid primary key,
  secret_sha256 bytea not null unique,
  account_id uuid not null references access.account (id),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  confirmed_at timestamptz not null,
  device text not null,
  ended_at timestamptz
);
create index staff_session_by_account on access.staff_session (account_id) where ended_at is null;

-- How often somebody guessed, by the hash of the e-mail address and of the device. Accounts that do not exist are counted too.
create table access.sign_in_failure (
  bucket bytea not null,
  at timestamptz not null
);
create index sign_in_failure_by_bucket on access.sign_in_failure (bucket, at);

-- Who works here and what they may do is written by these functions alone, so that nobody is let in without a trace.
select platform.deny('access.account', 'insert', 'update', 'delete', 'truncate');
select platform.deny('access.membership', 'insert', 'update', 'delete', 'truncate');
select platform.deny('access.invitation', 'insert', 'update', 'delete', 'truncate');
select platform.deny('access.staff_session', 'delete', 'truncate');
select platform.deny('access.sign_in_failure', 'update', 'truncate');
select platform.deny('access.passkey', 'truncate');
select platform.deny('access.recovery_code', 'truncate');
grant update (password_hash, security_stamp, authenticator_key, last_code_step, last_sign_in_at) on access.account to workwell_runtime;

create function access.note_staff(at timestamptz, area text, action text, subject uuid, details jsonb) returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  insert into access.audit_entry (area, at, actor, purpose, action, subject, details)
  values (note_staff.area, note_staff.at, current_setting('workwell.actor'), current_setting('workwell.purpose'), action, subject, details)
$$;
revoke execute on function access.note_staff(timestamptz, text, text, uuid, jsonb) from public, workwell_runtime;

-- Invites somebody, or invites them again: the older link ends. Returns the account, which may be an older one of the same address.
create function access.invite(
  id uuid, email text, email_key text, name text, security_stamp text, secret_sha256 bytea, expires_at timestamptz, at timestamptz, area text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare found_id uuid; found_state text;
begin
  if expires_at > at + interval '14 days' or length(secret_sha256) <> 32 then
    raise exception 'An invitation lasts 14 days at most, and its hash has 32 bytes.' using errcode = 'check_violation';
  end if;
  insert into access.account as a (id, email, email_key, name, state, invited_by, created_at, security_stamp)
  values (invite.id, invite.email, invite.email_key, invite.name, 'invited', current_setting('workwell.actor'), invite.at, invite.security_stamp)
  on conflict on constraint account_email_key_key do nothing;
  select a.id, a.state into found_id, found_state from access.account a where a.email_key = invite.email_key for update;
  if found_state = 'left' then
    update access.account a set state = 'invited', name = invite.name, password_hash = null, authenticator_key = null, last_code_step = null,
      security_stamp = invite.security_stamp where a.id = found_id;
    found_state := 'invited';
  end if;
  if found_state = 'invited' then
    delete from access.invitation i where i.account_id = found_id and i.used_at is null;
    insert into access.invitation (secret_sha256, account_id, created_at, expires_at)
    values (invite.secret_sha256, found_id, invite.at, invite.expires_at);
    perform access.note_staff(at, area, 'access.staff-invited', found_id, null);
  end if;
  return found_id;
end $$;

-- The person who was invited takes the account over. False where the link no longer counts.
create function access.accept_invitation(secret_sha256 bytea, at timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare found_id uuid;
begin
  update access.invitation i set used_at = accept_invitation.at
  where i.secret_sha256 = accept_invitation.secret_sha256 and i.used_at is null and i.expires_at > accept_invitation.at
  returning i.account_id into found_id;
  if not found then return null; end if;
  update access.account a set state = 'active', activated_at = accept_invitation.at
  where a.id = found_id and a.state = 'invited' and a.password_hash is not null;
  if not found then return null; end if;
  perform access.note_staff(at, 'national', 'access.staff-activated', found_id, null);
  return found_id;
end $$;

-- Gives a role. An administrator's waits for a second pair of eyes where somebody signed in gives it, not where the operator does at the command line.
create function access.give_role(id uuid, account_id uuid, area text, role text, organisation text, waits boolean, at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare who text := current_setting('workwell.actor');
begin
  if who = 'staff:' || account_id::text then
    raise exception 'Nobody gives a role to themselves.' using errcode = 'insufficient_privilege';
  end if;
  insert into access.membership (id, account_id, area, role, organisation, state, given_by, given_at)
  values (id, account_id, area, role, organisation,
    case when who like 'staff:%' and (waits or role in ('area-administrator', 'operator')) then 'proposed' else 'given' end, who, at);
  perform access.note_staff(at, area, 'access.role-given', account_id, jsonb_build_object('role', role, 'organisation', organisation));
end $$;

-- Confirms an administrator's role. False where there is none to confirm.
create function access.confirm_role(id uuid, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare who text := current_setting('workwell.actor'); held record;
begin
  select * into held from access.membership m where m.id = confirm_role.id and m.state = 'proposed' for update;
  if not found then return false; end if;
  if who = held.given_by or who = 'staff:' || held.account_id::text then
    raise exception 'The role needs a second administrator.' using errcode = 'insufficient_privilege';
  end if;
  update access.membership m set state = 'given', confirmed_by = who, confirmed_at = confirm_role.at where m.id = confirm_role.id;
  perform access.note_staff(at, held.area, 'access.role-confirmed', held.account_id, jsonb_build_object('role', held.role));
  return true;
end $$;

-- Ends a role. The last administrator of an area stays: two who remove each other wait for one another here.
create function access.end_role(id uuid, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare who text := current_setting('workwell.actor'); held record; others integer;
begin
  select * into held from access.membership m where m.id = end_role.id and m.state <> 'ended';
  if not found then return false; end if;
  perform pg_advisory_xact_lock(hashtextextended('access.membership ' || held.area, 0));
  select * into held from access.membership m where m.id = end_role.id and m.state <> 'ended' for update;
  if not found then return false; end if;
  if held.role = 'area-administrator' and held.state = 'given' then
    select count(*) into others from access.membership m join access.account a on a.id = m.account_id
    where m.area = held.area and m.role = held.role and m.state = 'given' and m.id <> held.id and a.state = 'active';
    if others = 0 then raise exception 'An area keeps one administrator.' using errcode = 'insufficient_privilege'; end if;
    if who like 'staff:%' and not exists (
      select from access.membership m join access.account a on a.id = m.account_id
      where m.area = held.area and m.role = held.role and m.state = 'given' and a.state = 'active' and 'staff:' || m.account_id::text = who) then
      raise exception 'Whoever ends it is no longer an administrator.' using errcode = 'insufficient_privilege';
    end if;
  end if;
  update access.membership m set state = 'ended', ended_by = who, ended_at = end_role.at where m.id = end_role.id;
  perform access.note_staff(at, held.area, 'access.role-ended', held.account_id, jsonb_build_object('role', held.role));
  return true;
end $$;

-- Suspends somebody, lets them in again or says that they have left; their sessions end with it. Nobody does it to themselves, or to an area's last
-- administrator.
create function access.set_account_state(account_id uuid, state text, area text, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare who text := current_setting('workwell.actor'); was text; areas text := current_setting('workwell.areas'); lonely text;
begin
  if who = 'staff:' || account_id::text then
    raise exception 'Nobody does this to themselves.' using errcode = 'insufficient_privilege';
  end if;
  if state not in ('active', 'suspended', 'left') then raise exception 'There is no state %.', state using errcode = 'check_violation'; end if;
  perform pg_advisory_xact_lock(hashtextextended('access.membership ' || area, 0));
  select a.state into was from access.account a where a.id = set_account_state.account_id for update;
  if not found or was = state or was = 'left' or (was = 'invited' and state <> 'left') then return false; end if;
  -- The rows of other areas count too: who works there as well is for them to say.
  perform set_config('workwell.areas', '*', true);
  if who like 'staff:%' and exists (select from access.membership m where m.account_id = set_account_state.account_id and m.state <> 'ended'
    and not (areas = '*' or m.area = any (string_to_array(areas, ',')))) then
    raise exception 'Works in another area too.' using errcode = 'insufficient_privilege';
  end if;
  if state <> 'active' then
    select m.area into lonely from access.membership m
    where m.account_id = set_account_state.account_id and m.state = 'given' and m.role = 'area-administrator' and not exists (
      select from access.membership o join access.account a on a.id = o.account_id
      where o.area = m.area and o.role = m.role and o.state = 'given' and o.account_id <> m.account_id and a.state = 'active') limit 1;
    if lonely is not null then raise exception 'An area keeps one administrator.' using errcode = 'insufficient_privilege'; end if;
  end if;
  update access.account a set state = set_account_state.state where a.id = set_account_state.account_id;
  if state <> 'active' then
    update access.staff_session s set ended_at = set_account_state.at where s.account_id = set_account_state.account_id and s.ended_at is null;
    delete from access.invitation i where i.account_id = set_account_state.account_id and i.used_at is null;
  end if;
  if state = 'left' then
    update access.membership m set state = 'ended', ended_by = who, ended_at = set_account_state.at
    where m.account_id = set_account_state.account_id and m.state <> 'ended';
  end if;
  perform access.note_staff(at, area, 'access.staff-' || state, account_id, null);
  perform set_config('workwell.areas', areas, true);
  return true;
end $$;
