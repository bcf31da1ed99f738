-- Who somebody is at another sign-in service, such as NHS Care Identity. Bound by a member of staff who has signed in; it makes no account by itself.
create table access.provider_identity (
  issuer text not null,
  subject text not null,
  account_id uuid not null references access.account (id) on delete cascade,
  provider text not null,
  bound_at timestamptz not null,
  last_used_at timestamptz,
  primary key (issuer, subject)
);
create index provider_identity_by_account on access.provider_identity (account_id);
select platform.deny('access.provider_identity', 'update', 'truncate');
grant update (last_used_at) on access.provider_identity to workwell_runtime;
