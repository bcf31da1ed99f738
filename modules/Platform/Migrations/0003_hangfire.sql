-- Where Hangfire keeps when daily jobs run next and which jobs wait. Tables, columns and indexes are its own (Hangfire.PostgreSql 1.21, schema version 23), installed
-- here as the owner so that the running host may not change them; no fact about a person is in them. Why: docs/decisions/0021-hangfire-says-when.md.
create schema hangfire;

create table hangfire.schema (version int primary key);
insert into hangfire.schema (version) values (23);

create table hangfire.job (
  id bigserial primary key, stateid bigint, statename text, invocationdata jsonb not null, arguments jsonb not null,
  createdat timestamptz not null, expireat timestamptz, updatecount int not null default 0);
create index ix_hangfire_job_statename on hangfire.job (statename);
create index ix_hangfire_job_expireat on hangfire.job (expireat);
create index ix_hangfire_job_statename_is_not_null on hangfire.job (statename) include (id) where statename is not null;

create table hangfire.state (
  id bigserial primary key, jobid bigint not null references hangfire.job (id) on update cascade on delete cascade,
  name text not null, reason text, createdat timestamptz not null, data jsonb, updatecount int not null default 0);
create index ix_hangfire_state_jobid on hangfire.state (jobid);

create table hangfire.jobparameter (
  id bigserial primary key, jobid bigint not null references hangfire.job (id) on update cascade on delete cascade,
  name text not null, value text, updatecount int not null default 0);
create index ix_hangfire_jobparameter_jobidandname on hangfire.jobparameter (jobid, name);

create table hangfire.jobqueue (
  id bigserial primary key, jobid bigint not null, queue text not null, fetchedat timestamptz, updatecount int not null default 0);
create index ix_hangfire_jobqueue_queueandfetchedat on hangfire.jobqueue (queue, fetchedat);
create index ix_hangfire_jobqueue_jobidandqueue on hangfire.jobqueue (jobid, queue);
create index ix_hangfire_jobqueue_fetchedat_queue_jobid on hangfire.jobqueue (fetchedat nulls first, queue, jobid);

create table hangfire.counter (id bigserial primary key, key text not null, value bigint not null, expireat timestamptz);
create index ix_hangfire_counter_key on hangfire.counter (key);
create index ix_hangfire_counter_expireat on hangfire.counter (expireat);

create table hangfire.aggregatedcounter (id bigserial primary key, key text not null unique, value bigint not null, expireat timestamptz);

create table hangfire.hash (
  id bigserial primary key, key text not null, field text not null, value text, expireat timestamptz, updatecount int not null default 0,
  unique (key, field));
create index ix_hangfire_hash_expireat on hangfire.hash (expireat);

create table hangfire.list (id bigserial primary key, key text not null, value text, expireat timestamptz, updatecount int not null default 0);
create index ix_hangfire_list_expireat on hangfire.list (expireat);

create table hangfire.set (
  id bigserial primary key, key text not null, score float8 not null, value text not null, expireat timestamptz, updatecount int not null default 0,
  unique (key, value));
create index ix_hangfire_set_expireat on hangfire.set (expireat);
create index ix_hangfire_set_key_score on hangfire.set (key, score);

create table hangfire.lock (resource text not null unique, updatecount int not null default 0, acquired timestamptz);
alter table hangfire.lock replica identity using index lock_resource_key;

create table hangfire.server (id text primary key, data jsonb, lastheartbeat timestamptz not null, updatecount int not null default 0);

grant usage on schema hangfire to workwell_runtime;
grant select, insert, update, delete on all tables in schema hangfire to workwell_runtime;
grant usage on all sequences in schema hangfire to workwell_runtime;

-- What the scheduler before it kept. A host of the release before that still runs goes on ticking; its daily jobs are run by the new hosts.
drop table platform.qrtz_fired_triggers, platform.qrtz_simple_triggers, platform.qrtz_cron_triggers, platform.qrtz_simprop_triggers, platform.qrtz_blob_triggers,
  platform.qrtz_triggers, platform.qrtz_job_details, platform.qrtz_calendars, platform.qrtz_paused_trigger_grps, platform.qrtz_paused_job_grps,
  platform.qrtz_scheduler_state, platform.qrtz_locks;
