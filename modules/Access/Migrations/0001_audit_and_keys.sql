-- Who did what to what. Written in the transaction of the deed itself, and never changed afterwards: by right and by trigger.
create table access.audit_entry (
  area text not null,
  number bigint generated always as identity,
  at timestamptz not null,
  actor text not null,
  purpose text not null,
  action text not null,
  subject uuid not null,
  details jsonb,
  primary key (area, number)
);
create index audit_entry_by_subject on access.audit_entry (subject);
revoke update, delete, truncate on access.audit_entry from workwell_runtime;
select platform.guard_by_area('access.audit_entry');

create function access.refuse_to_rewrite() returns trigger language plpgsql
as $$
begin
  raise exception 'The audit trail is insert-only.' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_entry_is_insert_only before update or delete or truncate on access.audit_entry
  for each statement execute function access.refuse_to_rewrite();

-- Keys of machines and offices. Only the hash is kept, so a copy of this table opens nothing.
create table access.service_key (
  id uuid primary key,
  name text not null unique,
  secret_sha256 bytea not null unique,
  areas text[] not null,
  permissions text[] not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
revoke delete, truncate on access.service_key from workwell_runtime;
