-- Which sign-in service opened a session, and as which of its own sessions, so that it can end it.
alter table access.staff_session
  add column provider text,
  add column provider_session text;
create index staff_session_by_provider on access.staff_session (provider, provider_session) where ended_at is null and provider is not null;

-- Notes of sign-in services that somebody has signed out there. Each counts once.
create table access.logout_token (
  issuer text not null,
  token_id text not null,
  seen_at timestamptz not null,
  primary key (issuer, token_id)
);
select platform.deny('access.logout_token', 'update', 'truncate');

-- An account is taken over with a password, or by whoever the invited person is at another sign-in service.
create or replace function access.accept_invitation(secret_sha256 bytea, at timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare found_id uuid;
begin
  update access.invitation i set used_at = accept_invitation.at
  where i.secret_sha256 = accept_invitation.secret_sha256 and i.used_at is null and i.expires_at > accept_invitation.at
  returning i.account_id into found_id;
  if not found then return null; end if;
  update access.account a set state = 'active', activated_at = accept_invitation.at
  where a.id = found_id and a.state = 'invited'
    and (a.password_hash is not null or exists (select from access.provider_identity p where p.account_id = a.id));
  if not found then return null; end if;
  perform access.note_staff(at, 'national', 'access.staff-activated', found_id, null);
  return found_id;
end $$;
