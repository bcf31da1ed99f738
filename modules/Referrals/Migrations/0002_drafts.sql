-- A form that somebody is filling in. Its key is known to the browser alone: only a hash of it is kept. What was typed goes when it is sent or expires.
create table referrals.draft (
  id uuid primary key,
  area text not null,
  door text not null,
  key_id uuid not null unique,
  answers jsonb not null,
  reference referrals.reference,
  started_at timestamptz not null,
  touched_at timestamptz not null,
  expires_at timestamptz not null
);
create index draft_by_expiry on referrals.draft (expires_at);
select platform.guard_by_area('referrals.draft');

-- A link that brings somebody back to their form, once.
create table referrals.draft_link (
  key_id uuid primary key,
  area text not null,
  draft_id uuid not null references referrals.draft (id) on delete cascade,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index draft_link_by_draft on referrals.draft_link (draft_id);
select platform.guard_by_area('referrals.draft_link');
