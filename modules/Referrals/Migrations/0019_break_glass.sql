-- Somebody of another area's team opens one record, with a reason, because the person is at risk (decision 0032). What is open is decided by these rows: one
-- record, one session, an hour at most. They are written by the functions below alone, which check, and write the audit entry.
create table referrals.break_glass (
  area text not null,
  id uuid not null,
  referral_id uuid not null,
  person_id uuid not null,
  account_id uuid not null,
  session_id uuid not null,
  home_area text not null,                  -- where whoever opened it works
  reason text not null check (length(reason) between 20 and 2000),
  opened_at timestamptz not null,
  until timestamptz not null,
  ended_at timestamptz,
  reviewed_at timestamptz,
  reviewed_by text,
  review text,
  primary key (area, id),
  check (until <= opened_at + interval '60 minutes'),
  check (num_nulls(reviewed_at, reviewed_by, review) in (0, 3))
);
create unique index break_glass_by_id on referrals.break_glass (id);
create index break_glass_to_review on referrals.break_glass (area, opened_at) where reviewed_at is null;
create index break_glass_by_account on referrals.break_glass (account_id, opened_at);
select platform.guard_by_area('referrals.break_glass');
select platform.close_to_organisations('referrals.break_glass');
select platform.deny('referrals.break_glass', 'insert', 'update', 'delete', 'truncate');
create policy own_opening on referrals.break_glass for select
  using (id::text || '/' || session_id::text = current_setting('workwell.opened', true));

-- Opens a record of an area by its exact reference. No row where there is none. The same record is opened once by a session.
create function referrals.open_record(id uuid, area text, reference text, session uuid, home text, reason text)
returns table (opening uuid, referral_id uuid, is_new boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  reach text := current_setting('workwell.areas');
  account uuid := access.opener(open_record.session, open_record.home, open_record.area);
  record_found record;
begin
  -- The openings of every area count.
  perform set_config('workwell.areas', '*', true);
  select r.id, r.person_id into record_found from referrals.referral r where r.area = open_record.area and r.reference = open_record.reference;
  if found then
    select b.id into opening from referrals.break_glass b
    where b.account_id = account and b.session_id = open_record.session and b.referral_id = record_found.id and b.ended_at is null and b.until > now();
    is_new := opening is null;
    referral_id := record_found.id;
    if is_new then
      if (select count(*) from referrals.break_glass b where b.account_id = account and b.opened_at > now() - interval '24 hours') >= 5 then
        raise exception 'Five records in a day are enough.' using errcode = 'insufficient_privilege';
      end if;
      opening := open_record.id;
      insert into referrals.break_glass (area, id, referral_id, person_id, account_id, session_id, home_area, reason, opened_at, until)
      values (open_record.area, opening, record_found.id, record_found.person_id, account, open_record.session, open_record.home, open_record.reason, now(),
        now() + interval '60 minutes');
      perform access.note_staff(now(), open_record.area, 'referrals.record-opened', record_found.id,
        jsonb_build_object('opening', opening, 'from', open_record.home));
    end if;
    return next;
  end if;
  perform set_config('workwell.areas', reach, true);
end $$;

-- Whoever opened a record closes it before the hour is over.
create function referrals.close_record(id uuid, session uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  reach text := current_setting('workwell.areas');
  closed record;
begin
  perform set_config('workwell.areas', '*', true);
  update referrals.break_glass b set ended_at = now()
  where b.id = close_record.id and b.session_id = close_record.session and b.ended_at is null and b.until > now()
    and current_setting('workwell.actor') = 'staff:' || b.account_id::text
  returning b.area, b.referral_id into closed;
  if found then
    perform access.note_staff(now(), closed.area, 'referrals.record-closed', closed.referral_id, jsonb_build_object('opening', close_record.id));
  end if;
  perform set_config('workwell.areas', reach, true);
  return closed is not null;
end $$;

-- A team lead of the record's area reviews an opening, and nobody their own. It ends with that, if it has not ended before.
create function referrals.review_opening(id uuid, note text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who text := current_setting('workwell.actor');
  opened record;
begin
  select b.area, b.referral_id, b.account_id into opened from referrals.break_glass b
  where b.id = review_opening.id and b.reviewed_at is null and platform.may_see(b.area) for update;
  if not found then return null; end if;
  if who = 'staff:' || opened.account_id::text then
    raise exception 'Somebody else reviews it.' using errcode = 'insufficient_privilege';
  end if;
  if not access.leads_team(opened.area) then
    raise exception 'A team lead of the area reviews it.' using errcode = 'insufficient_privilege';
  end if;
  update referrals.break_glass b
  set reviewed_at = now(), reviewed_by = who, review = review_opening.note, ended_at = coalesce(b.ended_at, least(now(), b.until))
  where b.id = review_opening.id;
  perform access.note_staff(now(), opened.area, 'referrals.opening-reviewed', opened.referral_id, jsonb_build_object('opening', review_opening.id));
  return opened.referral_id;
end $$;

-- The record that is open to this transaction at this moment: its session is still signed in, nobody ended it, the hour is not over.
create function referrals.opened_record() returns table (referral_id uuid, person_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select b.referral_id, b.person_id
  from referrals.break_glass b
  where b.id = nullif(split_part(current_setting('workwell.opened', true), '/', 1), '')::uuid
    and b.session_id = nullif(split_part(current_setting('workwell.opened', true), '/', 2), '')::uuid
    and b.ended_at is null and b.until > now() and access.is_signed_in(b.session_id, b.account_id)
$$;
revoke execute on function referrals.open_record(uuid, text, text, uuid, text, text), referrals.close_record(uuid, uuid),
  referrals.review_opening(uuid, text), referrals.opened_record() from public;
-- Policies of tables that assessors read too ask it.
grant execute on function referrals.opened_record() to workwell_break_glass, workwell_assessor;

-- The first role reads the opened record whatever its area, and no other whatever areas it names.
create policy opened_by_break_glass on referrals.referral for select
  using (current_user = 'workwell_break_glass' and id = (select o.referral_id from referrals.opened_record() o));
create policy opened_by_break_glass on people.person for select
  using (current_user = 'workwell_break_glass' and id = (select o.person_id from referrals.opened_record() o));
create policy opened_by_break_glass on people.undeliverable_address for select
  using (current_user = 'workwell_break_glass' and person_id = (select o.person_id from referrals.opened_record() o));
create policy only_opened_by_break_glass on referrals.referral as restrictive for select
  using ((select current_user) <> 'workwell_break_glass' or id = (select o.referral_id from referrals.opened_record() o));
create policy only_opened_by_break_glass on people.person as restrictive for select
  using ((select current_user) <> 'workwell_break_glass' or id = (select o.person_id from referrals.opened_record() o));
create policy only_opened_by_break_glass on people.undeliverable_address as restrictive for select
  using ((select current_user) <> 'workwell_break_glass' or person_id = (select o.person_id from referrals.opened_record() o));
select platform.open_to('workwell_break_glass', open::regclass, 'select')
from unnest(array['referrals.referral', 'people.person', 'people.undeliverable_address']) open;
select platform.open_to('workwell_break_glass', 'referrals.break_glass', 'select (id, area, session_id, referral_id, opened_at, until, ended_at)');
