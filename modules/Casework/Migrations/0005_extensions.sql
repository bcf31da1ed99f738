-- More time for a person whose support ends: asked for by a coach with the reason, decided by a team lead who did not ask.
create table casework.extension (
  area text not null,
  id uuid not null,                      -- made by the page, so that a form sent twice asks once
  case_id uuid not null,
  weeks integer not null check (weeks between 1 and 26),
  reason text not null check (reason in ('illness', 'new-job', 'waits-for-service', 'other')),
  note text,
  asked_at timestamptz not null,
  asked_by text not null,
  is_approved boolean,                   -- null: nobody has decided yet
  decision_note text,
  decided_at timestamptz,
  decided_by text,
  ended_on date not null,                -- the last day of support when it was asked for
  primary key (area, id),
  foreign key (area, case_id) references casework.coaching_case (area, id),
  check (num_nulls(is_approved, decided_at, decided_by) in (0, 3)),
  constraint somebody_else_decides check (decided_by <> asked_by),
  check (reason <> 'other' or note is not null));
create index extension_of_case on casework.extension (area, case_id, asked_at);
create unique index one_extension_to_decide on casework.extension (area, case_id) where is_approved is null;
create index extension_to_decide on casework.extension (area, asked_at) where is_approved is null;
select platform.guard_by_area('casework.extension');
select platform.close_to_organisations('casework.extension');
select platform.deny('casework.extension', 'delete', 'truncate');
