-- The audit trail is chained by hash, area by area (decision 0028). Entries are written without waiting for one another; a job seals them a moment later.
-- Each seal holds a run of entries in the order in which they were sealed, and for each of them SHA-256(the hash before || its bytes).
create table access.audit_seal (
  area text not null,
  -- How many entries of the area are sealed, with this seal.
  sequence bigint not null,
  numbers bigint[] not null,
  hashes bytea[] not null,
  sealed_at timestamptz not null default now(),
  primary key (area, sequence)
);
select platform.guard_by_area('access.audit_seal');
select platform.close_to_organisations('access.audit_seal');
select platform.deny('access.audit_seal', 'insert', 'update', 'delete', 'truncate');
create trigger audit_seal_is_insert_only before update or delete or truncate on access.audit_seal
  for each statement execute function access.refuse_to_rewrite();

-- From where to look for entries that are not sealed. Nothing is proved by it: it only saves reading the whole trail every second.
create table access.audit_sealing (
  area text primary key,
  settled_number bigint not null default 0,
  settled_sequence bigint not null default 0,
  waiting_number bigint not null default 0,
  waiting_sequence bigint not null default 0,
  waiting_for xid8,
  waiting_since timestamptz
);
select platform.guard_by_area('access.audit_sealing');
select platform.close_to_organisations('access.audit_sealing');
select platform.deny('access.audit_sealing', 'insert', 'update', 'delete', 'truncate');

-- One field: its length in four bytes, then its bytes; the length -1 for none. PostgreSQL's binary COPY writes a row in the same way.
create function access.audit_field(value bytea) returns bytea language sql immutable parallel safe
as $$ select case when value is null then '\xffffffff'::bytea else int4send(octet_length(value)) || value end $$;

-- The bytes of an entry over which it is hashed. Whoever verifies computes them again outside the database.
create function access.audit_bytes(area text, number bigint, at timestamptz, actor text, purpose text, action text, subject uuid, details jsonb) returns bytea
language sql immutable parallel safe
as $$
  select access.audit_field(convert_to(area, 'UTF8')) || access.audit_field(int8send(number)) || access.audit_field(timestamptz_send(at))
    || access.audit_field(convert_to(actor, 'UTF8')) || access.audit_field(convert_to(purpose, 'UTF8')) || access.audit_field(convert_to(action, 'UTF8'))
    || access.audit_field(uuid_send(subject)) || access.audit_field(convert_to(details::text, 'UTF8'))
$$;

-- Seals up to so many entries of an area; returns how many. It belongs to seal_audit, which holds the lock.
create function access.seal_audit_of(area text, max_entries integer) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  moment pg_snapshot := pg_current_snapshot();
  at_hand access.audit_sealing;
  head bytea;
  last bigint;
  newest bigint;
  numbers bigint[] := '{}';
  hashes bytea[] := '{}';
  entry record;
begin
  insert into access.audit_sealing (area) values (seal_audit_of.area) on conflict do nothing;
  select * into at_hand from access.audit_sealing s where s.area = seal_audit_of.area;
  select s.sequence, s.hashes[cardinality(s.hashes)] into last, head from access.audit_seal s where s.area = seal_audit_of.area order by s.sequence desc limit 1;
  last := coalesce(last, 0);
  head := coalesce(head, '\x');
  -- A number is drawn before its entry is committed, so a lower one may appear later than a higher one.
  for entry in
    select e.* from access.audit_entry e
    where e.area = seal_audit_of.area and e.number > at_hand.settled_number and e.number not in (
      select unnest(s.numbers) from access.audit_seal s where s.area = seal_audit_of.area and s.sequence > at_hand.settled_sequence)
    order by e.number limit max_entries
  loop
    head := sha256(head || access.audit_bytes(entry.area, entry.number, entry.at, entry.actor, entry.purpose, entry.action, entry.subject, entry.details));
    numbers := numbers || entry.number;
    hashes := hashes || head;
  end loop;
  if cardinality(numbers) > 0 then
    insert into access.audit_seal (area, sequence, numbers, hashes)
    values (seal_audit_of.area, last + cardinality(numbers), numbers, hashes);
  end if;
  -- Once every transaction of an earlier moment has ended, no entry can appear any more below the highest number seen then. In a database that was restored
  -- elsewhere, transactions are counted anew.
  -- A number is drawn a little before its transaction counts as begun; hence the ten seconds.
  if cardinality(numbers) < max_entries and (at_hand.waiting_for is null or at_hand.waiting_since < clock_timestamp() - interval '10 seconds' and (
    at_hand.waiting_for <= pg_snapshot_xmin(moment) or at_hand.waiting_for > pg_snapshot_xmax(moment))) then
    select greatest(at_hand.waiting_number, max(n)) into newest from unnest(numbers) n;
    if newest > at_hand.settled_number or at_hand.waiting_number > at_hand.settled_number then
      update access.audit_sealing s set settled_number = at_hand.waiting_number, settled_sequence = at_hand.waiting_sequence, waiting_number = newest,
        waiting_sequence = last + cardinality(numbers), waiting_for = pg_snapshot_xmax(moment), waiting_since = clock_timestamp()
      where s.area = seal_audit_of.area;
    end if;
  end if;
  return cardinality(numbers);
end $$;
revoke execute on function access.seal_audit_of(text, integer) from public, workwell_runtime;

-- Seals what is new in every area that the caller reaches. One host at a time; another returns at once. Null: somebody else is at it.
create function access.seal_audit(max_entries integer) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  total integer := 0;
  next_area text;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('access.audit_seal', 0)) then return null; end if;
  select min(e.area) into next_area from access.audit_entry e;
  while next_area is not null loop
    total := total + access.seal_audit_of(next_area, max_entries);
    select min(e.area) into next_area from access.audit_entry e where e.area > next_area;
  end loop;
  return total;
end $$;
