-- A step as it stood when follow-ups were planned from it: what was planned is done, whatever the plan says by then. The id is made of the content, so that
-- every host makes the same one without asking. No fact about a person is here.
create table follow_ups.step (
  id bigint primary key,
  code text not null,
  anchor text not null,
  recipient text not null,
  message text,
  task text,
  after text not null,        -- limits filled in
  length text,                -- the limit the step is counted from, such as P8W
  at_any_hour boolean not null,
  ended_by text[] not null);

-- Every follow-up there is or was. The columns stand in an order that leaves no gaps: there are millions of rows.
create table follow_ups.due (
  referral_id uuid not null,
  due_at timestamptz not null,
  useful_until timestamptz,                 -- after this it makes no sense any more
  done_at timestamptz,
  step_id bigint not null,
  anchored_on date not null,                -- the day from which it was counted
  occasion smallint not null,               -- of the turning point: the second offer starts its steps anew
  number smallint not null,                 -- of a step that repeats
  state smallint not null default 0 check (state between 0 and 5),   -- 0 due, 1 done, 2 cancelled, 3 too late, 4 nobody to tell, 5 set aside
  area text not null,
  step text not null,
  reason text,
  primary key (area, referral_id, step, occasion, number));
select platform.guard_by_area('follow_ups.due');

-- The hot part: small, whatever the table grows to.
create index due_now on follow_ups.due (area, due_at) where state = 0;
create index due_set_aside on follow_ups.due (area) where state = 5;

-- What a person of the area's team is asked to do.
create table follow_ups.task (
  area text not null,
  id uuid not null,
  key text not null,                        -- what makes it this task and no other
  referral_id uuid,                         -- null: about the area's work as a whole
  code text not null,
  says text not null,
  step_id bigint,
  opened_at timestamptz not null,
  closed_at timestamptz,
  closed_by text,
  outcome text,                             -- "done", "not-needed", "referral-ended", ...
  primary key (area, id),
  unique (area, key));
select platform.guard_by_area('follow_ups.task');

create index task_open on follow_ups.task (area, opened_at) where closed_at is null;
create index task_of_referral on follow_ups.task (area, referral_id) where closed_at is null;
