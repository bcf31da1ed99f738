-- The coaching that follows a referral: one case for each, opened in the change in which somebody takes the referral on.
create table casework.coaching_case (
  area text not null,
  id uuid not null,
  referral_id uuid not null,
  person_id uuid not null,
  reference text not null,               -- what the public calls the referral
  state text not null check (state in ('waiting', 'open', 'paused', 'closed')),
  state_since timestamptz not null,
  state_by text not null,
  state_reason text,                     -- a code
  state_note text,
  coach text,                            -- as the audit trail calls them
  priority text not null check (priority in ('urgent', 'soon', 'usual')),
  priority_because text[] not null,      -- codes
  opened_at timestamptz not null,
  -- How long support lasts, as the area's settings stood when it began. All null: the area has stated no limit.
  limit_count integer,
  limit_unit text,
  limit_evidence text,
  limit_source text,
  ends_on date,
  attempts integer not null default 0,   -- to reach the person for the first time
  first_contact_at timestamptz,
  last_contact_at timestamptz,
  next_contact_on date,
  version integer not null,              -- what a form was filled in from; a save from an older one is refused
  primary key (area, id),
  constraint one_case_a_referral unique (area, referral_id),
  constraint a_coach_works_on_it check (
    case state when 'waiting' then coach is null when 'closed' then true else coach is not null end),
  check (num_nulls(limit_count, limit_unit, limit_evidence, limit_source, ends_on) in (0, 5)));
create index coaching_case_of_coach on casework.coaching_case (area, coach, state);
create index coaching_case_waiting on casework.coaching_case (area, opened_at) where state = 'waiting';
select platform.guard_by_area('casework.coaching_case');
select platform.close_to_organisations('casework.coaching_case');
select platform.deny('casework.coaching_case', 'delete', 'truncate');

-- What happened in a case, and when it was written down. Only added to: whoever corrects an entry writes another.
create table casework.timeline_entry (
  area text not null,
  id uuid not null,                      -- made by the page, so that a form sent twice is one entry
  case_id uuid not null,
  kind text not null,
  outcome text,                          -- a code
  colleague text,                        -- whose case it became
  attempt integer,                       -- the number of an attempt to reach the person for the first time
  note text,
  held_at timestamptz not null,
  held_by text not null,
  entered_at timestamptz not null,
  entered_by text not null,
  primary key (area, id),
  foreign key (area, case_id) references casework.coaching_case (area, id));
create index timeline_entry_of_case on casework.timeline_entry (area, case_id, held_at desc, id desc);
select platform.guard_by_area('casework.timeline_entry');
select platform.close_to_organisations('casework.timeline_entry');
select platform.deny('casework.timeline_entry', 'update', 'delete', 'truncate');

-- Whom a trial allocated to an arm that gets no coaching. No case is ever opened for them, whoever accepts the referral afterwards.
create table casework.without_coaching (
  area text not null,
  referral_id uuid not null,
  noted_at timestamptz not null,
  primary key (area, referral_id));
select platform.guard_by_area('casework.without_coaching');
select platform.close_to_organisations('casework.without_coaching');
select platform.deny('casework.without_coaching', 'update', 'delete', 'truncate');
