-- Long work that somebody asked for once: what was asked, how far it is and how it ended. Hangfire only says when a host takes it up.
create table platform.background_job (
  id uuid primary key,
  key text not null,
  argument jsonb not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'cancelled', 'failed', 'interrupted')),
  progress float8 not null default 0 check (progress between 0 and 1),
  description text,
  result jsonb,
  problem text,
  requested_by text not null,
  created_at timestamptz not null default now(),
  enqueued_at timestamptz not null default now(),
  started_at timestamptz,
  heartbeat_at timestamptz,
  ended_at timestamptz,
  cancel_requested_at timestamptz,
  run uuid,
  check ((state in ('queued', 'running')) = (ended_at is null)));
create index background_job_open on platform.background_job (created_at) where ended_at is null;
create index background_job_ended on platform.background_job (ended_at) where ended_at is not null;
