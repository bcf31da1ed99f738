-- Meetings of a coach and a person. One that was moved keeps its row, and leads to the new one.
create table casework.appointment (
  area text not null,
  id uuid not null,                      -- made by the page, so that a form sent twice books once
  case_id uuid not null,
  coach text not null,                   -- as the audit trail calls them
  way text not null check (way in ('in-person', 'phone', 'video', 'cafe')),
  place text,
  has_interpreter boolean not null,
  begins_at timestamptz not null,
  minutes integer not null check (minutes between 5 and 480),
  booked_at timestamptz not null,
  booked_by text not null,
  outcome text check (outcome in ('attended', 'late', 'did-not-attend', 'excused', 'we-could-not', 'moved')),
  reason text,
  summary text,
  outcome_at timestamptz,
  outcome_by text,
  moved_to uuid,
  primary key (area, id),
  foreign key (area, case_id) references casework.coaching_case (area, id),
  foreign key (area, moved_to) references casework.appointment (area, id) deferrable initially deferred,
  check (num_nulls(outcome, outcome_at, outcome_by) in (0, 3)),
  check ((outcome = 'moved') = (moved_to is not null) or outcome is null));
create index appointment_of_case on casework.appointment (area, case_id, begins_at desc);
create index appointment_without_outcome on casework.appointment (area, begins_at) where outcome is null;
select platform.guard_by_area('casework.appointment');
select platform.close_to_organisations('casework.appointment');
select platform.deny('casework.appointment', 'delete', 'truncate');
