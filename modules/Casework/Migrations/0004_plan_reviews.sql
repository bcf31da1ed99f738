-- When a person and their coach look at the plan together. One review of a case is to come; whoever settles it begins the next.
create table casework.plan_review (
  area text not null,
  id uuid not null,
  case_id uuid not null,
  first_due_on date not null,            -- stays, however often the review is moved: on time is measured from it
  due_on date not null,
  window_days integer not null check (window_days between 0 and 30),
  moved_because text,
  outcome text check (outcome in ('goes-on', 'changed', 'finished')),
  held_on date,
  held_by text,
  note text,
  settled_at timestamptz,
  version integer not null,
  primary key (area, id),
  foreign key (area, case_id) references casework.coaching_case (area, id),
  check (num_nulls(outcome, held_on, held_by, settled_at) in (0, 4)));
create index plan_review_of_case on casework.plan_review (area, case_id, first_due_on);
create unique index one_review_to_come on casework.plan_review (area, case_id) where outcome is null;
select platform.guard_by_area('casework.plan_review');
select platform.close_to_organisations('casework.plan_review');
select platform.deny('casework.plan_review', 'delete', 'truncate');
