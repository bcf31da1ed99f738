-- Who may open a record across the wall of an area (decision 0032), for the function that opens it: somebody signed in who works with people in their own area
-- and not in the other. Their account is locked, so that one person's openings are counted one after another.
create function access.opener(session uuid, home text, area text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  who text := current_setting('workwell.actor');
  reach text := current_setting('workwell.areas');
  account uuid;
begin
  select a.id into account from access.staff_session s join access.account a on a.id = s.account_id
  where s.id = opener.session and s.ended_at is null and a.state = 'active' and who = 'staff:' || a.id::text for update of a;
  if account is null then
    raise exception 'This session has ended.' using errcode = 'insufficient_privilege';
  end if;
  -- The rows of both areas count.
  perform set_config('workwell.areas', '*', true);
  if not exists (select from access.membership m where m.account_id = account and m.area = opener.home and m.state = 'given'
    and m.role in ('coach', 'team-lead')) then
    raise exception 'Only the team of an area opens records of others.' using errcode = 'insufficient_privilege';
  end if;
  if exists (select from access.membership m where m.account_id = account and m.area = opener.area and m.state = 'given'
    and m.role in ('coach', 'team-lead', 'outcome-assessor')) then
    raise exception 'Works in this area.' using errcode = 'insufficient_privilege';
  end if;
  perform set_config('workwell.areas', reach, true);
  return account;
end $$;

create function access.is_signed_in(session uuid, account uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select current_setting('workwell.actor', true) = 'staff:' || is_signed_in.account::text and exists (
    select from access.staff_session s join access.account a on a.id = s.account_id and a.state = 'active'
    where s.id = is_signed_in.session and s.account_id = is_signed_in.account and s.ended_at is null)
$$;

create function access.leads_team(area text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select exists (select from access.membership m
    where m.area = leads_team.area and m.state = 'given' and m.role = 'team-lead' and current_setting('workwell.actor') = 'staff:' || m.account_id::text)
$$;
revoke execute on function access.opener(uuid, text, text), access.is_signed_in(uuid, uuid), access.leads_team(text) from public, workwell_runtime;
