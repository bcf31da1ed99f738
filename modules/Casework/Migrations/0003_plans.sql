-- What a person wants to reach, in their own words; the steps towards it, in order; and what is to change at their work.
create table casework.goal (
  area text not null,
  id uuid not null,                      -- made by the page, so that a form sent twice is one goal
  case_id uuid not null,
  words text not null,
  barrier text,                          -- what it removes: the code of a need, or health- and a number of the Labour Force Survey
  state text not null check (state in ('open', 'reached', 'dropped')),
  set_at timestamptz not null,
  version integer not null,              -- what a form was filled in from; a save from an older one is refused
  primary key (area, id),
  constraint goal_is_of_one_case unique (area, case_id, id),
  foreign key (area, case_id) references casework.coaching_case (area, id));
select platform.guard_by_area('casework.goal');
select platform.close_to_organisations('casework.goal');
select platform.deny('casework.goal', 'delete', 'truncate');

create table casework.plan_step (
  area text not null,
  id uuid not null,
  case_id uuid not null,
  goal_id uuid not null,
  place integer not null,                -- its order among the steps of the goal
  words text not null,
  who text not null check (who in ('person', 'coach', 'partner', 'employer')),
  first_due_on date not null,            -- stays, however often the step is moved
  due_on date not null,
  state text not null check (state in ('open', 'done', 'not-needed')),
  ended_at timestamptz,
  version integer not null,
  primary key (area, id),
  foreign key (area, case_id, goal_id) references casework.goal (area, case_id, id),
  check ((state = 'open') = (ended_at is null)));
create index plan_step_of_case on casework.plan_step (area, case_id, goal_id, place);
select platform.guard_by_area('casework.plan_step');
select platform.close_to_organisations('casework.plan_step');
select platform.deny('casework.plan_step', 'delete', 'truncate');

create table casework.adjustment (
  area text not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null,                    -- a code of the catalogue
  words text,                            -- what exactly
  state text not null check (state in ('suggested', 'agreed', 'in-place', 'not-wanted')),
  set_at timestamptz not null,
  version integer not null,
  primary key (area, id),
  foreign key (area, case_id) references casework.coaching_case (area, id),
  check (kind <> 'other' or words is not null));
create index adjustment_of_case on casework.adjustment (area, case_id, set_at);
select platform.guard_by_area('casework.adjustment');
select platform.close_to_organisations('casework.adjustment');
select platform.deny('casework.adjustment', 'delete', 'truncate');
