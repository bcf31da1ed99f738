-- What somebody typed that stands in no address, such as a search or a form whose session had ended: encrypted, theirs alone, and for a short time.
create table access.kept_input (
  id uuid primary key,
  owner text not null,
  sealed bytea not null,
  expires_at timestamptz not null
);
create index kept_input_by_expiry on access.kept_input (expires_at);
select platform.deny('access.kept_input', 'update', 'truncate');
