-- A new e-mail address is used once its owner has written the code that went there. Until then the change waits here, with the session that asked for it.
alter table referrals.verified_session
  add column new_contact jsonb,
  add column new_code_sha256 bytea,
  add column new_code_expires_at timestamptz,
  add column new_tries int not null default 0,
  add column new_codes int not null default 0;
grant update (new_contact, new_code_sha256, new_code_expires_at, new_tries, new_codes) on referrals.verified_session to workwell_runtime;
